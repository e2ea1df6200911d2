package io.sluice.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.camel.CamelApplication;
import io.sluice.event.Faults;
import io.sluice.event.SourceProgress;
import io.sluice.intake.Intake;
import io.sluice.intake.Permits;
import io.sluice.intake.Schedule;
import io.sluice.ledger.FileId;
import io.sluice.ledger.LedgerQueues;
import io.sluice.ledger.Version;
import io.sluice.zone.FreeSpace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project's own routes, watching sources in which nothing happens for a while. */
final class RestingSourceTest {
    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final int POLLS = 20;

    /** Counts, per source, the polls since the last scan that found no reason for another. */
    private static final class Watching implements Schedule {
        private final ConcurrentMap<String, Integer> polls = new ConcurrentHashMap<>();

        @Override
        public boolean mayScan(SourceProgress progress) {
            polls.merge(progress.source(), 1, Integer::sum);
            return true;
        }

        @Override
        public boolean mayRest() {
            return true;
        }

        @Override
        public void scanEnded(SourceProgress progress) {
            polls.put(progress.source(), 0);
        }

        private boolean rests(SourceProgress progress) {
            return !progress.scanning() && polls.getOrDefault(progress.source(), 0) >= POLLS;
        }
    }

    private interface Story {
        void happens(Workplace work, Intake intake, Watching watching) throws Exception;
    }

    private static void watch(Path home, int fullLookSeconds, Story story) throws Exception {
        try (Workplace work = new Workplace(home)) {
            Files.createDirectories(work.settings.raw().resolve("open_philanthropy"));
            Prepared prepared = Preparing.begin(work.settings).all();
            Watching watching = new Watching();
            Faults faults = new Faults(
                    work.events, Clock.systemUTC(), home, true, Duration.ofSeconds(1), Duration.ofSeconds(2));
            Permits permits = new Permits();
            Intake intake = new Intake(
                    work.events,
                    home,
                    prepared.sources(),
                    work.ledger,
                    faults,
                    watching,
                    (progress, met) -> {},
                    permits);
            CamelApplication camel =
                    new CamelApplication(Workplace.settings(home, fullLookSeconds), prepared.routes(), work.events);
            try (LedgerQueues queues = new LedgerQueues(work.ledger, permits::inHand, work.events)) {
                camel.bind(
                        prepared.schemas(),
                        intake,
                        work.ledger,
                        work.noStages(),
                        Workplace.COMMITS,
                        queues,
                        work::writers,
                        new FreeSpace(),
                        Clock.systemUTC());
                camel.start();
                story.happens(work, intake, watching);
            } finally {
                intake.stop();
                camel.stop();
            }
            assertThat(work.tally.defects()).isZero();
        }
    }

    private static void awaitRest(Intake intake, Watching watching, String source) {
        await().atMost(AT_MOST).until(() -> watching.rests(intake.progress(source)));
    }

    private static void awaitPublished(Workplace work, String path) {
        await().atMost(AT_MOST)
                .until(() -> Files.exists(work.settings.validated().resolve("sff/" + path)));
    }

    @Test
    void aSourceInWhichNothingChangesIsNotLookedAt(@TempDir Path home) throws Exception {
        watch(home, 3_600, (work, intake, watching) -> {
            work.deliver("2024/a.json", Workplace.GRANT);
            awaitPublished(work, "2024/a.json");
            awaitRest(intake, watching, "sff");
            awaitRest(intake, watching, "open_philanthropy");
            assertThat(intake.progress("sff").counts().seen()).isEqualTo(1);

            work.deliver("2024/b.json", Workplace.GRANT);
            awaitPublished(work, "2024/b.json");
            awaitRest(intake, watching, "sff");
            assertThat(intake.progress("sff").counts().seen()).isEqualTo(2);
            assertThat(intake.progress("sff").counts().pending()).isZero();
        });
    }

    @Test
    void theNextRunCountsWhatIsKnownThoughNothingChanges(@TempDir Path home) throws Exception {
        watch(home, 3_600, (work, intake, watching) -> {
            work.deliver("a.json", Workplace.GRANT);
            awaitPublished(work, "a.json");
            awaitRest(intake, watching, "sff");
            SourceProgress progress = intake.progress("sff");
            progress.nextRun(progress.counts());
            await().atMost(AT_MOST).until(() -> progress.counts().alreadyProcessed() == 1);
        });
    }

    @Test
    void aFileChangedInPlaceIsFoundByTheFullLook(@TempDir Path home) throws Exception {
        watch(home, 1, (work, intake, watching) -> {
            Path file = work.deliver("a.json", Workplace.GRANT);
            awaitPublished(work, "a.json");
            Files.writeString(file, "\n", StandardOpenOption.APPEND);
            await().atMost(AT_MOST)
                    .until(() -> work.ledger
                                    .current(new FileId("sff", "a.json"))
                                    .map(Version::number)
                                    .orElse(0)
                            == 2);
        });
    }
}
