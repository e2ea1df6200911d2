package io.sluice.ledger;

/** What an operator asked of the ledger cannot be done. Nothing was changed. */
public final class ChangeRefused extends Exception {
    private static final long serialVersionUID = 1;

    /** Why not. */
    public enum Reason {
        /** No run has used the ledger yet. */
        NO_LEDGER,
        /** The ledger knows no stage of this name that reads what others publish. */
        UNKNOWN_STAGE,
        /** The stage reads the raw zone, where files are taken again when they, or their schema, change. */
        READS_RAW,
        /** A route declares the stage that is to be ended. */
        DECLARED,
        /** Nothing was ever published under the path in the zone that the stage reads. */
        NEVER_PUBLISHED,
        /** The stage has done with all that was published under the path. */
        NOTHING_PENDING;

        /** Whether another file of the same stage might not be refused. */
        public boolean concernsAFile() {
            return this == NEVER_PUBLISHED || this == NOTHING_PENDING;
        }
    }

    private final Reason reason;

    /** @param message what is wrong and what to do instead, in one line */
    public ChangeRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
