package io.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PulsesTest {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration BOUND = Pulses.SILENCE_MAX.plus(PAUSE);

    private final AtomicLong nowNs = new AtomicLong();
    private final Pulses pulses = new Pulses(nowNs::get);

    @Test
    void whoeverBeatsIsNotSilent() {
        Pulses.Pulse pulse = pulses.begin("sff", PAUSE);
        for (int turn = 0; turn < 100; turn++) {
            pass(PAUSE);
            pulse.beat();
        }

        assertThat(pulses.silent()).isEmpty();
    }

    @Test
    void oneThatBeatsNoMoreIsSilentOnceItsPauseAndTheBoundAreOver() {
        Pulses.Pulse beating = pulses.begin("sff", PAUSE);
        pulses.begin("open_philanthropy", PAUSE);
        pass(BOUND);
        beating.beat();
        assertThat(pulses.silent()).isEmpty();

        pass(Duration.ofSeconds(1));

        assertThat(pulses.silent()).containsOnlyKeys("open_philanthropy");
        assertThat(pulses.silent().get("open_philanthropy")).isEqualTo(BOUND.plusSeconds(1));
    }

    @Test
    void oneThatGoesOnAgainIsNotSilentAnyMore() {
        Pulses.Pulse pulse = pulses.begin("sff", PAUSE);
        pass(BOUND.plusSeconds(1));
        assertThat(pulses.silent()).containsOnlyKeys("sff");

        pulse.beat();

        assertThat(pulses.silent()).isEmpty();
    }

    private void pass(Duration time) {
        nowNs.addAndGet(time.toNanos());
    }
}
