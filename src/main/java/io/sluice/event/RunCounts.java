package io.sluice.event;

import java.util.Locale;

/**
 * What a run came to. {@code seen = validated + rejected + alreadyProcessed + pending}.
 *
 * @param pending everything left
 * @param failed tried in this run and undecided; part of pending
 * @param bytes of the raw files that were decided
 */
public record RunCounts(
        long seen, long validated, long rejected, long alreadyProcessed, long pending, long failed, long bytes) {

    /** For the log. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d seen, %d validated, %d rejected, %d already processed, %d pending, %d failed, %d bytes",
                seen,
                validated,
                rejected,
                alreadyProcessed,
                pending,
                failed,
                bytes);
    }
}
