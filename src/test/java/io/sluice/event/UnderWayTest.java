package io.sluice.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.check.HeapShare;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A file that takes long is told of by its name and by what it waits for, and seldom. */
final class UnderWayTest {
    private static final FileRef FILE = new FileRef("r-1", "validate", "sff", "a.json");

    private long nowNs = 5;
    private final UnderWay underWay = new UnderWay(() -> nowNs);
    private final List<Event.FileUnderWay> told = new ArrayList<>();
    private final Events events = new Events(underWay, event -> {
        if (event instanceof Event.FileUnderWay takesLong) {
            told.add(takesLong);
        }
    });

    private List<Long> toldAfter(int minutes) {
        for (int second = 0; second < minutes * 60; second += 10) {
            nowNs += Duration.ofSeconds(10).toNanos();
            underWay.tell(events);
        }
        return told.stream().map(Event.FileUnderWay::seconds).toList();
    }

    @Test
    void itIsToldAfterAMinuteAndThenSeldom() {
        events.publish(new Event.FileBegun(FILE, false));

        assertThat(toldAfter(70)).containsExactly(60L, 120L, 240L, 480L, 960L, 1_920L, 3_840L);
        assertThat(told).allSatisfy(each -> assertThat(each.file()).isEqualTo(FILE));
    }

    @Test
    void whatEndsIsNotToldAnyMore() {
        events.publish(new Event.FileBegun(FILE, true));
        assertThat(toldAfter(1)).hasSize(1);

        events.publish(new Event.FileEnded(new FileRef("r-2", "validate", "sff", "a.json"), Outcome.VALIDATED, 1));

        assertThat(toldAfter(10)).hasSize(1);
    }

    @Test
    void itsWorkerShowsWhatItWaitsFor() throws Exception {
        long bytes = Runtime.getRuntime().maxMemory() / 8; // two such parts do not fit into a quarter of the rest
        HeapShare.Part most = HeapShare.CONTENTS.take(bytes);
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<HeapShare.Part> work = new FutureTask<>(() -> {
            events.publish(new Event.FileBegun(FILE, false));
            begun.countDown();
            return HeapShare.CONTENTS.take(bytes);
        });
        Thread worker = new Thread(work);
        worker.start();
        begun.await();
        Awaitility.await().until(() -> worker.getState() == Thread.State.WAITING);

        toldAfter(1);

        most.giveBack();
        work.get().giveBack();
        assertThat(told).singleElement().satisfies(each -> assertThat(each.waitsFor())
                .isEqualTo("memory that other documents hold"));
    }

    @Test
    void aWorkerThatHasGoneOnShowsNothing() {
        events.publish(new Event.FileBegun(FILE, false));
        events.publish(new Event.FileBegun(new FileRef("r-1", "validate", "sff", "b.json"), false));

        toldAfter(1);

        assertThat(told).anySatisfy(each -> assertThat(each.waitsFor()).isEqualTo("its commit, or a step behind that"));
    }
}
