package io.sluice.ledger;

/**
 * How far a stage has come with one source: it is done with every event up to the cursor, and what it did beyond is done again
 * after a crash.
 *
 * @param event the last event that it is done with
 * @param done how many of the source's news up to the cursor were done; and so on
 */
public record Cursor(Feed feed, String source, long event, long done, long rejected, long superseded, long skipped) {

    /** Where a stage begins. */
    public static Cursor at(Feed feed, String source, long event) {
        return new Cursor(feed, source, event, 0, 0, 0, 0);
    }
}
