package io.sluice.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.event.Event;
import io.sluice.event.Events;
import io.sluice.event.Faults;
import io.sluice.event.Outcome;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Cursor;
import io.sluice.ledger.Feed;
import io.sluice.ledger.FileId;
import io.sluice.ledger.News;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** One source at a stage: order, blocking, and a cursor that is exact whenever it is saved. */
class LaneTest {
    private static final Feed FEED = new Feed("notify", FileId.VALIDATE);
    private static final String RUN = "20240115T103000Z-4f2a";

    private final List<Event> happened = new ArrayList<>();
    private final Events events = new Events(happened::add);
    private final Time time = new Time();
    private final Faults faults = new Faults(
            events, time, time::nanoTime, Path.of("/home"), true, Duration.ofSeconds(1), Duration.ofSeconds(60));
    private final Turns turns = new Turns();
    private final Lane lane = lane(0);

    private Lane lane(long event) {
        return new Lane(Cursor.at(FEED, "sff", event), turns, faults, events, () -> {});
    }

    /** Time that a test moves. */
    private static final class Time extends Clock {
        private Instant now = Instant.parse("2024-01-15T10:30:00Z");

        private long nanoTime() {
            return Duration.between(Instant.EPOCH, now).toNanos();
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** A route that takes its turns when the test says so. */
    private static final class Turns implements Taker {
        private int workers = 1;
        private int scheduled;
        private boolean goesOn = true;

        @Override
        public int workers() {
            return workers;
        }

        @Override
        public boolean goesOn() {
            return goesOn;
        }

        @Override
        public void schedule(Lane lane) {
            scheduled++;
        }
    }

    private static News news(long event) {
        return news(event, event + ".json", false);
    }

    private static News news(long event, String path, boolean superseded) {
        return new News(
                event,
                false,
                new FileId("sff", path),
                event,
                1,
                "sff/" + path,
                "00",
                "funding_data_v1",
                RUN,
                Instant.EPOCH,
                superseded);
    }

    private void offer(long... numbers) {
        List<News> news = new ArrayList<>();
        for (long event : numbers) {
            news.add(news(event));
        }
        lane.offer(news, numbers[numbers.length - 1]);
    }

    private News begin() {
        return Objects.requireNonNull(lane.begin(RUN));
    }

    private void fails(News news) {
        faults.met(lane.name(), EnvironmentFault.ofStep("step x", "step x failed at " + news.file(), null));
        lane.ended(news, Outcome.FAULT);
    }

    private long openFaults() {
        return faults.open().size();
    }

    private long said(Class<? extends Event> kind) {
        return happened.stream().filter(kind::isInstance).count();
    }

    private static Cursor at(long event, long done, long rejected, long superseded, long skipped) {
        return new Cursor(FEED, "sff", event, done, rejected, superseded, skipped);
    }

    @Test
    void filesComeInTheOrderOfTheirEventsAndTheCursorFollows() {
        offer(3, 5, 8);

        for (long event : List.of(3L, 5L, 8L)) {
            News next = begin();
            assertThat(next.event()).isEqualTo(event);
            lane.ended(next, event == 5 ? Outcome.REJECTED : Outcome.DONE);
        }

        assertThat(lane.begin(RUN)).isNull();
        assertThat(lane.cursor()).isEqualTo(at(8, 2, 1, 0, 0));
    }

    @Test
    void theCursorStandsBeforeTheFirstThatIsNotDoneWith() {
        offer(1, 2, 3);
        News first = begin();
        News second = begin();
        News third = begin();

        lane.ended(third, Outcome.DONE);
        lane.ended(second, Outcome.REJECTED);
        assertThat(lane.cursor()).isEqualTo(at(0, 0, 0, 0, 0));
        assertThat(lane.hasMoved()).isFalse();

        lane.ended(first, Outcome.PUBLISHED);
        assertThat(lane.cursor()).isEqualTo(at(3, 2, 1, 0, 0));
        assertThat(lane.hasMoved()).isTrue();
    }

    @Test
    void eventsOfOthersArePassedOverWithoutACount() {
        lane.offer(List.of(), 100);

        assertThat(lane.cursor()).isEqualTo(at(100, 0, 0, 0, 0));
        assertThat(lane.hasMoved()).as("is not worth a write").isFalse();
    }

    @Test
    void whatWasReadTwiceIsTakenOnce() {
        offer(1, 2);
        lane.ended(begin(), Outcome.DONE);
        offer(1, 2, 3);

        assertThat(begin().event()).isEqualTo(2);
        assertThat(begin().event()).isEqualTo(3);
        assertThat(lane.begin(RUN)).isNull();
    }

    @Test
    void aFaultBlocksTheSourceUntilItsPauseIsOver() {
        offer(1, 2);
        fails(begin());

        assertThat(lane.begin(RUN)).isNull();
        assertThat(lane.waits()).isTrue();
        lane.unblock(true);
        assertThat(lane.begin(RUN)).as("its pause is not over").isNull();

        time.now = time.now.plusSeconds(1);
        lane.unblock(true);
        News again = begin();
        assertThat(again.event()).isEqualTo(1);
        lane.ended(again, Outcome.DONE);
        assertThat(begin().event()).isEqualTo(2);
        assertThat(openFaults()).isZero();
    }

    @Test
    void aFaultIsNotTriedAgainWhereARunTriesOnce() {
        offer(1, 2);
        fails(begin());
        time.now = time.now.plusSeconds(100);

        lane.unblock(false);

        assertThat(lane.begin(RUN)).isNull();
        assertThat(lane.isAtRest(2)).as("what stands behind it moves no more").isTrue();
    }

    @Test
    void pausesGrowWhileAFileGoesOnFailing() {
        offer(1);
        for (long seconds : List.of(1L, 2L, 4L)) {
            fails(begin());
            time.now = time.now.plusSeconds(seconds).minusMillis(1);
            lane.unblock(true);
            assertThat(lane.begin(RUN)).as("within %s s", seconds).isNull();
            time.now = time.now.plusMillis(1);
            lane.unblock(true);
        }
        assertThat(begin().event()).isEqualTo(1);
        assertThat(said(Event.FaultOpened.class)).isEqualTo(1);
    }

    /** Others were in hand when it failed: that they end well says nothing of what it met. */
    @Test
    void whatOthersOfTheSourceComeToDoesNotEndTheFaultOfOne() {
        turns.workers = 3;
        offer(1, 2, 3);
        News first = begin();
        News second = begin();
        News third = begin();

        fails(first);
        lane.ended(second, Outcome.DONE);
        lane.ended(third, Outcome.DONE);

        assertThat(openFaults()).isEqualTo(1);
        assertThat(said(Event.FaultOver.class)).isZero();
        lane.unblock(true);
        assertThat(lane.begin(RUN)).as("its pause goes on").isNull();

        time.now = time.now.plusSeconds(1);
        lane.unblock(true);
        lane.ended(begin(), Outcome.DONE);
        assertThat(openFaults()).isZero();
        assertThat(lane.cursor()).isEqualTo(at(3, 3, 0, 0, 0));
    }

    @Test
    void manyThatFailAtOnceMakeOnePause() {
        turns.workers = 3;
        offer(1, 2, 3);
        List<News> inHand = List.of(begin(), begin(), begin());
        inHand.forEach(this::fails);

        time.now = time.now.plusSeconds(1);
        lane.unblock(true);

        assertThat(begin().event()).isEqualTo(1);
    }

    @Test
    void whatALaterVersionReplacedIsCountedAndNotTaken() {
        lane.offer(List.of(news(1, "a.json", true), news(2)), 2);

        assertThat(begin().event()).isEqualTo(2);
        assertThat(lane.cursor()).isEqualTo(at(1, 0, 0, 1, 0));
    }

    @Test
    void whatIsSkippedUnblocksItsSource() {
        offer(1, 2);
        fails(begin());

        lane.skip(Map.of("1.json", 7L));

        assertThat(begin().event()).isEqualTo(2);
        assertThat(lane.cursor()).isEqualTo(at(1, 0, 0, 0, 1));
        assertThat(openFaults()).as("what it met is over").isZero();
    }

    @Test
    void aSkipConcernsWhatWasPublishedBeforeItOnly() {
        lane.skip(Map.of("1.json", 7L));
        lane.offer(List.of(news(8, "1.json", false)), 8);

        assertThat(begin().event()).isEqualTo(8);
    }

    @Test
    void aFileThatIsJustPublishedAnewIsReadAgainSoon() {
        offer(1, 2);
        lane.ended(begin(), Outcome.CHANGED);

        assertThat(lane.begin(RUN)).isNull();
        assertThat(lane.isAtRest(2)).isFalse();
        org.awaitility.Awaitility.await().until(() -> {
            lane.unblock(false);
            return !lane.waits();
        });
        assertThat(begin().event()).isEqualTo(1);
    }

    @Test
    void aSourceThatIsFullFallsBehindAndCatchesUp() {
        long event = 0;
        while (lane.follows()) {
            event++;
            lane.offer(List.of(news(event)), event);
        }
        assertThat(event).as("what is read ahead is bounded").isLessThan(2_000);
        long readUpTo = lane.readUpTo();
        assertThat(readUpTo).isEqualTo(event - 1);

        for (News next = lane.begin(RUN); next != null; next = lane.begin(RUN)) {
            lane.ended(next, Outcome.DONE);
        }
        assertThat(lane.cursor().event()).isEqualTo(readUpTo);
        lane.catchUp(List.of(news(event)), event, event);
        assertThat(lane.follows()).isTrue();
        lane.ended(begin(), Outcome.DONE);
        assertThat(lane.cursor()).isEqualTo(at(event, event, 0, 0, 0));
    }

    @Test
    void asManyTurnsAreTakenAsThereAreWorkers() {
        turns.workers = 2;
        offer(1, 2, 3);

        lane.schedule();
        lane.schedule();
        assertThat(turns.scheduled).isEqualTo(2);

        News first = begin();
        lane.ended(first, Outcome.DONE);
        lane.turnEnded();
        assertThat(turns.scheduled).as("goes on by itself").isEqualTo(3);
    }

    /** Of a route that is stopped. */
    @Test
    void aTurnOfARouteThatDoesNotGoOnCallsForNoOther() {
        offer(1, 2);
        lane.schedule();
        turns.goesOn = false;

        lane.turnEnded();
        lane.schedule();

        assertThat(turns.scheduled).isEqualTo(1);
        turns.goesOn = true;
        lane.schedule();
        assertThat(turns.scheduled).as("it may be started again").isEqualTo(2);
    }

    @Test
    void aCursorThatCouldNotBeSavedIsSavedAgain() {
        offer(1);
        lane.ended(begin(), Outcome.DONE);
        assertThat(lane.takeCursor()).isEqualTo(at(1, 1, 0, 0, 0));
        assertThat(lane.hasMoved()).isFalse();

        lane.notSaved();

        assertThat(lane.hasMoved()).isTrue();
    }

    /** The order is that of the event numbers, whatever a clock says. */
    @Test
    void aClockThatIsSetBackChangesNoOrder() {
        News early = news(1);
        time.now = time.now.minusSeconds(3_600);
        News late = news(2);
        lane.offer(List.of(late, early), 2);

        assertThat(begin()).isEqualTo(early);
        assertThat(begin()).isEqualTo(late);
    }
}
