package io.sluice.operate;

import io.sluice.config.Settings;
import io.sluice.event.Alarms;
import io.sluice.event.FaultFile;
import io.sluice.event.StageTotals;
import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.Undeclared;
import io.sluice.ledger.LedgerView;
import io.sluice.ledger.Run;
import io.sluice.ledger.SourceTotals;
import io.sluice.ledger.lease.RunLock;
import io.sluice.ledger.sqlite.SqliteLedger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How Sluice is, running or resting. Looking at it changes nothing.
 *
 * @param sources every source that is declared or that the ledger knows, by name
 * @param stages every stage that the ledger knows and that reads what others publish, by name
 * @param lastRun null when nothing ran yet, or the ledger cannot be read
 * @param process the process that runs now; null when none does
 * @param faults the environment faults that were open after the last scan; null when nothing was saved yet
 * @param undeclared what lies in the raw zone and belongs to no source; null when that cannot be listed
 * @param alarms raw files that the last run found changed, as of its last scan; schemas that are edited and deliveries that are
 *     undeclared now
 */
public record Status(
        List<SourceStatus> sources,
        List<StageStatus> stages,
        @Nullable Run lastRun,
        FreeDisk disk,
        LedgerStatus ledger,
        RunLock.@Nullable Holder process,
        FaultFile.@Nullable Saved faults,
        @Nullable Undeclared undeclared,
        Alarms alarms) {

    /** Whether nothing ran yet: there is no ledger, nor anything that a run leaves elsewhere. */
    public boolean neverRan() {
        return ledger.state() == LedgerStatus.State.MISSING && process == null && faults == null;
    }

    /** Whether a source of which no totals are told is known to have none. */
    public boolean knowsTotals() {
        return ledger.state() == LedgerStatus.State.OK || neverRan();
    }

    /**
     * Looks.
     *
     * @throws EnvironmentFault when the routes, the run lock or the saved faults cannot be read. A ledger that cannot be read is part of
     *     the answer.
     */
    static Status of(Settings settings) throws EnvironmentFault {
        Path file = settings.ledger();
        List<SourceTotals> totals = List.of();
        List<StageTotals> stages = List.of();
        Optional<Run> lastRun = Optional.empty();
        List<String> editedSchemas = List.of();
        LedgerStatus.State state = LedgerStatus.State.MISSING;
        String problem = null;
        try {
            Optional<LedgerView> ledger = SqliteLedger.openReadOnly(file);
            if (ledger.isPresent()) {
                try (LedgerView view = ledger.get()) {
                    totals = view.totals();
                    stages = view.stages();
                    lastRun = view.lastRun();
                    editedSchemas = EditedSchemas.named(settings, view);
                    state = LedgerStatus.State.OK;
                }
            }
        } catch (EnvironmentFault unreadable) {
            state = LedgerStatus.State.UNREADABLE;
            problem = unreadable.getMessage();
        }
        List<String> declared = DeclaredSources.in(settings.routes());
        FaultFile.Saved saved = new FaultFile(settings.logs()).read().orElse(null);
        Undeclared undeclared = undeclared(settings, declared);
        return new Status(
                sources(declared, totals),
                StageStatus.of(settings, stages),
                lastRun.orElse(null),
                FreeDisk.of(settings.validated()),
                new LedgerStatus(file, file.toFile().length(), state, problem),
                RunLock.holder(Optional.ofNullable(file.getParent()).orElse(file))
                        .orElse(null),
                saved,
                undeclared,
                alarms(saved, state == LedgerStatus.State.OK ? lastRun : Optional.empty(), editedSchemas, undeclared));
    }

    /** What another run has saved is no alarm any more. */
    private static Alarms alarms(
            FaultFile.@Nullable Saved saved,
            Optional<Run> lastRun,
            List<String> editedSchemas,
            @Nullable Undeclared undeclared) {
        // without a ledger that says otherwise, what was saved is of the last run
        FaultFile.Saved ofLastRun = saved != null
                        && lastRun.map(run -> run.id().equals(saved.run())).orElse(true)
                ? saved
                : null;
        return new Alarms(
                ofLastRun == null ? 0 : ofLastRun.rawChanged(),
                ofLastRun == null ? List.of() : ofLastRun.changed(),
                editedSchemas,
                undeclared == null ? 0 : undeclared.count());
    }

    private static @Nullable Undeclared undeclared(Settings settings, List<String> declared) {
        try {
            return Undeclared.in(settings.raw(), declared);
        } catch (EnvironmentFault unreadable) {
            return null; // the open faults of the sources say why
        }
    }

    private static List<SourceStatus> sources(List<String> declared, List<SourceTotals> totals) {
        Map<String, SourceStatus> byName = new TreeMap<>();
        declared.forEach(source -> byName.put(source, new SourceStatus(source, true, null)));
        totals.forEach(known -> byName.put(
                known.source(), new SourceStatus(known.source(), byName.containsKey(known.source()), known)));
        return new ArrayList<>(byName.values());
    }
}
