package io.sluice.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.event.Events;
import io.sluice.event.Faults;
import io.sluice.event.Outcome;
import io.sluice.event.StageCounts;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Decision;
import io.sluice.ledger.Feed;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.News;
import io.sluice.ledger.NewsPage;
import io.sluice.ledger.StageStart;
import io.sluice.ledger.State;
import io.sluice.ledger.sqlite.SqliteLedger;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading on from a real ledger, turn by turn. */
class StageReaderTest {
    private static final String RUN = "20240115T103000Z-4f2a";
    private static final Instant AT = Instant.parse("2024-01-15T10:30:00Z");
    private static final Feed FEED = new Feed("notify", FileId.VALIDATE);

    private final Path directory;
    private final Ledger ledger;
    private final Events events = new Events();
    private final Faults faults = new Faults(
            events, Clock.systemUTC(), Path.of("/home"), true, Duration.ofSeconds(1), Duration.ofSeconds(60));

    StageReaderTest(@TempDir Path directory) throws EnvironmentFault {
        this.directory = directory;
        this.ledger = SqliteLedger.open(directory.resolve("ledger.db"));
        ledger.runStarted(RUN, "once", AT);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** Works on files at once, as far as it is let: every file of the sources that fail meets a fault. */
    private final class Worker implements Taker {
        private final List<String> taken = new ArrayList<>();
        private final Queue<Lane> turns = new ArrayDeque<>();
        private Function<News, Outcome> work = news -> Outcome.DONE;

        @Override
        public int workers() {
            return 1;
        }

        @Override
        public boolean goesOn() {
            return true;
        }

        @Override
        public void schedule(Lane lane) {
            turns.add(lane);
        }

        private void work() {
            for (Lane lane = turns.poll(); lane != null; lane = turns.poll()) {
                for (News news = lane.begin(RUN); news != null; news = lane.begin(RUN)) {
                    taken.add(news.file().toString());
                    Outcome outcome = work.apply(news);
                    if (outcome == Outcome.FAULT) {
                        faults.met(lane.name(), EnvironmentFault.ofStep("step", "failed", null));
                    }
                    lane.ended(news, outcome);
                }
                lane.turnEnded();
            }
        }
    }

    private StageReader reader(Ledger read, boolean fromNow, @Nullable String source, Taker taker) throws Exception {
        StageStart start = new StageStart("notify", "validated", null, fromNow);
        ledger.stageStarted(start);
        StageReader reader =
                new StageReader(new StagePlan(start, FEED, directory, Map.of()), read, faults, events, () -> {});
        reader.attach(source, taker);
        return reader;
    }

    private void published(String source, int from, int to) throws EnvironmentFault {
        ledger.enter(IntStream.range(from, to)
                .mapToObj(number -> decision(source, number + ".json", State.VALIDATED))
                .toList());
    }

    private static Decision decision(String source, String path, State state) {
        String sha256 = hex((source + path).hashCode());
        boolean holds = state == State.VALIDATED;
        return new Decision(
                new FileId(source, path),
                1,
                1,
                0,
                sha256,
                state,
                "funding_data_v1",
                hex(1),
                holds ? source + "/" + path : null,
                holds ? sha256 : null,
                null,
                holds ? 0 : 1,
                RUN,
                AT,
                AT);
    }

    private static String hex(int number) {
        return HexFormat.of().toHexDigits(number & 0xffff_ffffL).repeat(4);
    }

    /** Turns until nothing moves any more. */
    private void rest(StageReader reader, Worker worker) throws EnvironmentFault {
        do {
            reader.turn(false);
            worker.work();
        } while (!reader.isAtRest(ledger.lastEvent()));
        reader.save(true);
    }

    private StageCounts counts() throws EnvironmentFault {
        return ledger.stages().get(0).totals();
    }

    @Test
    void whatIsThereIsReadAndWhatFollowsToo() throws Exception {
        published("sff", 0, 3);
        Worker worker = new Worker();
        StageReader reader = reader(ledger, false, null, worker);
        rest(reader, worker);
        published("sff", 3, 5);
        rest(reader, worker);

        assertThat(worker.taken).containsExactly("sff/0.json", "sff/1.json", "sff/2.json", "sff/3.json", "sff/4.json");
        assertThat(counts()).isEqualTo(new StageCounts(5, 0, 0, 0, 0));
    }

    @Test
    void foreignSourcesAndRejectionsArePassedOverAndHoldUpNothing() throws Exception {
        Worker worker = new Worker();
        StageReader reader = reader(ledger, false, "sff", worker);
        published("other", 0, 700);
        ledger.enter(decision("sff", "bad.json", State.REJECTED));
        published("sff", 0, 2);
        published("other", 700, 1_400);
        rest(reader, worker);

        assertThat(worker.taken).containsExactly("sff/0.json", "sff/1.json");
        assertThat(ledger.cursors(FEED)).singleElement().satisfies(cursor -> assertThat(cursor.event())
                .as("passed over")
                .isEqualTo(ledger.lastEvent()));
    }

    @Test
    void aSourceThatIsNewIsTakenUpFromItsFirstFile() throws Exception {
        Worker worker = new Worker();
        StageReader reader = reader(ledger, false, null, worker);
        published("sff", 0, 3);
        rest(reader, worker);
        published("new", 0, 3);
        rest(reader, worker);

        assertThat(worker.taken).hasSize(6).endsWith("new/0.json", "new/1.json", "new/2.json");
        assertThat(counts().pending()).isZero();
    }

    /** The page that it reads may hold more than there was when it asked for the sources. */
    @Test
    void aSourceThatIsNewWhileAPageIsReadLosesNothing() throws Exception {
        published("sff", 0, 3);
        Worker worker = new Worker();
        StageReader reader = reader(publishingBeforeNews("new"), false, null, worker);
        rest(reader, worker);
        published("sff", 3, 4);
        rest(reader, worker);

        assertThat(worker.taken).contains("new/0.json", "new/1.json").doesNotHaveDuplicates();
        assertThat(counts()).isEqualTo(new StageCounts(6, 0, 0, 0, 0));
    }

    /** The ledger, into which a source publishes its first files right before the first page is read. */
    private Ledger publishingBeforeNews(String source) {
        boolean[] published = {false};
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("news") && !published[0]) {
                        published[0] = true;
                        published(source, 0, 2);
                    }
                    return method.invoke(ledger, arguments);
                });
    }

    /** More of two sources than is read ahead, one of which meets a fault with its first file. */
    private StageReader readBehindABlockedSource(Worker worker) throws Exception {
        worker.work = news -> news.file().source().equals("sff") ? Outcome.FAULT : Outcome.DONE;
        StageReader reader = reader(ledger, false, null, worker);
        published("sff", 0, 3_000);
        published("other", 0, 3_000);
        rest(reader, worker);
        return reader;
    }

    @Test
    void aSourceThatIsBlockedHoldsUpNoOther() throws Exception {
        Worker worker = new Worker();
        readBehindABlockedSource(worker);

        assertThat(worker.taken.stream().filter(file -> file.startsWith("other/")))
                .hasSize(3_000);
        assertThat(worker.taken.stream().filter(file -> file.startsWith("sff/")))
                .containsExactly("sff/0.json");
        assertThat(counts()).isEqualTo(new StageCounts(3_000, 0, 0, 0, 3_000));
    }

    @Test
    void aSourceThatFellBehindCatchesUpInOrder() throws Exception {
        Worker worker = new Worker();
        StageReader reader = readBehindABlockedSource(worker);

        reader.lanes().forEach(lane -> lane.skip(Map.of("0.json", ledger(Ledger::lastEvent) + 1)));
        worker.work = news -> Outcome.DONE;
        worker.taken.clear();
        published("sff", 3_000, 3_100);
        rest(reader, worker);

        assertThat(worker.taken)
                .containsExactlyElementsOf(IntStream.range(1, 3_100)
                        .mapToObj(number -> "sff/" + number + ".json")
                        .toList());
        assertThat(counts()).isEqualTo(new StageCounts(6_099, 0, 0, 1, 0));
    }

    private interface Asked {
        long of(Ledger ledger) throws EnvironmentFault;
    }

    private long ledger(Asked asked) {
        try {
            return asked.of(ledger);
        } catch (EnvironmentFault fault) {
            throw new AssertionError(fault);
        }
    }

    @Test
    void aRestartGoesOnBehindWhatWasSaved() throws Exception {
        Worker worker = new Worker();
        worker.work = news -> news.file().path().equals("3.json") ? Outcome.FAULT : Outcome.DONE;
        published("sff", 0, 5);
        rest(reader(ledger, false, null, worker), worker);
        published("other", 0, 2);

        Worker next = new Worker();
        rest(reader(ledger, false, null, next), next);

        assertThat(next.taken).containsExactlyInAnyOrder("sff/3.json", "sff/4.json", "other/0.json", "other/1.json");
        assertThat(counts()).isEqualTo(new StageCounts(7, 0, 0, 0, 0));
    }

    @Test
    void fromNowIsWhereTheStageFirstStarted() throws Exception {
        published("sff", 0, 3);
        Worker worker = new Worker();
        rest(reader(ledger, true, null, worker), worker);
        published("sff", 3, 4);
        published("new", 0, 1);
        Worker next = new Worker();
        rest(reader(ledger, true, null, next), next);

        assertThat(worker.taken).isEmpty();
        assertThat(next.taken).containsExactlyInAnyOrder("sff/3.json", "new/0.json");
        assertThat(counts()).isEqualTo(new StageCounts(2, 0, 0, 0, 0));
    }

    /** What waits in memory is bounded, however much there is to read. */
    @Test
    void aHundredThousandNewsAreReadInBoundedMemory() throws Exception {
        for (int from = 0; from < 100_000; from += 10_000) {
            published("sff", from, from + 10_000);
        }
        int[] read = {0};
        Ledger counting = (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(ledger, arguments);
                    if (answer instanceof NewsPage page) {
                        read[0] += page.news().size();
                    }
                    return answer;
                });
        int[] ended = {0};
        int[] waitingMax = {0};
        Worker worker = new Worker();
        worker.work = news -> {
            waitingMax[0] = Math.max(waitingMax[0], read[0] - ended[0]);
            ended[0]++;
            return Outcome.DONE;
        };
        rest(reader(counting, false, null, worker), worker);

        assertThat(ended[0]).isEqualTo(100_000);
        assertThat(read[0]).as("each is read once").isEqualTo(100_000);
        assertThat(waitingMax[0]).isLessThanOrEqualTo(2_048);
        assertThat(counts()).isEqualTo(new StageCounts(100_000, 0, 0, 0, 0));
    }

    /** Order and cursors are by the numbers of events: what a clock said when they were entered does not matter. */
    @Test
    void aClockThatWasSetBackChangesNoOrder() throws Exception {
        ledger.enter(decision("sff", "first.json", State.VALIDATED));
        Decision early = decision("sff", "second.json", State.VALIDATED);
        Instant hourBefore = AT.minusSeconds(3_600);
        ledger.enter(new Decision(
                early.file(),
                1,
                1,
                0,
                early.sha256(),
                State.VALIDATED,
                early.schema(),
                early.schemaSha256(),
                early.publishedPath(),
                early.publishedSha256(),
                null,
                0,
                RUN,
                hourBefore,
                hourBefore));
        Worker worker = new Worker();
        rest(reader(ledger, false, null, worker), worker);

        assertThat(worker.taken).containsExactly("sff/first.json", "sff/second.json");
        assertThat(counts()).isEqualTo(new StageCounts(2, 0, 0, 0, 0));
    }
}
