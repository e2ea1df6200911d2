package io.sluice.intake;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Whether those who poll go on. Each has a pulse, which only its own thread beats, so that a dead thread is noticed. */
public final class Pulses {
    /**
     * How long a poll that goes on may be without a beat, beyond its pause. It beats with each file and each directory; a
     * directory of a million files on a slow network file system is listed in less.
     */
    static final Duration SILENCE_MAX = Duration.ofMinutes(5);

    /** When a poll last went on. */
    public static final class Pulse {
        private final LongSupplier clockNs;
        private final Duration pause;
        private volatile long beatNs;

        private Pulse(LongSupplier clockNs, Duration pause) {
            this.clockNs = clockNs;
            this.pause = pause;
            beat();
        }

        /** It goes on. */
        public void beat() {
            beatNs = clockNs.getAsLong();
        }

        private Optional<Duration> silence() {
            Duration silent = Duration.ofNanos(clockNs.getAsLong() - beatNs);
            return Optional.of(silent).filter(each -> each.compareTo(SILENCE_MAX.plus(pause)) > 0);
        }
    }

    private final Map<String, Pulse> pulses = new ConcurrentHashMap<>();
    private final LongSupplier clockNs;

    public Pulses() {
        this(System::nanoTime);
    }

    Pulses(LongSupplier clockNs) {
        this.clockNs = clockNs;
    }

    /**
     * Whoever polls begins to.
     *
     * @param name of the source or stage that is polled
     * @param pause between two polls
     */
    public Pulse begin(String name, Duration pause) {
        Pulse pulse = new Pulse(clockNs, pause);
        pulses.put(name, pulse);
        return pulse;
    }

    /** Those that do not go on, by name, with how long they have not. */
    public Map<String, Duration> silent() {
        Map<String, Duration> silent = new TreeMap<>();
        pulses.forEach((name, pulse) -> pulse.silence().ifPresent(since -> silent.put(name, since)));
        return silent;
    }
}
