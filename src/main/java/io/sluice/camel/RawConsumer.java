package io.sluice.camel;

import io.sluice.event.Event;
import io.sluice.event.Outcome;
import io.sluice.event.ScanCount;
import io.sluice.event.SourceProgress;
import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.DirectoryWalk;
import io.sluice.intake.DoneFile;
import io.sluice.intake.FileIndex;
import io.sluice.intake.FileSystemClock;
import io.sluice.intake.FullScans;
import io.sluice.intake.IgnoredNames;
import io.sluice.intake.Intake;
import io.sluice.intake.Met;
import io.sluice.intake.OpenSource;
import io.sluice.intake.Pulses;
import io.sluice.intake.RawAttributes;
import io.sluice.intake.Source;
import io.sluice.intake.SourceRoot;
import io.sluice.intake.Stability;
import io.sluice.intake.UnreadableDirectory;
import io.sluice.intake.list.FileStatus;
import io.sluice.intake.list.GrowingLister;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a source's raw directory: one thread polls and scans, the {@link Workers} read what the scan finds and run the
 * route. Files are handed over while the scan goes on, so that a million of them cost no memory and the first is published
 * at once; what a known file costs stands at {@link DirectoryWalk}.
 */
final class RawConsumer extends DefaultConsumer implements DirectoryWalk.Visitor {
    /** A scan tells the ledger and {@code status} that the source is being watched, even when it finds nothing. */
    private static final long REST_NS_MAX = TimeUnit.SECONDS.toNanos(10);

    /** A look at the clock costs as much as the comparison of a known file. */
    private static final int VISITED_PER_BEAT = 64;

    private final ZoneEndpoint endpoint;
    private final Zones zones;
    private final Intake intake;
    private final Source source;
    private final Stability stability;
    private final @Nullable DoneFile doneFile;
    private final @Nullable Matcher include;
    private final SourceRoot root;
    private final DirectoryWalk walk;
    private final FullScans fullScans;
    private final Pulses.Pulse pulse;
    private final GrowingLister lister = new GrowingLister();
    private final PassedOver passedOver;
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();
    private long visited;
    private long scannedNs;
    private @Nullable OpenSource open;
    private @Nullable ScheduledExecutorService poller;
    private @Nullable Workers workers;
    private @Nullable RawFiles files;

    RawConsumer(ZoneEndpoint endpoint, Processor processor, Zones zones) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.zones = zones;
        this.intake = zones.intake();
        this.source = intake.sources().named(String.valueOf(endpoint.getSource()));
        this.doneFile = endpoint.doneFile();
        FileSystemClock clock =
                FileSystemClock.of(source.directory(), zones.settings().ledger().resolveSibling(""));
        this.stability = new Stability(doneFile == null ? endpoint.getStableSeconds() : 0, clock);
        Pattern pattern = endpoint.includePattern();
        this.include = pattern == null ? null : pattern.matcher("");
        this.passedOver = new PassedOver(source.name(), zones.events());
        this.root = zones.sourceRoot(source);
        this.walk = new DirectoryWalk(source.directory(), Integer.MAX_VALUE, clock);
        this.pulse = intake.pulses().begin(source.name(), Duration.ofMillis(endpoint.getDelay()));
        this.fullScans = new FullScans(Duration.ofSeconds(zones.settings().fullLookSeconds()));
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var threads = endpoint.getCamelContext().getExecutorServiceManager();
        if (workers == null) {
            workers = new Workers(
                    work -> threads.newThread(source.name(), work), endpoint.getWorkers(), endpoint.getQueueFilesMax());
            files = new RawFiles(this, zones, source, workers, this::ended);
        }
        poller = threads.newSingleThreadScheduledExecutor(this, "poll " + source.name());
        Future<?> unused = poller.scheduleWithFixedDelay(this::turn, 0, endpoint.getDelay(), TimeUnit.MILLISECONDS);
    }

    /** What is not begun is given back; what is in hand goes on. */
    @Override
    protected void doStop() throws Exception {
        if (poller != null) {
            endpoint.getCamelContext().getExecutorServiceManager().shutdownNow(poller);
            poller = null;
        }
        if (files != null) {
            files.giveBack();
        }
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        if (workers != null) {
            workers.close();
        }
        super.doShutdown();
    }

    private SourceProgress progress() {
        return intake.progress(source.name());
    }

    /** A task that throws would never run again: what cannot even be told is met again by the next turn. */
    private void turn() {
        pulse.beat();
        try {
            if (isRunAllowed() && intake.mayScan(source.name()) && !rests()) {
                scan();
            }
        } catch (RuntimeException | Error defect) {
            try {
                brokeOff(defect);
            } catch (RuntimeException | Error further) {
                defect.addSuppressed(further);
            }
        }
    }

    private void brokeOff(Throwable defect) {
        String what = "A scan of " + intake.shown(source.directory()) + " broke off; it is tried again";
        zones.events().publish(new Event.Defect(what, defect, null));
        intake.faults().brokeOff(source.name());
    }

    private void scan() {
        ScanCount count = new ScanCount();
        SourceProgress progress = progress();
        progress.scanBegan(count, stability.stableMs());
        try {
            intake.refreshLedger();
            walkOpened(count);
            stability.scanEnded();
        } catch (EnvironmentFault fault) {
            progress.partial();
            intake.faults().met(source.name(), fault);
        } catch (InterruptedException e) {
            progress.partial();
            Thread.currentThread().interrupt(); // Camel is stopping
        } catch (RuntimeException | Error defect) {
            progress.partial();
            brokeOff(defect);
        } finally {
            scannedNs = System.nanoTime();
            progress.walked();
        }
    }

    private void walkOpened(ScanCount count) throws EnvironmentFault, InterruptedException {
        OpenSource opened;
        try {
            opened = root.open();
        } catch (IOException why) {
            unreadable(source.directory(), why);
            return;
        }
        open = opened;
        try {
            walk(zones.known().current(source.name()), count);
        } finally {
            open = null;
            intake.letGo(source, opened);
        }
    }

    private void walk(FileIndex known, ScanCount count) {
        long beganNs = System.nanoTime();
        boolean full = fullScans.isDue(known, beganNs);
        lister.expect(known.size());
        walk.walk(known, lister, full, count, this);
        if (full && goesOn()) {
            fullScans.ended(known, beganNs);
        }
    }

    /** Whether a scan would find what the last one found, so that it may be left out. */
    private boolean rests() {
        long nowNs = System.nanoTime();
        try {
            return intake.mayRest(source.name())
                    && !fullScans.isDue(nowNs)
                    && nowNs - scannedNs < REST_NS_MAX
                    && walk.rests()
                    && zones.known().isCurrent(source.name());
        } catch (EnvironmentFault fault) {
            return false; // the scan that follows says what is wrong
        }
    }

    @Override
    public boolean goesOn() {
        if (++visited % VISITED_PER_BEAT == 0) {
            pulse.beat();
        }
        return isRunAllowed() && !intake.stopping();
    }

    @Override
    public void passedOver(Path directory, String name, String why) {
        passedOver.warn(intake.shown(directory) + "/" + name, why);
    }

    @Override
    public void unreadableFile(Path file, IOException why) {
        intake.faults().met(source.name(), intake.cannotRead(file, why));
    }

    @Override
    public void unreadable(Path directory, IOException why) {
        progress().partial();
        intake.faults().met(source.name(), UnreadableDirectory.fault(directory, intake.shown(directory), why));
    }

    @Override
    public void defect(Path file, RuntimeException why) {
        passedOver.defect(intake.shown(file), why);
    }

    @Override
    public Met file(Path file, FileStatus status, boolean decided) {
        String path = file.toString();
        String name = String.valueOf(file.getFileName());
        String relative = path.substring(source.directory().toString().length() + 1);
        if (IgnoredNames.ignores(name)
                || (doneFile != null && doneFile.names(relative))
                || (include != null && !include.reset(name).matches())) {
            return Met.IGNORED;
        }
        if (progress().mayTake(path)
                && !inHand.contains(path)
                && intake.faults().mayTry(source.name(), relative, RawAttributes.of(status))
                && isComplete(file, path, status)) {
            take(file, relative, status, decided);
        }
        return Met.OPEN;
    }

    private boolean isComplete(Path file, String path, FileStatus status) {
        if (doneFile != null && !doneFile.standsFor(file)) {
            return false;
        }
        RawAttributes attributes = RawAttributes.of(status);
        boolean stable = stability.accept(path, attributes);
        if (!stable) {
            progress().unsettled(path, stability.waitMs(attributes));
        }
        return stable;
    }

    /** The permit is taken before anything is begun; {@link #ended} gives it back. */
    private void take(Path file, String relative, FileStatus status, boolean decided) {
        RawFiles taking = files;
        OpenSource opened = open;
        if (taking == null || opened == null || !intake.mayTake(status.sizeBytes(), pulse)) {
            return;
        }
        inHand.add(file.toString());
        progress().taken();
        taking.take(new FoundFile(opened.hold(), file, relative, RawAttributes.of(status), decided));
    }

    private void ended(FoundFile file, Outcome outcome) {
        try {
            zones.known().ended(source.name(), file.relative(), file.attributes(), outcome);
        } finally {
            intake.letGo(source, file.open());
            String path = file.path().toString();
            inHand.remove(path);
            long sizeBytes = file.attributes().sizeBytes();
            intake.ended(sizeBytes);
            boolean decided = outcome == Outcome.VALIDATED || outcome == Outcome.REJECTED;
            progress().done(path, outcome, decided ? sizeBytes : 0);
        }
    }
}
