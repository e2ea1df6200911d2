package io.sluice.operate;

import io.sluice.camel.Writers;
import io.sluice.camel.ZoneRoots;
import io.sluice.config.Settings;
import io.sluice.event.Counts;
import io.sluice.event.Event;
import io.sluice.event.Events;
import io.sluice.event.Faults;
import io.sluice.event.OpenFault;
import io.sluice.event.RunSummary;
import io.sluice.event.RunTally;
import io.sluice.event.ScanJournal;
import io.sluice.event.SourceProgress;
import io.sluice.event.StageTotals;
import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.Undeclared;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.Scan;
import io.sluice.zone.Commits;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The run that is under way: its id, what writes on its behalf, and its counts in the ledger and in its summary. */
final class CurrentRun implements ScanJournal, Supplier<Writers> {
    private static final Logger LOG = LoggerFactory.getLogger("pipeline");

    /** How often an unchanged scan is saved: what {@code status} shows is at most this old. */
    private static final long SAVE_EVERY_NS = Duration.ofSeconds(10).toNanos();

    private final Settings settings;
    private final Mode mode;
    private final Ledger ledger;
    private final ZoneRoots roots;
    private final Commits commits;
    private final Events events;
    private final RunTally tally;
    private final Clock clock;
    private final LongSupplier monotonicNs;
    private final Map<String, Saved> saved = new HashMap<>();

    private final SavedFaults savedFaults;
    private Iterable<SourceProgress> sources = List.of();
    private Supplier<List<OpenFault>> openFaults = List::of;
    private Supplier<List<StageTotals>> stages = List::of;
    private volatile Writers writers;
    private Instant startedAt;
    private boolean over;

    private record Saved(Counts counts, long atNs) {}

    /**
     * @param tally one of the listeners to the events
     * @param monotonicNs what is waited by, as {@link System#nanoTime} is; the clock only dates
     */
    CurrentRun(
            Settings settings,
            Mode mode,
            Ledger ledger,
            ZoneRoots roots,
            Commits commits,
            Events events,
            RunTally tally,
            Clock clock,
            LongSupplier monotonicNs,
            String id,
            Instant startedAt) {
        this.settings = settings;
        this.mode = mode;
        this.ledger = ledger;
        this.roots = roots;
        this.commits = commits;
        this.events = events;
        this.tally = tally;
        this.clock = clock;
        this.monotonicNs = monotonicNs;
        this.startedAt = startedAt;
        this.writers = writers(id);
        this.savedFaults = new SavedFaults(settings.logs(), monotonicNs);
    }

    private Writers writers(String id) {
        return Writers.of(settings, roots, id, commits);
    }

    @Override
    public Writers get() {
        return writers;
    }

    /**
     * Begins the run.
     *
     * @param stageTotals what the stages of this process have come to, whenever it is asked
     * @param faults those that are open, whenever it is asked
     */
    void begin(
            Iterable<SourceProgress> progress,
            Supplier<List<StageTotals>> stageTotals,
            Supplier<List<OpenFault>> faults)
            throws EnvironmentFault {
        sources = progress;
        stages = stageTotals;
        openFaults = faults;
        lookForUndeclared();
        savedFaults.prepare(startedAt);
        ledger.runStarted(writers.run(), mode.word(), startedAt);
    }

    /** The counts so far. */
    synchronized RunSummary summary() {
        return summary(countsNow(), clock.instant(), null);
    }

    /** Deliveries that nobody takes are said at the start of each run, which is at least once a day. */
    private void lookForUndeclared() {
        List<String> declared = new ArrayList<>();
        sources.forEach(source -> declared.add(source.source()));
        try {
            Undeclared found = Undeclared.in(settings.raw(), declared);
            if (found.count() > 0) {
                events.publish(new Event.UndeclaredFound(
                        found.count(),
                        found.toString(),
                        settings.raw(),
                        settings.routes().resolve("sources")));
            }
        } catch (EnvironmentFault fault) {
            LOG.warn("{}", fault.getMessage());
        }
    }

    private Map<SourceProgress, Counts> counts() {
        return counts(SourceProgress::counts);
    }

    /** What is given up is in no scan that has ended, and is pending all the same. */
    private Map<SourceProgress, Counts> countsNow() {
        return counts(SourceProgress::countsNow);
    }

    private Map<SourceProgress, Counts> counts(Function<SourceProgress, Counts> of) {
        Map<SourceProgress, Counts> counted = new LinkedHashMap<>();
        sources.forEach(source -> counted.put(source, of.apply(source)));
        return counted;
    }

    private Counts totals() {
        return counts().values().stream().reduce(Counts.NONE, Counts::plus);
    }

    private RunSummary summary(Map<SourceProgress, Counts> counted, Instant until, @Nullable Instant endedAt) {
        double seconds = Duration.between(startedAt, until).toMillis() / 1000.0;
        SortedMap<String, Counts> sources = new TreeMap<>();
        counted.forEach((source, counts) -> sources.put(source.source(), counts));
        List<String> partial = counted.keySet().stream()
                .filter(source -> !source.isWhole())
                .map(SourceProgress::source)
                .sorted()
                .toList();
        return new RunSummary(
                writers.run(),
                mode.word(),
                startedAt,
                endedAt,
                seconds,
                sources,
                partial,
                stages.get(),
                openFaults.get(),
                tally.failedAfterDecision(),
                tally.alarms());
    }

    /**
     * Saves what the scan left, when it left something else than before or that was saved a while ago. Nothing is saved
     * once the run has ended: its counts stand.
     */
    @Override
    public synchronized void scanEnded(SourceProgress progress, Faults faults) {
        if (!over) {
            saveScan(progress, faults);
            savedFaults.save(writers.run(), faults.open(), tally.alarms(), clock.instant());
        }
    }

    /** Saves the open faults when they are others than before: a stage meets its own between two scans. */
    synchronized void saveFaults(Faults faults) {
        if (!over) {
            savedFaults.save(writers.run(), faults.open(), tally.alarms(), clock.instant());
        }
    }

    private void saveScan(SourceProgress progress, Faults faults) {
        Counts counts = progress.counts();
        long nowNs = monotonicNs.getAsLong();
        Saved last = saved.get(progress.source());
        boolean same = last != null && last.counts().equals(counts) && nowNs - last.atNs() < SAVE_EVERY_NS;
        if (same) {
            return;
        }
        try {
            if (progress.isWhole()) { // otherwise what the last whole one left is the best that is known
                ledger.scanned(new Scan(progress.source(), writers.run(), clock.instant(), counts));
            }
            ledger.runCounted(writers.run(), totals(), null);
            saved.put(progress.source(), new Saved(counts, nowNs));
        } catch (EnvironmentFault fault) {
            faults.met(progress.source(), fault);
        }
    }

    /** Ends the run in its summary and in the ledger; {@code clean} unless files were given up in flight. */
    synchronized RunSummary end(boolean clean) throws EnvironmentFault {
        over = true;
        Map<SourceProgress, Counts> counted = countsNow();
        try {
            return end(counted, clean);
        } catch (EnvironmentFault fault) {
            LOG.error("The end of run {} cannot be recorded: {}", writers.run(), fault.getMessage());
            throw fault;
        } finally {
            RunSummary summary = summary(counted, clock.instant(), null);
            savedFaults.save(summary.run(), summary.faults(), summary.alarms(), clock.instant());
            Counts totals = summary.totals();
            LOG.atInfo()
                    .addKeyValue("event", "run_ended")
                    .addKeyValue("run", summary.run())
                    .addKeyValue("seconds", summary.seconds())
                    .addKeyValue("seen", totals.seen())
                    .addKeyValue("validated", totals.validated())
                    .addKeyValue("rejected", totals.rejected())
                    .addKeyValue("pending", totals.pending())
                    .log("Run {} ended after {} s: {}{}", summary.run(), summary.seconds(), totals, summary.unseen());
        }
    }

    private RunSummary end(Map<SourceProgress, Counts> counted, boolean clean) throws EnvironmentFault {
        Instant endedAt = clock.instant();
        RunSummary summary = summary(counted, endedAt, endedAt);
        try {
            summary.writeTo(settings.logs().resolve("runs").resolve(summary.run() + ".json"));
        } catch (IOException e) {
            LOG.error(
                    "The summary of run {} cannot be written to {} ({}); the ledger has its counts",
                    summary.run(),
                    settings.logs(),
                    e.toString());
        }
        ledger.runCounted(summary.run(), summary.totals(), clean ? endedAt : null);
        return summary;
    }

    /**
     * Ends the run of a day that is over and begins the next one.
     *
     * @throws EnvironmentFault when the ledger cannot say so; the run goes on, and may be ended later
     */
    synchronized void next() throws EnvironmentFault {
        Map<SourceProgress, Counts> counted = counts();
        RunSummary ended = end(counted, true);
        Instant now = clock.instant();
        Writers next = writers(RunId.at(now));
        ledger.runStarted(next.run(), mode.word(), now);
        startedAt = now;
        writers = next;
        tally.nextRun(ended);
        lookForUndeclared();
        counted.forEach(SourceProgress::nextRun);
        saved.clear();
        LOG.info("Run {} ended with its day; run {} begins", ended.run(), next.run());
    }

    synchronized Instant startedAt() {
        return startedAt;
    }
}
