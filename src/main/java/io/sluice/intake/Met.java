package io.sluice.intake;

/** What a scan makes of a file that it meets. */
public enum Met {
    /** The decision that the ledger holds on it stands. */
    KNOWN,
    /** As {@link #KNOWN}, and it was rejected. */
    REJECTED,
    /** Passed over for its name. */
    IGNORED,
    /** Taken up, or left for a later scan. */
    OPEN
}
