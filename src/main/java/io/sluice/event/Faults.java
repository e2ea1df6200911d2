package io.sluice.event;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.text.HomeText;
import java.io.IOException;
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
    /** So many places of one source that meet faults of one kind are told; the others are counted. */
    private static final int PLACES_TOLD_MAX = 3;

    private static final int PLACES_COUNTED_MAX = 10_000;

    private final Events events;
    private final Clock clock;
    private final LongSupplier monotonicNs;
    private final HomeText homeText;
    private final boolean goesOn;
    private final Duration pauseMin;
    private final Duration pauseMax;
    private final Map<String, Open> open = new HashMap<>();
    private final Map<String, SourcePause> pauses = new HashMap<>();
    private final Set<EnvironmentFault.Kind> met = new HashSet<>();

    private static final class Open {
        private final EnvironmentFault.Kind kind;
        private final String first;
        private final Instant since;
        private final long sinceNs;
        private final Set<String> more = new HashSet<>();
        private final Set<String> sources = new TreeSet<>();
        private final Set<String> everySource = new TreeSet<>();
        private long times;

        private Open(EnvironmentFault.Kind kind, String first, Instant since, long sinceNs) {
            this.kind = kind;
            this.first = first;
            this.since = since;
            this.sinceNs = sinceNs;
        }

        /** What was met first, and at how many other places the same was met. */
        private String message() {
            if (more.isEmpty()) {
                return first;
            }
            String atLeast = more.size() == PLACES_COUNTED_MAX ? "at least " : "";
            return first + "; the same at " + atLeast + more.size() + " more "
                    + (more.size() == 1 ? "place" : "places");
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
        boolean one = mayConcernOneFile(fault);
        Open known = open.get(fault.key());
        Open cause = known != null ? known : opened(source, fault, one);
        cause.times++;
        cause.sources.add(source);
        cause.everySource.add(source);
        boolean fewSuffice = !one || fault.kind() == EnvironmentFault.Kind.DISK_SPACE;
        pause(source).met(fewSuffice, !one);
    }

    private SourcePause pause(String source) {
        return pauses.computeIfAbsent(
                source, name -> new SourcePause(goesOn, clock.instant().getEpochSecond(), pauseMin, pauseMax));
    }

    private Open opened(String source, EnvironmentFault fault, boolean one) {
        List<Open> alike = one ? ofKind(source, fault.kind()) : List.of();
        if (alike.size() < PLACES_TOLD_MAX) {
            Open cause = new Open(
                    fault.kind(),
                    homeText.of(String.valueOf(fault.getMessage())),
                    clock.instant(),
                    monotonicNs.getAsLong());
            open.put(fault.key(), cause);
            events.publish(new Event.FaultOpened(fault, cause.first, goesOn, source));
            return cause;
        }
        Open first = alike.get(0);
        if (first.more.isEmpty()) {
            String more = fault.kind().title() + ": " + source
                    + " meets the same at more places, which are counted and no longer said; the first is "
                    + homeText.of(fault.place());
            events.publish(new Event.FaultOpened(fault, more, goesOn, source));
        }
        if (first.more.size() < PLACES_COUNTED_MAX) {
            first.more.add(fault.key());
        }
        return first;
    }

    /** The causes of this kind that a source waits for, the oldest first. */
    private List<Open> ofKind(String source, EnvironmentFault.Kind kind) {
        return open.values().stream()
                .filter(cause -> cause.kind == kind && cause.sources.contains(source))
                .sorted(Comparator.comparingLong((Open cause) -> cause.sinceNs).thenComparing(cause -> cause.first))
                .toList();
    }

    /** The file has met a fault under this content. */
    public synchronized void tried(String source, String path, Object content) {
        SourcePause pause = pauses.get(source);
        if (pause != null) {
            pause.tried(path, content);
        }
    }

    /** Whether the file has met a fault under this content that is not over, so that it was said already. */
    public synchronized boolean hasMet(String source, String path, Object content) {
        SourcePause pause = pauses.get(source);
        return pause != null && pause.hasMet(path, content);
    }

    /**
     * Whether this scan should try the file. While faults are open each file of the source has its turn before one is tried
     * again, so that none waits for ever behind those that the walk meets first.
     */
    public synchronized boolean mayTry(String source, String path, Object content) {
        SourcePause pause = pauses.get(source);
        return pause == null || pause.mayTry(path, content);
    }

    /** What SQL met concerns the ledger, and so every file; what this process has too little of, it has for no file. */
    private static boolean mayConcernOneFile(EnvironmentFault fault) {
        return !(fault.getCause() instanceof SQLException)
                && !(fault.getCause() instanceof IOException told && IoFaults.isOfTheProcess(told))
                && switch (fault.kind()) {
                    case DISK_SPACE, PERMISSION, SOURCE, INTEGRITY, IO, MEMORY -> true;
                    case READ_ONLY, LEDGER, ZONE, STEP, INTERRUPTED -> false;
                };
    }

    /** A scan at the source broke off for a defect: it pauses as after a fault. */
    public synchronized void brokeOff(String source) {
        pause(source).met(true, true);
    }

    /** Whether the last scan at the source met a fault, or a fault has been met since. */
    public synchronized boolean isTroubled(String source) {
        return pauses.containsKey(source);
    }

    /** A file of the source was decided. */
    public synchronized void decided(String source) {
        SourcePause pause = pauses.get(source);
        if (pause != null) {
            pause.decided();
        }
    }

    /** Whether this scan should leave a file that was taken up and not begun, because too many met a fault since. */
    public synchronized boolean givesBack(String source, String path) {
        SourcePause pause = pauses.get(source);
        return pause != null && pause.givesBack(path);
    }

    /** Whether the source's pause, if it has one, is over. */
    public synchronized boolean mayScan(String source) {
        SourcePause pause = pauses.get(source);
        return pause == null || pause.isOver(monotonicNs.getAsLong());
    }

    /** A scan at the source and all that it took up have ended. */
    public synchronized void scanEnded(String source) {
        SourcePause pause = pauses.get(source);
        if (pause != null && !pause.goesOn(monotonicNs.getAsLong())) {
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
                        cause.message(),
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
                        cause.kind, cause.message(), cause.since, cause.times, List.copyOf(cause.sources))));
        faults.sort(Comparator.comparing(OpenFault::since).thenComparing(OpenFault::message));
        return faults;
    }

    /** Every kind of fault that was met since this process started. */
    public synchronized Set<EnvironmentFault.Kind> met() {
        return Set.copyOf(met);
    }
}
