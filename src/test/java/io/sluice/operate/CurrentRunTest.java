package io.sluice.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.camel.ZoneRoots;
import io.sluice.event.Alarms;
import io.sluice.event.Counts;
import io.sluice.event.Event;
import io.sluice.event.FakeClock;
import io.sluice.event.FaultFile;
import io.sluice.event.FileRef;
import io.sluice.event.LogLines;
import io.sluice.event.Outcome;
import io.sluice.event.RunSummary;
import io.sluice.event.ScanCount;
import io.sluice.event.SourceProgress;
import io.sluice.event.UnderWay;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CurrentRunTest {
    private static final Instant START = Instant.parse("2024-01-15T23:59:00Z");
    private static final String ID = "20240115T235900Z-0001";

    private final FakeClock clock = new FakeClock(START);
    private final AtomicBoolean refuses = new AtomicBoolean();
    private final AtomicBoolean refusesEnd = new AtomicBoolean();
    private Workplace work;
    private CurrentRun run;
    private SourceProgress sff;

    @BeforeEach
    void begin(@TempDir Path home) throws Exception {
        work = new Workplace(home);
        TroubledLedger ledger = new TroubledLedger(work.ledger) {
            @Override
            void beforeRunStarted() throws EnvironmentFault {
                if (refuses.get()) {
                    throw new EnvironmentFault(EnvironmentFault.Kind.LEDGER, Path.of("/ledger"), "it is locked");
                }
            }

            @Override
            public void runCounted(String id, Counts counts, @Nullable Instant endedAt) throws EnvironmentFault {
                if (refusesEnd.get()) {
                    throw new EnvironmentFault(EnvironmentFault.Kind.LEDGER, Path.of("/ledger"), "it was deleted");
                }
                super.runCounted(id, counts, endedAt);
            }
        };
        run = new CurrentRun(
                work.settings,
                Mode.WATCH,
                ledger,
                new ZoneRoots(work.settings, work.sources, ledger),
                Workplace.COMMITS,
                work.events,
                work.tally,
                clock,
                clock::nanoTime,
                ID,
                START);
        sff = new SourceProgress("sff", progress -> run.scanEnded(progress, work.faults));
        run.begin(List.of(sff), List::of, work.faults::open);
    }

    @AfterEach
    void close() {
        work.close();
    }

    private void look(int seen, int validated) {
        ScanCount look = new ScanCount();
        for (int file = 0; file < seen; file++) {
            look.open();
        }
        sff.scanBegan(look, 0);
        for (int file = 0; file < validated; file++) {
            sff.taken();
            sff.done("file", Outcome.VALIDATED, 10);
        }
        sff.walked();
    }

    private Run lastRun() throws EnvironmentFault {
        return work.ledger.lastRun().orElseThrow();
    }

    private Instant lastScan() throws EnvironmentFault {
        return java.util.Objects.requireNonNull(work.ledger.totals().get(0).lastScan())
                .at();
    }

    @Test
    void openFaultsAreSavedWithALookAndGoneWhenTheyAreOver() throws Exception {
        FaultFile file = new FaultFile(work.settings.logs());
        work.faults.met("sff", new EnvironmentFault(EnvironmentFault.Kind.DISK_SPACE, work.home, "no room"));
        look(1, 0);

        FaultFile.Saved saved = file.read().orElseThrow();
        assertThat(saved.at()).isEqualTo(START);
        assertThat(saved.faults()).isEqualTo(work.faults.open()).hasSize(1);
        assertThat(run.summary().faults()).isEqualTo(work.faults.open());

        work.faults.scanEnded("sff");
        work.faults.scanEnded("sff");
        look(1, 0);
        assertThat(file.read().orElseThrow().faults()).isEmpty();
    }

    @Test
    void faultsOfALookThatIsInterruptedAreSavedAtTheEnd() throws Exception {
        work.faults.met("sff", new EnvironmentFault(EnvironmentFault.Kind.DISK_SPACE, work.home, "no room"));
        try (LogLines log = new LogLines("pipeline")) {
            Thread.currentThread().interrupt();
            look(1, 0);
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();

            run.end(true);
            assertThat(log.lines()).noneMatch(line -> line.startsWith("WARN"));
        }
        assertThat(new FaultFile(work.settings.logs()).read().orElseThrow().faults())
                .isEqualTo(work.faults.open())
                .hasSize(1);
    }

    /** Nobody knows what the interrupt left in the file. */
    @Test
    void faultsThatAreOverAreSavedAfterALookThatWasInterrupted() throws Exception {
        look(1, 0);
        work.faults.met("sff", new EnvironmentFault(EnvironmentFault.Kind.DISK_SPACE, work.home, "no room"));
        Thread.currentThread().interrupt();
        look(1, 0);
        assertThat(Thread.interrupted()).isTrue();
        work.faults.scanEnded("sff");
        work.faults.scanEnded("sff");
        clock.pass(Duration.ofSeconds(1));

        run.end(true);
        assertThat(new FaultFile(work.settings.logs()).read())
                .contains(new FaultFile.Saved(START.plusSeconds(1), List.of(), ID, 0, List.of()));
    }

    @Test
    void runWhoseEndTheLedgerRefusesIsStillSaidToHaveEnded() throws Exception {
        refusesEnd.set(true);
        try (LogLines log = new LogLines("pipeline")) {
            assertThatExceptionOfType(EnvironmentFault.class).isThrownBy(() -> run.end(true));

            assertThat(log.lines()).anyMatch(line -> line.contains("Run " + ID + " ended after"));
        }
    }

    @Test
    void aLookIsSavedWhenItLeftSomethingElseOrAfterAWhile() throws Exception {
        look(2, 1);
        assertThat(lastScan()).isEqualTo(START);
        assertThat(lastRun().counts()).isEqualTo(new Counts(1, 0, 0, 1, 0, 0, 10));
        clock.pass(Duration.ofSeconds(1));
        sff.scanBegan(sameLook(), 0);
        sff.walked();
        assertThat(lastScan()).isEqualTo(START);
        clock.pass(Duration.ofSeconds(9));
        sff.scanBegan(sameLook(), 0);
        sff.walked();
        assertThat(lastScan()).isEqualTo(START.plusSeconds(10));
    }

    @Test
    void aClockThatIsSetBackHoldsNoLookBack() throws Exception {
        look(2, 1);
        clock.set(START.minusSeconds(3_600));
        clock.pass(Duration.ofSeconds(10));
        sff.scanBegan(sameLook(), 0);
        sff.walked();
        assertThat(lastScan()).isEqualTo(START.minusSeconds(3_590));
    }

    private static ScanCount sameLook() {
        ScanCount look = new ScanCount();
        look.open();
        look.known(1);
        return look;
    }

    @Test
    void theEndIsInTheLedgerAndInTheSummaryAndStands() throws Exception {
        look(2, 1);
        clock.pass(Duration.ofSeconds(5));
        RunSummary summary = run.end(true);
        assertThat(summary.seconds()).isEqualTo(5.0);
        assertThat(work.settings.logs().resolve("runs/" + ID + ".json")).hasContent(summary.toJson());
        look(9, 9);
        assertThat(lastRun().endedAt()).isEqualTo(START.plusSeconds(5));
        assertThat(lastRun().counts()).isEqualTo(new Counts(1, 0, 0, 1, 0, 0, 10));
    }

    @Test
    void aRunThatGaveFilesUpIsNotCalledEnded() throws Exception {
        run.end(false);
        assertThat(lastRun().endedAt()).isNull();
    }

    @Test
    void aDayEndsWithItsCountsAndTheNextBeginsWithout() throws Exception {
        look(2, 2);
        clock.pass(Duration.ofMinutes(2));
        run.next();
        assertThat(run.get().run()).startsWith("20240116T000100Z-");
        assertThat(lastRun().id()).isEqualTo(run.get().run());
        assertThat(work.settings.logs().resolve("runs/" + ID + ".json"))
                .content()
                .contains("\"validated\" : 2");
        look(1, 1);
        assertThat(lastRun().counts().validated()).isEqualTo(1);
    }

    @Test
    void alarmsAreThoseOfTheRunAndStandWithTheFaultsForStatus() throws Exception {
        FileRef changed = new FileRef(ID, "validate", "sff", "a.json");
        work.events.publish(new Event.RawChanged(changed, "0", 1, "1", 2, "VALIDATED"));
        look(1, 1);

        FaultFile.Saved saved = new FaultFile(work.settings.logs()).read().orElseThrow();
        assertThat(saved).isEqualTo(new FaultFile.Saved(START, List.of(), ID, 1, List.of("sff/a.json")));
        assertThat(run.summary().alarms()).isEqualTo(new Alarms(1, List.of("sff/a.json"), List.of(), 0));

        clock.pass(Duration.ofMinutes(2));
        run.next();
        assertThat(run.summary().alarms()).isEqualTo(Alarms.NONE);
    }

    @Test
    void whatNobodyDeclaresIsSaidAgainEachDay() throws Exception {
        List<Event> happened = new CopyOnWriteArrayList<>();
        work.events.add(happened::add);
        Files.createDirectories(work.settings.raw().resolve("new_supplier"));

        for (int day = 0; day < 2; day++) {
            clock.pass(Duration.ofDays(1));
            run.next();
            assertThat(run.summary().alarms().undeclared()).isEqualTo(1);
        }

        assertThat(happened).filteredOn(Event.UndeclaredFound.class::isInstance).hasSize(2);
    }

    @Test
    void aDayThatTheLedgerCannotBeginIsBegunLater() throws Exception {
        look(2, 2);
        clock.pass(Duration.ofMinutes(2));
        refuses.set(true);
        assertThatExceptionOfType(EnvironmentFault.class).isThrownBy(run::next);
        assertThat(run.get().run()).isEqualTo(ID);
        assertThat(run.startedAt()).isEqualTo(START);
        assertThat(run.summary().totals().validated()).isEqualTo(2);
        refuses.set(false);
        run.next();
        assertThat(run.startedAt()).isEqualTo(START.plusSeconds(120));
        assertThat(run.summary().totals().validated()).isZero();
    }

    @Test
    void theHeartbeatEndsTheDayOnlyWhenItIsOver() throws Exception {
        try (Heartbeat heartbeat =
                new Heartbeat(run, work.intake, new UnderWay(System::nanoTime), work.events, clock)) {
            heartbeat.endDay();
            assertThat(run.get().run()).isEqualTo(ID);
            clock.pass(Duration.ofMinutes(1));
            heartbeat.endDay();
            assertThat(run.get().run()).startsWith("20240116T000000Z-");
        }
    }

    @Test
    void runIdsSortByTheirStart() {
        assertThat(RunId.at(START)).matches("20240115T235900Z-[0-9a-f]{4}");
    }
}
