package io.sluice.operate.why;

import java.util.Locale;

/** What a file has come to, all in all; the worst of what holds. */
public enum Standing {
    /** Published, and done by every stage that it is for. */
    PUBLISHED,
    /** Its last content failed. */
    REJECTED,
    /** It will be taken, or would be if something were not in its way. */
    PENDING,
    /** It is there, and nobody takes it as it is. */
    NOT_TAKEN,
    /** There is nothing of this name, neither on disk nor in the ledger. */
    UNKNOWN,
    /** The ledger cannot be read, so that nobody knows. */
    LEDGER_UNREADABLE;

    /** As programs read it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
