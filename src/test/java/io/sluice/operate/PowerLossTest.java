package io.sluice.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.camel.CamelApplication;
import io.sluice.camel.Writers;
import io.sluice.event.Counts;
import io.sluice.event.Faults;
import io.sluice.intake.Intake;
import io.sluice.intake.OnceSchedule;
import io.sluice.intake.Permits;
import io.sluice.ledger.Decision;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.LedgerQueues;
import io.sluice.ledger.State;
import io.sluice.zone.Commits;
import io.sluice.zone.DeadLetters;
import io.sluice.zone.FreeSpace;
import io.sluice.zone.PowerLoss;
import io.sluice.zone.Publisher;
import io.sluice.zone.RecordedDisk;
import io.sluice.zone.RecordedDisk.Change;
import io.sluice.zone.RecordedDisk.Kind;
import io.sluice.zone.ZoneRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way of files through the routes, with the power failing after every change of the file system. */
class PowerLossTest {
    private static final int FILES = 240;
    private static final int LOOK_SECONDS_MAX = 60;

    private final Workplace work;

    PowerLossTest(@TempDir Path home) throws Exception {
        work = new Workplace(home);
        Files.createDirectories(work.settings.raw().resolve("open_philanthropy"));
    }

    @AfterEach
    void close() {
        work.close();
    }

    private static String grant(String id) {
        return Workplace.GRANT.replace("g-1", id);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesNoPartOfAFileAndNothingInTheLedgerThatIsNotOnTheDisk(boolean flushesWhole) throws Exception {
        RecordedDisk disk = new RecordedDisk(flushesWhole);
        for (int file = 0; file < FILES; file++) {
            String path = "d" + file % 40 + "/" + file + ".json";
            work.deliver(path, file % 10 == 0 ? "[{}]" : grant("first-" + file));
        }
        Counts first = look(disk);
        assertThat(first).isEqualTo(new Counts(FILES * 9 / 10, FILES / 10, 0, 0, 0, 0, first.bytes()));

        for (int file = 0; file < FILES; file += 5) {
            String path = "d" + file % 40 + "/" + file + ".json";
            work.deliver(path, file % 15 == 5 ? "[{\"grant_id\": 1}]" : grant("second-" + file));
        }
        Counts second = look(disk);
        assertThat(second.validated()).isEqualTo(32);
        assertThat(second.rejected()).isEqualTo(16);
        assertThat(second.alreadyProcessed()).isEqualTo(FILES - 48);

        List<Change> changes = disk.changes();
        assertThat(changes).filteredOn(change -> change.kind() == Kind.LINK).hasSizeGreaterThanOrEqualTo(16);
        PowerLoss.replay(work.home, work.settings.validated(), changes);
        long flushes = changes.stream()
                .filter(change -> change.kind() == Kind.SYNC || change.kind() == Kind.SYNC_ALL)
                .count();
        if (flushesWhole) {
            assertThat(flushes).as("flushes of %s files and more", FILES).isLessThan(FILES);
        }
    }

    private Counts look(RecordedDisk disk) throws Exception {
        Prepared prepared = Preparing.begin(work.settings).all();
        CountDownLatch ended = new CountDownLatch(1);
        Permits permits = new Permits();
        try (Commits commits = disk.groupCommit(permits::inHand)) {
            DeadLetters deadLetters = new DeadLetters(
                    ZoneRoot.unmarked(work.settings.deadLetter(), List.of()),
                    new io.sluice.zone.DeadLetterPlaces(work.settings.deadLetter()),
                    Workplace.RUN,
                    commits);
            Publisher publisher = new Publisher(
                    ZoneRoot.unmarked(work.settings.validated(), List.of()),
                    ZoneRoot.unmarked(work.settings.backups(), List.of()),
                    Workplace.RUN,
                    commits,
                    false);
            Ledger ledger = telling(disk, deadLetters);
            Faults faults = new Faults(
                    work.events, Clock.systemUTC(), work.home, true, Duration.ofSeconds(1), Duration.ofSeconds(2));
            Intake intake = new Intake(
                    work.events,
                    work.home,
                    prepared.sources(),
                    ledger,
                    faults,
                    new OnceSchedule(prepared.sources().all().size(), ended::countDown),
                    (progress, met) -> {},
                    permits);
            CamelApplication camel = new CamelApplication(work.settings, prepared.routes(), work.events);
            try (LedgerQueues queues = new LedgerQueues(ledger, permits::inHand, work.events)) {
                Writers writers = new Writers(Workplace.RUN, publisher, deadLetters);
                camel.bind(
                        prepared.schemas(),
                        intake,
                        ledger,
                        work.noStages(),
                        commits,
                        queues,
                        () -> writers,
                        new FreeSpace(),
                        Clock.systemUTC());
                camel.start();
                assertThat(ended.await(LOOK_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            } finally {
                intake.stop();
                camel.stop();
            }
            assertThat(work.tally.defects()).isZero();
            return intake.progress("sff").counts();
        }
    }

    /** Written down before the commit: what a decision speaks of has to be durable by then. */
    private Ledger telling(RecordedDisk disk, DeadLetters deadLetters) {
        return new TroubledLedger(work.ledger) {
            @Override
            void beforeRecord(Decision decision) {
                String source = decision.file().source();
                String path = decision.file().path();
                String kept = decision.state() == State.REJECTED ? "present" : "absent";
                disk.ledger(deadLetters.contentPath(source, path), kept);
                disk.ledger(deadLetters.reasonPath(source, path), kept);
                if (decision.publishedPath() != null) {
                    disk.ledger(work.settings.validated().resolve(decision.publishedPath()), "present");
                }
            }
        };
    }
}
