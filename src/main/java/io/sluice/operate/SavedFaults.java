package io.sluice.operate;

import io.sluice.event.Alarms;
import io.sluice.event.FaultFile;
import io.sluice.event.OpenFault;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@link FaultFile} up to date with the faults that are open. Not being able to is said, once, and no fault; on a thread
 * that Camel interrupts because the run is stopping it is neither.
 */
final class SavedFaults {
    private static final Logger LOG = LoggerFactory.getLogger("pipeline");

    /** How often faults are saved that are only met again. */
    private static final long SAVE_EVERY_NS = Duration.ofSeconds(10).toNanos();

    private final FaultFile file;
    private final LongSupplier monotonicNs;
    private long savedNs;
    private FaultFile.@Nullable Saved saved;
    private boolean refused;

    SavedFaults(Path logs, LongSupplier monotonicNs) {
        this.file = new FaultFile(logs);
        this.monotonicNs = monotonicNs;
    }

    void prepare(Instant now) {
        try {
            file.prepare(now);
        } catch (IOException told) {
            say(told);
        }
    }

    /** @param alarms of the run */
    void save(String run, List<OpenFault> faults, Alarms alarms, Instant now) {
        FaultFile.Saved next = new FaultFile.Saved(now, faults, run, alarms.rawChanged(), alarms.changed());
        FaultFile.Saved last = saved;
        if (last != null && isSame(last, next)) {
            return;
        }
        saved = null; // what a save that breaks off leaves in the file is not known
        try {
            file.save(next);
            saved = next;
            savedNs = monotonicNs.getAsLong();
            refused = false;
        } catch (ClosedByInterruptException stopping) {
            LOG.debug("Open faults are saved when the run has ended", stopping);
        } catch (IOException told) {
            say(told);
        }
    }

    private boolean isSame(FaultFile.Saved last, FaultFile.Saved next) {
        return last.run().equals(next.run())
                && last.rawChanged() == next.rawChanged()
                && waiting(last).equals(waiting(next))
                && (next.faults().isEmpty() || monotonicNs.getAsLong() - savedNs < SAVE_EVERY_NS);
    }

    /** What waits for what. */
    private static Map<String, List<String>> waiting(FaultFile.Saved saved) {
        return saved.faults().stream()
                .collect(Collectors.toMap(OpenFault::message, OpenFault::sources, (one, other) -> one));
    }

    private void say(IOException told) {
        if (!refused) {
            LOG.warn("Open faults cannot be saved for status ({}); the log has them", told.toString());
        }
        refused = true;
    }
}
