package io.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.event.LookCount;
import io.sluice.event.SourceProgress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class OnceScheduleTest {
    private final AtomicInteger allEnded = new AtomicInteger();
    private final AtomicLong nowNs = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final OnceSchedule schedule = new OnceSchedule(2, allEnded::incrementAndGet, nowNs::get);
    private final SourceProgress sff = new SourceProgress("sff", schedule::lookEnded);
    private final SourceProgress other = new SourceProgress("other", schedule::lookEnded);

    private static void look(SourceProgress progress, String... unsettled) {
        progress.lookBegan(new LookCount(), 1_500);
        for (String path : unsettled) {
            progress.unsettled(path);
        }
        progress.walked();
    }

    @Test
    void endsOnceWhenEverySourceWasLookedAt() {
        assertThat(schedule.mayLook(sff)).isTrue();
        look(sff);
        assertThat(schedule.mayLook(sff)).isFalse();
        assertThat(schedule.mayLook(other)).isTrue();
        assertThat(allEnded).hasValue(0);
        look(other);
        assertThat(allEnded).hasValue(1);
    }

    @Test
    void looksASecondTimeAfterTheStableTimeEvenWhereTheMonotonicClockWraps() {
        look(sff, "moving");
        assertThat(schedule.mayLook(sff)).isFalse();
        nowNs.addAndGet(1_499_999_999L);
        assertThat(schedule.mayLook(sff)).isFalse();
        nowNs.addAndGet(1);
        assertThat(schedule.mayLook(sff)).isTrue();
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
        assertThat(schedule.mayLook(sff)).isFalse();
    }

    @Test
    void noSourcesMeanNothingToDo() {
        OnceSchedule none = new OnceSchedule(0, allEnded::incrementAndGet);
        assertThat(none).isNotNull();
        assertThat(allEnded).hasValue(1);
    }
}
