package io.sluice.event;

import io.sluice.fault.EnvironmentFault;
import io.sluice.text.HomeText;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * The environment faults that are open: each cause is said once, however many files meet it, and said again when it is
 * over. A source whose scan met a fault pauses before its next one, longer each time. Pauses are monotonic: the wall clock, which
 * may be set back, only dates faults.
 */
public final class Faults {
    /** After so many faults in a row a scan stops trying further files: the next one would most likely fail too. */
    private static final int IN_A_ROW_MAX = 16;

    /**
     * As {@link #IN_A_ROW_MAX}, for what may concern one file or directory only: a smaller file may fit, another may be
     * readable, and must not wait for ever behind those that the walk meets first.
     */
    private static final int SINGLE_IN_A_ROW_MAX = 1_024;

    /** The longest pause after faults that may concern one file only: the others of its source must not wait for it. */
    private static final Duration SINGLE_PAUSE_MAX = Duration.ofSeconds(5);

    private final Events events;
    private final Clock clock;
    private final LongSupplier monotonicNs;
    private final HomeText homeText;
    private final boolean goesOn;
    private final Duration pauseMin;
    private final Duration pauseMax;
    private final Map<String, Open> open = new HashMap<>();
    private final Map<String, Pause> pauses = new HashMap<>();
    private final Set<EnvironmentFault.Kind> met = new HashSet<>();

    private static final class Open {
        private final EnvironmentFault.Kind kind;
        private final String message;
        private final Instant since;
        private final long sinceNs;
        private final Set<String> sources = new TreeSet<>();
        private final Set<String> everySource = new TreeSet<>();
        private long times;

        private Open(EnvironmentFault.Kind kind, String message, Instant since, long sinceNs) {
            this.kind = kind;
            this.message = message;
            this.since = since;
            this.sinceNs = sinceNs;
        }
    }

    private static final class Pause {
        private Duration length = Duration.ZERO;
        private long beganNs;
        private int inARow;
        private int singleInARow;
        private boolean thisScan;
        private boolean all;

        private void tryOn() {
            inARow = 0;
            singleInARow = 0;
        }
    }

    /**
     * @param events told of each cause, while it is locked
     * @param home what paths in messages are shown relative to
     * @param goesOn whether this process tries again
     * @param pauseMin the first pause of a source after a fault
     * @param pauseMax the longest one, after doubling
     */
    public Faults(Events events, Clock clock, Path home, boolean goesOn, Duration pauseMin, Duration pauseMax) {
        this(events, clock, System::nanoTime, home, goesOn, pauseMin, pauseMax);
    }

    /** @param monotonicNs what pauses are measured by, as {@link System#nanoTime} is */
    public Faults(
            Events events,
            Clock clock,
            LongSupplier monotonicNs,
            Path home,
            boolean goesOn,
            Duration pauseMin,
            Duration pauseMax) {
        this.events = events;
        this.clock = clock;
        this.monotonicNs = monotonicNs;
        this.homeText = new HomeText(home);
        this.goesOn = goesOn;
        this.pauseMin = pauseMin;
        this.pauseMax = pauseMax;
    }

    /** A file of the source, or the source itself, met a fault. */
    public synchronized void met(String source, EnvironmentFault fault) {
        met.add(fault.kind());
        Open cause = open.computeIfAbsent(fault.key(), key -> {
            String message = homeText.of(String.valueOf(fault.getMessage()));
            events.publish(new Event.FaultOpened(fault, message, goesOn, source));
            return new Open(fault.kind(), message, clock.instant(), monotonicNs.getAsLong());
        });
        cause.times++;
        cause.sources.add(source);
        cause.everySource.add(source);
        Pause pause = pauses.computeIfAbsent(source, name -> new Pause());
        if (mayConcernOneFile(fault)) {
            pause.singleInARow++;
        } else {
            pause.inARow++;
            pause.all = true;
        }
        pause.thisScan = true;
    }

    /** What SQL met concerns the ledger, and so every file. */
    private static boolean mayConcernOneFile(EnvironmentFault fault) {
        return !(fault.getCause() instanceof SQLException)
                && switch (fault.kind()) {
                    case DISK_SPACE, PERMISSION, SOURCE, INTEGRITY, IO, MEMORY -> true;
                    case READ_ONLY, LEDGER, STEP, INTERRUPTED -> false;
                };
    }

    /** A scan at the source broke off for a defect: it pauses as after a fault. */
    public synchronized void brokeOff(String source) {
        Pause pause = pauses.computeIfAbsent(source, name -> new Pause());
        pause.thisScan = true;
        pause.all = true;
    }

    /** Whether the last scan at the source met a fault, or a fault has been met since. */
    public synchronized boolean isTroubled(String source) {
        return pauses.containsKey(source);
    }

    /** A file of the source was decided. */
    public synchronized void decided(String source) {
        Pause pause = pauses.get(source);
        if (pause != null) {
            pause.tryOn();
        }
    }

    /** Whether this scan should stop trying further files. */
    public synchronized boolean stopsTrying(String source) {
        Pause pause = pauses.get(source);
        return pause != null && (pause.inARow >= IN_A_ROW_MAX || pause.singleInARow >= SINGLE_IN_A_ROW_MAX);
    }

    /** Whether the source's pause, if it has one, is over. */
    public synchronized boolean mayScan(String source) {
        Pause pause = pauses.get(source);
        return pause == null || monotonicNs.getAsLong() - pause.beganNs >= pause.length.toNanos();
    }

    /** A scan at the source and all that it took up have ended. */
    public synchronized void scanEnded(String source) {
        Pause pause = pauses.get(source);
        if (pause == null) {
            return;
        }
        if (pause.thisScan) {
            Duration doubled = pause.length.multipliedBy(2);
            pause.length = doubled.compareTo(pauseMin) < 0 ? pauseMin : min(doubled, pauseMax);
            if (!pause.all) {
                pause.length = min(pause.length, SINGLE_PAUSE_MAX);
            }
            pause.all = false;
            pause.beganNs = monotonicNs.getAsLong();
            pause.thisScan = false;
            pause.tryOn();
        } else {
            pauses.remove(source);
            over(source);
        }
    }

    private void over(String source) {
        open.values().forEach(cause -> cause.sources.remove(source));
        open.values().removeIf(cause -> {
            boolean over = cause.sources.isEmpty();
            if (over) {
                events.publish(new Event.FaultOver(
                        cause.kind,
                        cause.message,
                        Duration.ofNanos(monotonicNs.getAsLong() - cause.sinceNs)
                                .toSeconds(),
                        cause.times,
                        List.copyOf(cause.everySource)));
            }
            return over;
        });
    }

    /** The faults that are open now, the oldest first. */
    public synchronized List<OpenFault> open() {
        List<OpenFault> faults = new ArrayList<>();
        open.values()
                .forEach(cause -> faults.add(new OpenFault(
                        cause.kind, cause.message, cause.since, cause.times, List.copyOf(cause.sources))));
        faults.sort(Comparator.comparing(OpenFault::since).thenComparing(OpenFault::message));
        return faults;
    }

    /** Every kind of fault that was met since this process started. */
    public synchronized Set<EnvironmentFault.Kind> met() {
        return Set.copyOf(met);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
