package io.sluice.operate;

import io.sluice.config.Settings;
import io.sluice.event.StageTotals;
import io.sluice.routefiles.RouteProblems;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a stage is that reads what others publish.
 *
 * @param declared whether a route declares it; null when the routes cannot be read
 */
public record StageStatus(StageTotals totals, @Nullable Boolean declared) {

    /** Of every stage that the ledger knows. The routes are read only when there is one: that takes longer than the rest. */
    static List<StageStatus> of(Settings settings, List<StageTotals> known) {
        if (known.isEmpty()) {
            return List.of();
        }
        Set<String> declared = declared(settings);
        return known.stream()
                .map(totals -> new StageStatus(totals, declared == null ? null : declared.contains(totals.name())))
                .toList();
    }

    private static @Nullable Set<String> declared(Settings settings) {
        try {
            return DeclaredStages.in(settings);
        } catch (RouteProblems problems) {
            return null; // a run says what is wrong with them
        }
    }
}
