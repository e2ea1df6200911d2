package io.sluice.operate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sluice.camel.CamelApplication;
import io.sluice.event.Counts;
import io.sluice.event.Event;
import io.sluice.event.Events;
import io.sluice.event.Faults;
import io.sluice.event.FileRef;
import io.sluice.event.Outcome;
import io.sluice.event.RunTally;
import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.Intake;
import io.sluice.intake.OnceSchedule;
import io.sluice.intake.Permits;
import io.sluice.ledger.Decision;
import io.sluice.ledger.FileId;
import io.sluice.ledger.KnownFiles;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.LedgerQueues;
import io.sluice.ledger.State;
import io.sluice.ledger.Touched;
import io.sluice.zone.Commits;
import io.sluice.zone.FreeSpace;
import io.sluice.zone.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The project's own routes, with trouble at places where a process cannot be made to have it. */
final class RouteOutcomesTest {
    private static final int LOOK_SECONDS_MAX = 20;

    private Workplace work;
    private Intake intake;
    private RunTally tally = new RunTally();
    private final List<Event> happened = new CopyOnWriteArrayList<>();

    @BeforeEach
    void deliver(@TempDir Path home) throws Exception {
        work = new Workplace(home);
        Files.createDirectories(work.settings.raw().resolve("open_philanthropy"));
        work.deliver("good.json", Workplace.GRANT);
        work.deliver("bad.json", "[{}]");
        intake = work.intake;
    }

    @AfterEach
    void close() {
        work.close();
    }

    /** Looks once at every source; that this returns proves that every scan ends. */
    private Counts look(Ledger ledger) throws Exception {
        Prepared prepared = Preparing.begin(work.settings).all();
        CountDownLatch ended = new CountDownLatch(1);
        tally = new RunTally();
        Events events = new Events(tally, happened::add);
        events.measureSteps();
        Faults faults =
                new Faults(events, Clock.systemUTC(), work.home, true, Duration.ofSeconds(1), Duration.ofSeconds(2));
        Permits permits = new Permits();
        intake = new Intake(
                events,
                work.home,
                prepared.sources(),
                ledger,
                faults,
                new OnceSchedule(prepared.sources().all().size(), ended::countDown),
                (progress, met) -> {},
                permits);
        CamelApplication camel = new CamelApplication(work.settings, prepared.routes(), events);
        try (LedgerQueues queues = new LedgerQueues(ledger, permits::inHand, events);
                Commits commits = Commits.together(permits::inHand, events)) {
            camel.bind(
                    prepared.schemas(),
                    intake,
                    ledger,
                    work.noStages(),
                    commits,
                    queues,
                    work::writers,
                    new FreeSpace(),
                    Clock.systemUTC());
            camel.start();
            assertThat(ended.await(LOOK_SECONDS_MAX, TimeUnit.SECONDS))
                    .as("every look ends")
                    .isTrue();
        } finally {
            intake.stop();
            camel.stop();
        }
        return intake.progress("sff").counts();
    }

    private static EnvironmentFault locked() {
        return new EnvironmentFault(EnvironmentFault.Kind.LEDGER, Path.of("/ledger"), "it is locked");
    }

    @Test
    void goodIsPublishedAndBadIsKeptAside() throws Exception {
        Counts counts = look(work.ledger);
        assertThat(counts).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, Workplace.GRANT.length() + 4));
        assertThat(work.settings.validated().resolve("sff/good.json")).hasContent(Workplace.GRANT);
        assertThat(work.settings.deadLetter().resolve("sff/bad.json.reason.json"))
                .exists();
        assertThat(tally.rejections()).hasSize(1);
        assertThat(look(work.ledger)).isEqualTo(new Counts(0, 0, 2, 0, 0, 0, 0));
        assertThat(tally.defects()).isZero();
    }

    @Test
    void whatHappensToAFileIsToldInOrderAndItsEndLast() throws Exception {
        look(work.ledger);

        FileRef good = new FileRef(Workplace.RUN, "validate", "sff", "good.json");
        FileRef bad = new FileRef(Workplace.RUN, "validate", "sff", "bad.json");
        String sha256 = Sha256.of(work.raw().resolve("good.json"));
        assertThat(about(good))
                .extracting(Event::getClass)
                .containsExactly(Event.FileBegun.class, Event.FilePublished.class, Event.FileEnded.class);
        assertThat(about(good).get(1)).isInstanceOfSatisfying(Event.FilePublished.class, published -> {
            assertThat(published.zone()).isEqualTo("validated");
            assertThat(published.version()).isEqualTo(1);
            assertThat(published.sha256()).isEqualTo(sha256);
            assertThat(published.publishedSha256()).isEqualTo(sha256);
            assertThat(published.bytes()).isEqualTo(Workplace.GRANT.length());
            assertThat(published.seconds()).isPositive();
        });
        assertThat(about(good).get(2))
                .isEqualTo(new Event.FileEnded(good, Outcome.VALIDATED, Workplace.GRANT.length()));
        assertThat(about(bad))
                .extracting(Event::getClass)
                .containsExactly(Event.FileBegun.class, Event.FileRejected.class, Event.FileEnded.class);
        assertThat(about(bad).get(1)).isInstanceOfSatisfying(Event.FileRejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo("missing_field");
            assertThat(rejected.place()).startsWith("line 1, column ");
            assertThat(rejected.reasons()).exists();
        });
    }

    @Test
    void commitsDecisionsAndStepsAreTold() throws Exception {
        look(work.ledger);

        assertThat(happened.stream()
                        .filter(Event.FilesCommitted.class::isInstance)
                        .mapToInt(event -> ((Event.FilesCommitted) event).files())
                        .sum())
                .as("a published file, a dead letter and its reasons")
                .isEqualTo(3);
        assertThat(happened.stream()
                        .filter(Event.DecisionsEntered.class::isInstance)
                        .mapToInt(event -> ((Event.DecisionsEntered) event).decisions())
                        .sum())
                .isEqualTo(2);
        assertThat(happened)
                .filteredOn(Event.StepEnded.class::isInstance)
                .extracting(event -> ((Event.StepEnded) event).step())
                .anyMatch(step -> step.contains("zone:validated"))
                .anyMatch(step -> step.contains("zone:dead-letter"));
    }

    private List<Event> about(FileRef file) {
        return happened.stream()
                .filter(event -> event.toString().contains("file=" + file))
                .filter(event -> !(event instanceof Event.StepEnded))
                .toList();
    }

    /** Camel's logger changes its level for each line, without a lock: a line for DEBUG may come out as an ERROR. */
    @Test
    void camelSaysNothingOfAHandledFailure() throws Exception {
        Logger camel = (Logger) LoggerFactory.getLogger("org.apache.camel.processor.errorhandler.DefaultErrorHandler");
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        camel.addAppender(said);
        camel.setLevel(Level.TRACE);
        try {
            assertThat(look(work.ledger).rejected()).isEqualTo(1);
        } finally {
            camel.setLevel(null);
            camel.detachAppender(said);
        }
        assertThat(said.list).noneMatch(event -> event.getFormattedMessage().contains("Failed delivery"));
    }

    @Test
    void theScanHelpsWhenTheQueueIsFull() throws Exception {
        for (int file = 0; file < 60; file++) {
            work.deliver("many/" + file + ".json", Workplace.GRANT);
        }
        assertThat(look(work.ledger).validated()).isEqualTo(61);
        assertThat(tally.defects()).isZero();
    }

    @Test
    void anErrorInAStepEndsItsFileAsADefect() throws Exception {
        Counts counts = look(new TroubledLedger(work.ledger) {
            @Override
            void beforeRecord(Decision decision) {
                throw new AssertionError("made by a test");
            }
        });
        assertThat(counts).isEqualTo(new Counts(0, 0, 0, 2, 2, 0, 0));
        assertThat(tally.defects()).isEqualTo(2);
        assertThat(work.ledger.current(new FileId("sff", "good.json"))).isEmpty();
    }

    @Test
    void anErrorInTheScanEndsItsLookAsADefect() throws Exception {
        look(new TroubledLedger(work.ledger) {
            @Override
            public void currentOf(String source, KnownFiles each) throws EnvironmentFault {
                if (source.equals("sff")) {
                    throw new StackOverflowError("made by a test");
                }
                super.currentOf(source, each);
            }
        });
        assertThat(tally.defects()).isEqualTo(1);
        assertThat(intake.progress("sff").scanning()).isFalse();
    }

    @Test
    void anEnvironmentFaultWhileAFileIsKeptAsideLeavesItPending() throws Exception {
        Path bad = work.raw().resolve("bad.json");
        byte[] content = Files.readAllBytes(bad);
        Files.delete(bad); // first the good one alone: what shares a transaction meets the same fault
        assertThat(look(work.ledger).validated()).isEqualTo(1);
        Files.write(bad, content);
        Counts counts = look(new TroubledLedger(work.ledger) {
            @Override
            void beforeRecord(Decision decision) throws EnvironmentFault {
                if (decision.state() == State.REJECTED) {
                    throw locked();
                }
            }
        });
        assertThat(counts.alreadyProcessed()).isEqualTo(1);
        assertThat(counts.pending()).isEqualTo(1);
        assertThat(counts.failed()).isEqualTo(1);
        assertThat(intake.faults().met()).containsExactly(EnvironmentFault.Kind.LEDGER);
        assertThat(tally.defects()).isZero();
    }

    @Test
    void anExceptionWhileAFileIsKeptAsideIsADefectAndNoRejection() throws Exception {
        Counts counts = look(new TroubledLedger(work.ledger) {
            @Override
            void beforeRecord(Decision decision) {
                if (decision.state() == State.REJECTED) {
                    throw new IllegalStateException("made by a test");
                }
            }
        });
        assertThat(counts.rejected()).isZero();
        assertThat(counts.failed()).isEqualTo(1);
        assertThat(tally.defects()).isEqualTo(1);
    }

    @Test
    void aLedgerThatCannotBeAskedLeavesEveryChangedFilePending() throws Exception {
        look(work.ledger);
        work.deliver("good.json", Workplace.GRANT + "\n");
        work.deliver("bad.json", "[{}, {}]");
        Counts counts = look(new TroubledLedger(work.ledger) {
            @Override
            void beforeCurrent(FileId file) throws EnvironmentFault {
                throw locked();
            }
        });
        assertThat(counts.seen()).isEqualTo(2);
        assertThat(counts.pending()).isEqualTo(2);
        assertThat(work.settings.validated().resolve("sff/good.json")).hasContent(Workplace.GRANT);
        assertThat(work.settings.deadLetter().resolve("sff/bad.json")).hasContent("[{}]");
    }

    @Test
    void touchedFilesShareTransactions() throws Exception {
        deliverAndTouch(60);
        List<Integer> transactions = new CopyOnWriteArrayList<>();
        Counts counts = look(new TroubledLedger(work.ledger) {
            @Override
            void beforeTouched(List<Touched> files) {
                transactions.add(files.size());
            }
        });
        assertThat(counts).isEqualTo(new Counts(0, 0, 62, 0, 0, 0, 0));
        assertThat(transactions.stream().mapToInt(Integer::intValue).sum()).isEqualTo(60);
        assertThat(transactions).hasSizeLessThan(60);
        assertThat(work.ledger
                        .current(new FileId("sff", "many/7.json"))
                        .orElseThrow()
                        .mtimeNs())
                .isEqualTo(TimeUnit.SECONDS.toNanos(1_000));
        assertThat(tally.defects()).isZero();
    }

    @Test
    void theLedgerIsAskedOnceOfEachTouchedFileAndOfNoOther() throws Exception {
        deliverAndTouch(10);
        List<FileId> asked = new CopyOnWriteArrayList<>();
        look(new TroubledLedger(work.ledger) {
            @Override
            void beforeCurrent(FileId file) {
                asked.add(file);
            }
        });
        assertThat(asked)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 10)
                        .mapToObj(i -> new FileId("sff", "many/" + i + ".json"))
                        .toList());
    }

    @Test
    void aLedgerThatCannotLearnOfTouchedFilesLeavesThemPending() throws Exception {
        deliverAndTouch(10);
        Counts counts = look(new TroubledLedger(work.ledger) {
            @Override
            void beforeTouched(List<Touched> files) throws EnvironmentFault {
                throw locked();
            }
        });
        assertThat(counts).isEqualTo(new Counts(0, 0, 2, 10, 10, 0, 0));
        assertThat(intake.faults().met()).containsExactly(EnvironmentFault.Kind.LEDGER);
        assertThat(tally.defects()).isZero();
        assertThat(look(work.ledger)).isEqualTo(new Counts(0, 0, 12, 0, 0, 0, 0));
    }

    @Test
    void aTouchedFileThatTheLedgerRefusesIsADefectOfItsOwn() throws Exception {
        deliverAndTouch(10);
        FileId refused = new FileId("sff", "many/7.json");
        Counts counts = look(new TroubledLedger(work.ledger) {
            @Override
            void beforeTouched(List<Touched> files) {
                if (files.stream().map(Touched::file).anyMatch(refused::equals)) {
                    throw new IllegalStateException("made by a test");
                }
            }
        });
        assertThat(counts).isEqualTo(new Counts(0, 0, 11, 1, 1, 0, 0));
        assertThat(tally.defects()).isEqualTo(1);
    }

    /** Beside the two that are there; all but those get another mtime once they are decided. */
    private void deliverAndTouch(int files) throws Exception {
        for (int file = 0; file < files; file++) {
            work.deliver("many/" + file + ".json", Workplace.GRANT);
        }
        look(work.ledger);
        for (int file = 0; file < files; file++) {
            Files.setLastModifiedTime(
                    work.raw().resolve("many/" + file + ".json"), FileTime.from(1_000, TimeUnit.SECONDS));
        }
    }

    @Test
    void whatIsNotTakenIsCountedForWhatItIs() throws Exception {
        work.deliver("growing.json.part", "{");
        work.deliver(".hidden/x.json", "{");
        work.deliver("a.reason.json", Workplace.GRANT);
        work.deliver("large.json", " ".repeat(1024 * 1024 + 1));
        Counts counts = look(work.ledger);
        assertThat(counts.ignored()).isEqualTo(2);
        assertThat(counts.rejected()).isEqualTo(3);
        try (var files = Files.walk(work.raw())) {
            assertThat(files.filter(Files::isRegularFile))
                    .as("nothing is written to raw")
                    .hasSize(6);
        }
    }
}
