package io.sluice.intake;

import io.sluice.event.Faults;
import io.sluice.event.ScanJournal;
import io.sluice.event.SourceProgress;
import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Ledger;
import io.sluice.text.HomePaths;
import io.sluice.zone.Rejection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the consumers and the steps of all sources share: who looks when, which faults are open, whether to stop. */
public final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger("pipeline");

    /** How many rejections a report may show; all of them are in the dead-letter folder. */
    private static final int REJECTIONS_MAX = 1_000;

    private final HomePaths home;
    private final Sources sources;
    private final Ledger ledger;
    private final Faults faults;
    private final Schedule schedule;
    private final Map<String, SourceProgress> progress = new TreeMap<>();
    private final ScanJournal journal;
    private final List<Rejection> rejections = new ArrayList<>();
    private final AtomicLong defects = new AtomicLong();
    private final AtomicLong failedAfterDecision = new AtomicLong();
    private final Permits permits;
    private final Pulses pulses = new Pulses();
    private volatile boolean stopping;

    public Intake(
            Path home,
            Sources sources,
            Ledger ledger,
            Faults faults,
            Schedule schedule,
            ScanJournal journal,
            Permits permits) {
        this.home = new HomePaths(home);
        this.sources = sources;
        this.ledger = ledger;
        this.faults = faults;
        this.schedule = schedule;
        this.journal = journal;
        this.permits = permits;
        sources.all()
                .forEach(source -> progress.put(source.name(), new SourceProgress(source.name(), this::scanEnded)));
    }

    public Sources sources() {
        return sources;
    }

    public Faults faults() {
        return faults;
    }

    /** The progress of a source; routes bear the names of their sources. */
    public SourceProgress progress(String source) {
        sources.named(source);
        return Objects.requireNonNull(progress.get(source));
    }

    /** Of all sources, by name. */
    public Iterable<SourceProgress> allProgress() {
        return progress.values();
    }

    /** Whether the polls go on. */
    public Pulses pulses() {
        return pulses;
    }

    public boolean mayScan(String source) {
        SourceProgress looked = progress(source);
        return !stopping && !looked.scanning() && faults.mayScan(source) && schedule.mayScan(looked);
    }

    /** Whether a scan at the source may be left out when its directory is as it was: nothing waits for the scan's end. */
    public boolean mayRest(String source) {
        return schedule.mayRest()
                && !faults.isTroubled(source)
                && progress(source).isCounted();
    }

    private void scanEnded(SourceProgress looked) {
        if (!stopping) {
            faults.scanEnded(looked.source());
        }
        try {
            journal.scanEnded(looked, faults);
        } catch (RuntimeException e) {
            defect("The look at " + looked.source() + " cannot be saved", e);
        }
        schedule.scanEnded(looked);
    }

    /** Takes in what a command may have changed in the ledger beside this process. */
    public void refreshLedger() throws EnvironmentFault {
        ledger.refresh();
    }

    /**
     * Waits until a file may be taken up; {@link #ended} with the same size follows exactly once when it says yes.
     *
     * @param pulse beats while it waits
     * @return false when Sluice is stopping
     */
    public boolean mayTake(long sizeBytes, Pulses.Pulse pulse) {
        return permits.take(sizeBytes, () -> {
            pulse.beat();
            return stopping;
        });
    }

    /** A file that was taken up has ended. */
    public void ended(long sizeBytes) {
        permits.giveBack(sizeBytes);
    }

    /** From now on nothing more is begun; what is not begun is given back. */
    public void stop() {
        stopping = true;
    }

    public boolean stopping() {
        return stopping;
    }

    /** A fault of Sluice itself: it is said in full, and the run ends with exit code 70. */
    public void defect(String what, Throwable cause) {
        defects.incrementAndGet();
        LOG.error("Defect in Sluice: {}", what, cause);
    }

    public long defects() {
        return defects.get();
    }

    /**
     * A step behind the decision on a file has failed. The decision stands and the step is not run again, so it is said each
     * time, and counted.
     *
     * @param state what was decided
     * @param step which one
     * @param why what it met, in words
     */
    public void failedAfterDecision(FileId file, String state, String step, String why) {
        failedAfterDecision.incrementAndGet();
        LOG.error(
                "{} failed behind the decision on {}, which stays {}; it is not run again for this file ({})."
                        + " What must arrive belongs into a route of its own.",
                step,
                file,
                state,
                why);
    }

    /** How often a step behind a decision has failed. */
    public long failedAfterDecision() {
        return failedAfterDecision.get();
    }

    /** The fault of a raw file that cannot be read. */
    public EnvironmentFault cannotRead(Path file, IOException told) {
        return IoFaults.of(told, file, "read");
    }

    /** A file was rejected; the first ones are kept for the report of the run. */
    public void rejected(Rejection rejection) {
        synchronized (rejections) {
            if (rejections.size() < REJECTIONS_MAX) {
                rejections.add(rejection);
            }
        }
    }

    public List<Rejection> rejections() {
        synchronized (rejections) {
            return List.copyOf(rejections);
        }
    }

    /** A path as people see it. */
    public String shown(Path path) {
        return home.show(path);
    }
}
