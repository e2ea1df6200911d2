package io.sluice.intake;

/** What a look makes of a file that it meets. */
public enum Met {
    /** The decision that the ledger holds on it stands. */
    KNOWN,
    /** Passed over for its name. */
    IGNORED,
    /** Passed over for what an expression says now; it may say otherwise at the next look. */
    EXCLUDED,
    /** Taken up, or left for a later look. */
    OPEN
}
