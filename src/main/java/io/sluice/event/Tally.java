package io.sluice.event;

/**
 * The counts of one source in one run. {@code seen = validated + rejected + alreadyProcessed + pending} holds at the end
 * of every scan.
 *
 * @param alreadyProcessed known when this run first looked, or found to have an unchanged content since
 * @param pending everything that the last scan left
 * @param failed tried and undecided; part of pending
 * @param bytes of the raw files that were decided
 */
public record Tally(
        long validated, long rejected, long alreadyProcessed, long pending, long failed, long ignored, long bytes) {
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0);

    public long seen() {
        return validated + rejected + alreadyProcessed + pending;
    }

    /** The sum with another source's counts. */
    public Tally plus(Tally other) {
        return new Tally(
                validated + other.validated,
                rejected + other.rejected,
                alreadyProcessed + other.alreadyProcessed,
                pending + other.pending,
                failed + other.failed,
                ignored + other.ignored,
                bytes + other.bytes);
    }
}
