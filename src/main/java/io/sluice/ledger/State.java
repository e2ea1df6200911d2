package io.sluice.ledger;

/** The decision taken on a content. Pending is not a state: what is pending has no version. */
public enum State {
    /** Published, with bytes that were durable before the ledger said so. */
    VALIDATED,
    /** Kept in the dead-letter folder with its reasons. */
    REJECTED,
    /** Moved to the archive. */
    ARCHIVED,
    /** Rolled back: waits for an operator. */
    HELD
}
