package io.sluice.operate;

import io.sluice.event.StageTotals;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.StageRefused;
import io.sluice.routefiles.RouteProblems;
import io.sluice.stage.StagePlan;
import io.sluice.stage.Stages;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stages of a run in the ledger: at its beginning, at its end, and in its summary. */
record RunStages(Stages stages, Prepared prepared, Ledger ledger) {
    private static final Logger LOG = LoggerFactory.getLogger("pipeline");

    /** @throws RouteProblems when a stage is not what the ledger remembers under its name; the run is ended then */
    void enter(CurrentRun current) throws RouteProblems, EnvironmentFault {
        try {
            stages.enter();
        } catch (StageRefused refused) {
            current.end(true); // nothing was begun, and nothing was cut off
            throw prepared.routes().refused(refused.stage(), String.valueOf(refused.getMessage()));
        }
    }

    /** What is not saved is done again; the next run says so by doing it. */
    void save() {
        try {
            stages.save();
        } catch (EnvironmentFault fault) {
            LOG.error(
                    "Where the stages stand cannot be saved: {}; what they did last is done again", fault.getMessage());
        }
    }

    /** Of the stages that have a route in this process. */
    List<StageTotals> totals() {
        if (prepared.stages().isEmpty()) {
            return List.of();
        }
        Set<String> names = prepared.stages().stream().map(StagePlan::name).collect(Collectors.toSet());
        try {
            return ledger.stages().stream()
                    .filter(stage -> names.contains(stage.name()))
                    .toList();
        } catch (EnvironmentFault fault) {
            LOG.error("What the stages have come to cannot be read: {}", fault.getMessage());
            return List.of();
        }
    }
}
