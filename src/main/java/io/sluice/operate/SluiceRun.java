package io.sluice.operate;

import io.sluice.camel.CamelApplication;
import io.sluice.camel.Observation;
import io.sluice.camel.ZoneRoots;
import io.sluice.config.Durability;
import io.sluice.config.Observability;
import io.sluice.config.Settings;
import io.sluice.event.Event;
import io.sluice.event.Events;
import io.sluice.event.Faults;
import io.sluice.event.RunSummary;
import io.sluice.event.RunTally;
import io.sluice.event.SourceProgress;
import io.sluice.event.UnderWay;
import io.sluice.event.log.EventLog;
import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.Intake;
import io.sluice.intake.OnceSchedule;
import io.sluice.intake.Permits;
import io.sluice.intake.Pulses;
import io.sluice.intake.Schedule;
import io.sluice.intake.WatchSchedule;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.LedgerQueues;
import io.sluice.ledger.Run;
import io.sluice.ledger.lease.AlreadyRunning;
import io.sluice.ledger.lease.RunLock;
import io.sluice.ledger.sqlite.SqliteLedger;
import io.sluice.routefiles.RouteProblems;
import io.sluice.stage.Stages;
import io.sluice.zone.Commits;
import io.sluice.zone.FreeSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run, from the preflight to its summary. It may be stopped from another thread at any time; what is not decided then
 * stays pending.
 */
public final class SluiceRun implements Operation<RunResult> {
    private static final Logger LOG = LoggerFactory.getLogger("pipeline");

    /** A stage with nothing to do takes a turn in this time. */
    private static final Duration STAGE_PAUSE = Duration.ofSeconds(2);

    private final Settings settings;
    private final Mode mode;
    private final Events events;
    private final RunTally tally = new RunTally();
    private final UnderWay underWay = new UnderWay(System::nanoTime);
    private final Optional<Observation> observation;
    private final Preparing preparing;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopped;
    private volatile Progress progress = List::of;

    /** The counts so far, for a progress bar; empty before the sources are known. */
    public interface Progress {
        List<SourceProgress> sources();
    }

    private SluiceRun(Settings settings, Mode mode) {
        this.settings = settings;
        this.mode = mode;
        // not before SLF4J is bound, as it is by the logger of this class: while one thread binds it, another is
        // given a substitute, and in a race one that logs nothing for good
        this.preparing = Preparing.begin(settings);
        this.events = new Events(new EventLog(settings.home()), tally, underWay);
        this.observation = settings.observability().equals(Observability.OFF)
                ? Optional.empty()
                : Optional.of(new Observation(settings.observability(), events));
    }

    /** A run that begins to read its routes and schemas at once, on a thread of its own. */
    public static SluiceRun preparing(Settings settings, Mode mode) {
        return new SluiceRun(settings, mode);
    }

    /**
     * Runs until every source was looked at (once) or until {@link #stop}.
     *
     * @param context with the settings that the run was prepared with
     * @throws RouteProblems when the routes cannot be used; nothing was started
     * @throws SchemaProblems when a schema cannot be used; nothing was started
     * @throws AlreadyRunning when another run is active over the same data; nothing was started
     * @throws PreconditionFailed when there is no disk space for any decision; nothing was started
     * @throws EnvironmentFault when the ledger cannot be used at the start; nothing was started. A ledger that cannot be told
     *     of the run's end is one of the faults that the run has met.
     */
    @Override
    public RunResult run(OperationContext context)
            throws RouteProblems, SchemaProblems, AlreadyRunning, PreconditionFailed, EnvironmentFault,
                    InterruptedException {
        try {
            CamelApplication camel = new CamelApplication(settings, preparing.routes(), events);
            // the schemas and the ledger take as long, on another core
            camel.configureMeanwhile();
            Prepared prepared = preparing.all();
            Clock clock = context.clock();
            Instant start = clock.instant();
            String id = RunId.at(start);
            Path ledgerDirectory = settings.ledger().resolveSibling("");
            FreeSpace freeSpace = new FreeSpace();
            Preflight preflight = new Preflight(settings, freeSpace);
            // before the lock, which is a file on the ledger's disk
            requireSpace(preflight, id, start);
            try (RunLock lock = RunLock.acquire(ledgerDirectory, mode.word(), id, start)) {
                LOG.debug("Holding {}", lock);
                requirePort();
                try (Ledger ledger = SqliteLedger.open(settings.ledger())) {
                    Optional<Run> lastRun = ledger.lastRun();
                    preflight.removeLeftovers(lastRun);
                    preflight.compareSchemas(ledger, prepared, events);
                    Permits permits = new Permits();
                    try (Commits commits = commits(permits)) {
                        ZoneRoots roots = new ZoneRoots(settings, prepared.sources(), ledger);
                        CurrentRun current = new CurrentRun(
                                settings,
                                mode,
                                ledger,
                                roots,
                                commits,
                                events,
                                tally,
                                clock,
                                System::nanoTime,
                                id,
                                start);
                        return run(clock, camel, prepared, ledger, current, commits, permits, freeSpace);
                    }
                }
            }
        } finally {
            ended.countDown();
        }
    }

    private void requireSpace(Preflight preflight, String id, Instant start)
            throws PreconditionFailed, AlreadyRunning, EnvironmentFault {
        try {
            preflight.requireSpace();
        } catch (EnvironmentFault fault) {
            if (fault.kind() != EnvironmentFault.Kind.DISK_SPACE) {
                throw fault;
            }
            clearAndRequireSpace(preflight, fault, id, start);
        }
    }

    private void requirePort() throws PreconditionFailed {
        if (observation.isPresent()) {
            try {
                observation.get().requirePort();
            } catch (IOException taken) {
                throw new PreconditionFailed(taken);
            }
        }
    }

    /** What fills the disk may be what a killed run left. */
    private void clearAndRequireSpace(Preflight preflight, EnvironmentFault full, String id, Instant start)
            throws PreconditionFailed, AlreadyRunning {
        try (RunLock lock = RunLock.acquire(settings.ledger().resolveSibling(""), mode.word(), id, start)) {
            LOG.debug("Holding {}", lock);
            preflight.removeLeftovers(Optional.empty());
            preflight.requireSpace();
        } catch (EnvironmentFault stillFull) {
            full.addSuppressed(stillFull);
            throw new PreconditionFailed(full);
        }
    }

    private Commits commits(Permits permits) {
        if (settings.publishDurability() != Durability.BATCH) {
            return Commits.eachAlone(settings.publishDurability(), events);
        }
        return Commits.together(permits::inHand, events);
    }

    private RunResult run(
            Clock clock,
            CamelApplication camel,
            Prepared prepared,
            Ledger ledger,
            CurrentRun current,
            Commits commits,
            Permits permits,
            FreeSpace freeSpace)
            throws RouteProblems, EnvironmentFault, InterruptedException {
        Faults faults = new Faults(
                events,
                clock,
                settings.home(),
                mode == Mode.WATCH,
                Duration.ofSeconds(settings.retrySecondsMin()),
                Duration.ofSeconds(settings.retrySecondsMax()));
        boolean once = mode == Mode.ONCE;
        Stages stages = new Stages(prepared.stages(), ledger, faults, events, once, ending::countDown);
        Schedule schedule =
                once ? new OnceSchedule(prepared.sources().all().size(), stages::rawEnded) : new WatchSchedule();
        Intake intake =
                new Intake(events, settings.home(), prepared.sources(), ledger, faults, schedule, current, permits);
        List<SourceProgress> sources = new ArrayList<>();
        intake.allProgress().forEach(sources::add);
        progress = () -> sources;
        RunStages reading = new RunStages(stages, prepared, ledger);
        observation.ifPresent(each -> each.begin(prepared.routes(), intake, reading::totals, faults::open));
        current.begin(sources, reading::totals, faults::open);
        reading.enter(current);
        LOG.atInfo()
                .addKeyValue("event", "run_began")
                .addKeyValue("run", current.get().run())
                .log("Run {} ({}) of {} sources begins", current.get().run(), mode.word(), sources.size());
        try (LedgerQueues queues = new LedgerQueues(ledger, permits::inHand, events)) {
            camel.bind(prepared.schemas(), intake, ledger, stages, commits, queues, current, freeSpace, clock);
            observation.ifPresent(each -> camel.observe(each, intake, ledger));
            runCamel(clock, camel, intake, stages, current);
            commits.close();
            reading.save();
        } catch (RouteProblems refused) {
            current.end(true); // nothing was begun, and nothing was cut off
            throw refused;
        }
        return result(current, faults, sources);
    }

    private void runCamel(Clock clock, CamelApplication camel, Intake intake, Stages stages, CurrentRun current)
            throws RouteProblems, InterruptedException {
        camel.start();
        stages.start(stage -> {
            Pulses.Pulse pulse = intake.pulses().begin(stage, STAGE_PAUSE);
            return () -> {
                pulse.beat();
                current.saveFaults(intake.faults());
            };
        });
        try (Heartbeat heartbeat = new Heartbeat(current, intake, underWay, events, clock)) {
            heartbeat.start(mode);
            ending.await();
        } finally {
            intake.stop();
            stages.stop();
            camel.stop();
        }
    }

    private RunResult result(CurrentRun current, Faults faults, List<SourceProgress> sources) {
        boolean clean = sources.stream().noneMatch(SourceProgress::inHand);
        String run = current.get().run();
        sources.forEach(source -> events.publish(new Event.SourceEnded(run, source.source(), source.countsNow())));
        Set<EnvironmentFault.Kind> met = EnumSet.noneOf(EnvironmentFault.Kind.class);
        met.addAll(faults.met());
        RunSummary summary = end(current, clean, met);
        return new RunResult(summary, tally.rejections(), met, tally.defects(), stopped);
    }

    /** A ledger that refuses the end has said so; what the run came to is told all the same. */
    private static RunSummary end(CurrentRun current, boolean clean, Set<EnvironmentFault.Kind> met) {
        try {
            return current.end(clean);
        } catch (EnvironmentFault fault) {
            met.add(fault.kind());
            return current.summary();
        }
    }

    /** Leaves the metrics of the run that has ended as a text file, when the settings say so. */
    public void leaveMetrics(RunResult result, int exitCode) {
        observation.ifPresent(each -> each.leave(result.summary(), exitCode));
    }

    /** The sources and their counts so far. */
    public List<SourceProgress> progress() {
        return progress.sources();
    }

    /** Asks the run to stop, and waits until it has ended or the time is over. What is not decided stays pending. */
    public void stop(Duration atMost) throws InterruptedException {
        stopped = true;
        ending.countDown();
        if (!ended.await(atMost.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)) {
            LOG.warn(
                    "The run did not end within {} s and is given up; the next run takes up what is left",
                    atMost.toSeconds());
        }
    }
}
