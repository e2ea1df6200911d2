package io.sluice.intake;

import io.sluice.event.Event;
import io.sluice.event.Events;
import io.sluice.event.Faults;
import io.sluice.event.ScanJournal;
import io.sluice.event.SourceProgress;
import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.ledger.Ledger;
import io.sluice.text.HomePaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What the consumers and the steps of all sources share: who looks when, which faults are open, whether to stop. */
public final class Intake {
    private final Events events;
    private final HomePaths home;
    private final Sources sources;
    private final Ledger ledger;
    private final Faults faults;
    private final Schedule schedule;
    private final Map<String, SourceProgress> progress = new TreeMap<>();
    private final ScanJournal journal;
    private final Permits permits;
    private final Pulses pulses = new Pulses();
    private volatile boolean stopping;

    public Intake(
            Events events,
            Path home,
            Sources sources,
            Ledger ledger,
            Faults faults,
            Schedule schedule,
            ScanJournal journal,
            Permits permits) {
        this.events = events;
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

    /** How many scans of a source have ended; empty when no route declares it. */
    public OptionalLong scans(String source) {
        SourceProgress looked = progress.get(source);
        return looked == null ? OptionalLong.empty() : OptionalLong.of(looked.scans());
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
        try {
            if (!stopping) {
                faults.scanEnded(looked.source());
            }
            journal.scanEnded(looked, faults);
        } catch (RuntimeException | Error e) {
            events.publish(new Event.Defect("The scan of " + looked.source() + " cannot be saved", e, null));
        } finally {
            schedule.scanEnded(looked); // a run waits for it
        }
    }

    /** Takes in what a command may have changed in the ledger beside this process. */
    public void refreshLedger() throws EnvironmentFault {
        ledger.refresh();
    }

    /**
     * Waits, on a worker, until a file may be taken up; {@link #ended} with the same size follows exactly once when it says yes.
     *
     * @return false when Sluice is stopping
     */
    public boolean mayTake(long sizeBytes) {
        return permits.take(sizeBytes, this::stopping);
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

    /** The fault of a raw file that cannot be read. */
    public EnvironmentFault cannotRead(Path file, IOException told) {
        return IoFaults.of(told, file, "read");
    }

    /** One that held a source's directory open needs it no longer. */
    public void letGo(Source source, OpenSource open) {
        try {
            open.letGo();
        } catch (IOException told) {
            faults.met(source.name(), cannotRead(source.directory(), told));
        }
    }

    /** A path as people see it. */
    public String shown(Path path) {
        return home.show(path);
    }
}
