package io.sluice.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until it is moved, or set. */
public final class FakeClock extends Clock {
    private Instant now;
    private long passedNs;

    public FakeClock(Instant now) {
        this.now = now;
    }

    /** Time passes, or has passed already. */
    public void passTo(Instant instant) {
        pass(Duration.between(now, instant));
    }

    /** No time passes: somebody has set the clock. */
    public void set(Instant instant) {
        now = instant;
    }

    public void pass(Duration time) {
        now = now.plus(time);
        passedNs += time.toNanos();
    }

    /** What {@link System#nanoTime} is to the time that passes. */
    public long nanoTime() {
        return passedNs;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("it shows UTC");
    }
}
