package io.sluice.camel;

import io.sluice.event.StageCounts;
import io.sluice.event.StageTotals;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** How many files wait at stages, as the ledger has it: asked once for all gauges of a scrape. */
final class StagePending {
    private static final long KEPT_NS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<List<StageTotals>> totals;
    private List<StageTotals> last = List.of();
    private long askedNs = System.nanoTime() - KEPT_NS;

    StagePending(Supplier<List<StageTotals>> totals) {
        this.totals = totals;
    }

    /** NaN when the ledger cannot say: it knows every stage that has a route in this process. */
    synchronized double of(String stage, String source) {
        long now = System.nanoTime();
        if (now - askedNs >= KEPT_NS) {
            last = totals.get();
            askedNs = now;
        }
        return last.stream()
                .filter(each -> each.name().equals(stage))
                .mapToDouble(each ->
                        each.sources().getOrDefault(source, StageCounts.NONE).pending())
                .findFirst()
                .orElse(Double.NaN);
    }
}
