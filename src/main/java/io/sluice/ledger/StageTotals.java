package io.sluice.ledger;

import io.sluice.event.StageCounts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stage as the ledger knows it.
 *
 * @param reads the zone that it reads
 * @param publishes the zone that it publishes to; null when it publishes nothing
 * @param sources what it has come to with each source
 */
public record StageTotals(
        String name, String reads, @Nullable String publishes, Map<String, StageCounts> sources) {
    public StageTotals {
        sources = Map.copyOf(sources);
    }

    /** The sum over all sources. */
    public StageCounts totals() {
        return sources.values().stream().reduce(StageCounts.NONE, StageCounts::plus);
    }
}
