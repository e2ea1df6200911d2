package io.sluice.ledger;

/** The decision taken on a content. Pending is not a state: what is pending has no version. */
public enum State {
    /** Published in the validated zone, with bytes that were durable before the ledger said so. */
    VALIDATED,
    /** As {@link #VALIDATED}, in another zone. */
    PUBLISHED,
    /** Kept in the dead-letter folder with its reasons. */
    REJECTED,
    /** Moved to the archive. */
    ARCHIVED,
    /** Rolled back: waits for an operator. */
    HELD;

    /** Whether the content lies in a zone for others to read. */
    public boolean isPublished() {
        return this == VALIDATED || this == PUBLISHED;
    }

    /**
     * Whether a decision that was taken under one schema stands under another: a rejection only under the same.
     *
     * @param takenUnder the SHA-256 of the schema that it was taken under
     * @param now the SHA-256 of the schema that the file is checked against now
     */
    public boolean stands(String takenUnder, String now) {
        return this != REJECTED || takenUnder.equals(now);
    }
}
