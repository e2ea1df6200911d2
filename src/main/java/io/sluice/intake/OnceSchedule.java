package io.sluice.intake;

import io.sluice.event.SourceProgress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * One scan at each source, and a second one, after the time in which a file counts as stable, at the files that still
 * moved. What moves then stays pending.
 */
public final class OnceSchedule implements Schedule {
    private final int sources;
    private final Runnable allEnded;
    private final LongSupplier monotonicNs;
    private final Map<String, Long> secondScanNs = new HashMap<>();
    private final Set<String> ended = new HashSet<>();

    /** @param allEnded called once, when every source has had its scans */
    public OnceSchedule(int sources, Runnable allEnded) {
        this(sources, allEnded, System::nanoTime);
    }

    OnceSchedule(int sources, Runnable allEnded, LongSupplier monotonicNs) {
        this.sources = sources;
        this.allEnded = allEnded;
        this.monotonicNs = monotonicNs;
        if (sources == 0) {
            allEnded.run();
        }
    }

    @Override
    public synchronized boolean mayScan(SourceProgress progress) {
        Long dueNs = secondScanNs.get(progress.source());
        return !ended.contains(progress.source()) && (dueNs == null || monotonicNs.getAsLong() - dueNs >= 0);
    }

    /** The run ends when its scans have ended. */
    @Override
    public boolean mayRest() {
        return false;
    }

    @Override
    public synchronized void scanEnded(SourceProgress progress) {
        if (progress.scans() == 1 && progress.leftUnsettled()) {
            progress.onlyUnsettled();
            secondScanNs.put(progress.source(), monotonicNs.getAsLong() + progress.stableMs() * 1_000_000);
        } else if (ended.add(progress.source()) && ended.size() == sources) {
            allEnded.run();
        }
    }
}
