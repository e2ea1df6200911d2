package io.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.event.ScanCount;
import io.sluice.event.SourceProgress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class OnceScheduleTest {
    private final AtomicInteger allEnded = new AtomicInteger();
    private final AtomicLong nowNs = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final OnceSchedule schedule = new OnceSchedule(2, allEnded::incrementAndGet, nowNs::get);
    private final SourceProgress sff = new SourceProgress("sff", schedule::scanEnded);
    private final SourceProgress other = new SourceProgress("other", schedule::scanEnded);

    private static void look(SourceProgress progress, String... unsettled) {
        progress.scanBegan(new ScanCount(), 1_500);
        for (String path : unsettled) {
            progress.unsettled(path, 0);
        }
        progress.walked();
    }

    @Test
    void endsOnceWhenEverySourceWasLookedAt() {
        assertThat(schedule.mayScan(sff)).isTrue();
        look(sff);
        assertThat(schedule.mayScan(sff)).isFalse();
        assertThat(schedule.mayScan(other)).isTrue();
        assertThat(allEnded).hasValue(0);
        look(other);
        assertThat(allEnded).hasValue(1);
    }

    @Test
    void looksASecondTimeAfterTheStableTimeEvenWhereTheMonotonicClockWraps() {
        look(sff, "moving");
        assertThat(schedule.mayScan(sff)).isFalse();
        nowNs.addAndGet(1_499_999_999L);
        assertThat(schedule.mayScan(sff)).isFalse();
        nowNs.addAndGet(1);
        assertThat(schedule.mayScan(sff)).isTrue();
        assertThat(sff.mayTake("moving")).isTrue();
        assertThat(sff.mayTake("new since")).isFalse();
    }

    @Test
    void whatStillMovesAtTheSecondLookIsLeft() {
        look(other);
        look(sff, "moving");
        assertThat(allEnded).hasValue(0);
        look(sff, "moving");
        assertThat(allEnded).hasValue(1);
        assertThat(schedule.mayScan(sff)).isFalse();
    }

    @Test
    void noSourcesMeanNothingToDo() {
        OnceSchedule none = new OnceSchedule(0, allEnded::incrementAndGet);
        assertThat(none).isNotNull();
        assertThat(allEnded).hasValue(1);
    }
}
