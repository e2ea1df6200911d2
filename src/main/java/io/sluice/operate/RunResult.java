package io.sluice.operate;

import io.sluice.event.Event;
import io.sluice.event.RunSummary;
import io.sluice.fault.EnvironmentFault;
import java.util.List;
import java.util.Set;

/**
 * How a run ended.
 *
 * @param rejections the first ones of this run
 * @param faults every kind of environment fault that was met
 * @param defects how often Sluice itself failed
 * @param stopped whether a signal ended it
 */
public record RunResult(
        RunSummary summary,
        List<Event.FileRejected> rejections,
        Set<EnvironmentFault.Kind> faults,
        long defects,
        boolean stopped) {
    public RunResult {
        rejections = List.copyOf(rejections);
        faults = Set.copyOf(faults);
    }
}
