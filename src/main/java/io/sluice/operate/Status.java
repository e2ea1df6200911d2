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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How Sluice is, running or resting. Looking at it changes nothing, and what cannot be seen hides nothing else.
 *
 * @param sources every source that is declared or that the ledger knows, by name
 * @param stages every stage that the ledger knows and that reads what others publish, by name
 * @param lastRun null when nothing ran yet, or the ledger cannot be read
 * @param process the process that runs now; null when none does
 * @param faults the environment faults that were open after the last scan; null when nothing was saved yet, or it cannot be read
 * @param undeclared what lies in the raw zone and belongs to no source; null when that cannot be listed
 * @param alarms raw files that the last run found changed, as of its last scan; schemas that are edited and deliveries that are
 *     undeclared now
 * @param unseen what beside the ledger could not be looked at, and why
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
        Alarms alarms,
        Map<Part, String> unseen) {

    /** What is looked at beside the ledger. */
    public enum Part {
        SOURCES,
        FAULTS,
        PROCESS
    }

    /** Whether nothing ran yet: there is no ledger, nor anything that a run leaves elsewhere. */
    public boolean neverRan() {
        return ledger.state() == LedgerStatus.State.MISSING
                && process == null
                && (faults == null || faults.run().isEmpty())
                && unseen.isEmpty();
    }

    /** Whether a source of which no totals are told is known to have none. */
    public boolean knowsTotals() {
        return ledger.state() == LedgerStatus.State.OK || neverRan();
    }

    /** Looks. */
    static Status of(Settings settings) {
        Path file = settings.ledger();
        FromLedger ledger = FromLedger.of(settings);
        Map<Part, String> unseen = new EnumMap<>(Part.class);
        List<String> declared = seen(Part.SOURCES, () -> Optional.of(DeclaredSources.in(settings.routes())), unseen);
        FaultFile.Saved saved = seen(Part.FAULTS, new FaultFile(settings.logs())::read, unseen);
        RunLock.Holder process = seen(
                Part.PROCESS,
                () -> RunLock.holder(Optional.ofNullable(file.getParent()).orElse(file)),
                unseen);
        Undeclared undeclared = declared == null ? null : undeclared(settings, declared);
        return new Status(
                sources(declared, ledger.totals()),
                StageStatus.of(settings, ledger.stages()),
                ledger.lastRun(),
                FreeDisk.of(settings.validated()),
                ledger.status(),
                process,
                saved,
                undeclared,
                alarms(saved, ledger, undeclared),
                Collections.unmodifiableMap(unseen));
    }

    private interface Look<T> {
        Optional<T> at() throws EnvironmentFault;
    }

    private static <T> @Nullable T seen(Part part, Look<T> look, Map<Part, String> unseen) {
        try {
            return look.at().orElse(null);
        } catch (EnvironmentFault fault) {
            unseen.put(part, String.valueOf(fault.getMessage()));
            return null;
        }
    }

    /** What the ledger tells; nothing when it cannot be read. */
    private record FromLedger(
            List<SourceTotals> totals,
            List<StageTotals> stages,
            @Nullable Run lastRun,
            List<String> editedSchemas,
            LedgerStatus status) {

        static FromLedger of(Settings settings) {
            Path file = settings.ledger();
            try {
                Optional<LedgerView> ledger = SqliteLedger.openReadOnly(file);
                if (ledger.isEmpty()) {
                    return nothing(new LedgerStatus(file, size(file), LedgerStatus.State.MISSING, null));
                }
                try (LedgerView view = ledger.get()) {
                    return new FromLedger(
                            view.totals(),
                            view.stages(),
                            view.lastRun().orElse(null),
                            EditedSchemas.named(settings, view),
                            new LedgerStatus(file, size(file), LedgerStatus.State.OK, null));
                }
            } catch (EnvironmentFault unreadable) {
                return nothing(
                        new LedgerStatus(file, size(file), LedgerStatus.State.UNREADABLE, unreadable.getMessage()));
            }
        }

        private static FromLedger nothing(LedgerStatus status) {
            return new FromLedger(List.of(), List.of(), null, List.of(), status);
        }

        private static @Nullable Long size(Path file) {
            try {
                return Files.size(file);
            } catch (NoSuchFileException missing) {
                return 0L;
            } catch (IOException unseen) {
                return null;
            }
        }
    }

    /** What another run has saved is no alarm any more. */
    private static Alarms alarms(FaultFile.@Nullable Saved saved, FromLedger ledger, @Nullable Undeclared undeclared) {
        Run lastRun = ledger.lastRun();
        // without a ledger that says otherwise, what was saved is of the last run
        FaultFile.Saved ofLastRun =
                saved != null && (lastRun == null || lastRun.id().equals(saved.run())) ? saved : null;
        return new Alarms(
                ofLastRun == null ? 0 : ofLastRun.rawChanged(),
                ofLastRun == null ? List.of() : ofLastRun.changed(),
                ledger.editedSchemas(),
                undeclared == null ? 0 : undeclared.count());
    }

    private static @Nullable Undeclared undeclared(Settings settings, List<String> declared) {
        try {
            return Undeclared.in(settings.raw(), declared);
        } catch (EnvironmentFault unreadable) {
            return null; // the open faults of the sources say why
        }
    }

    /** @param declared null when that cannot be seen */
    private static List<SourceStatus> sources(@Nullable List<String> declared, List<SourceTotals> totals) {
        Map<String, SourceStatus> byName = new TreeMap<>();
        if (declared != null) {
            declared.forEach(source -> byName.put(source, new SourceStatus(source, true, null)));
        }
        totals.forEach(known -> byName.put(
                known.source(),
                new SourceStatus(known.source(), declared == null ? null : byName.containsKey(known.source()), known)));
        return new ArrayList<>(byName.values());
    }
}
