package io.sluice.event;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One source's scans. A scan begins with a walk over the directory and ends when the walk and every file that it took up
 * have ended; the next scan begins only then, so that what a scan left pending is known exactly.
 */
public final class SourceProgress {

    /** Told, by the thread that ended it, that a scan has ended. */
    public interface ScanEnded {
        void scanEnded(SourceProgress progress);
    }

    private final String source;
    private final ScanEnded listener;
    private final Map<Outcome, Long> inScan = new EnumMap<>(Outcome.class);
    private final Set<String> unsettled = new HashSet<>();

    private Counts counts = Counts.NONE;
    private ScanCount scan = new ScanCount();
    private int parts;
    private boolean ending;
    private long looks;
    private long scansInRun;
    private boolean partial;
    private boolean onlyUnsettled;
    private Set<String> retaken = Set.of();
    private long metAgain;
    private long stableMs;

    public SourceProgress(String source, ScanEnded listener) {
        this.source = source;
        this.listener = listener;
    }

    public String source() {
        return source;
    }

    /** Whether a scan is under way; it is until everyone who wants to know has been told of its end. */
    public synchronized boolean scanning() {
        return parts > 0 || ending;
    }

    /** Whether a walk or a file that it took up has not ended. */
    public synchronized boolean inHand() {
        return parts > 0;
    }

    /** How many looks have ended. */
    public synchronized long scans() {
        return looks;
    }

    /** Whether a scan of this run has ended, so that its counts hold what was already processed. */
    public synchronized boolean isCounted() {
        return scansInRun > 0;
    }

    /** The scan that is under way cannot see all that belongs to the source. */
    public synchronized void partial() {
        partial = true;
    }

    /** Whether a scan has ended, and the last one saw all that belongs to the source: otherwise more may be pending than is counted. */
    public synchronized boolean isWhole() {
        return looks > 0 && !partial;
    }

    /** From now on a scan takes up only the files that the scan before it left unsettled. */
    public synchronized void onlyUnsettled() {
        onlyUnsettled = true;
        retaken = Set.copyOf(unsettled);
    }

    /** Whether the scan that is under way may take up the file. */
    public synchronized boolean mayTake(String path) {
        if (onlyUnsettled && retaken.contains(path)) {
            metAgain++;
            return true;
        }
        return !onlyUnsettled;
    }

    /**
     * The walk of a scan begins.
     *
     * @param count counts while the walk lasts
     * @param stableMs how long a file of this source must have stood still at the least, in milliseconds
     */
    public synchronized void scanBegan(ScanCount count, long stableMs) {
        this.stableMs = stableMs;
        this.scan = count;
        parts = 1;
        partial = false;
        inScan.clear();
        unsettled.clear();
    }

    /** The file still moves, or may: it is worth another scan after so many milliseconds. */
    public synchronized void unsettled(String path, long afterMs) {
        unsettled.add(path);
        stableMs = Math.max(stableMs, afterMs);
    }

    /** After how many milliseconds a file that was left unsettled is worth another scan. */
    public synchronized long stableMs() {
        return stableMs;
    }

    /** Whether the last scan left files that still moved. */
    public synchronized boolean leftUnsettled() {
        return !unsettled.isEmpty();
    }

    /** A file was taken up; {@link #done} follows exactly once. */
    public synchronized void taken() {
        parts++;
    }

    /** What became of a file that was taken up. */
    public void done(String path, Outcome outcome, long bytes) {
        synchronized (this) {
            inScan.merge(outcome, 1L, Long::sum);
            if (outcome == Outcome.CHANGED) {
                unsettled.add(path);
            }
            counts = switch (outcome) {
                case VALIDATED -> counts.plus(new Counts(1, 0, 0, 0, 0, 0, bytes));
                case REJECTED -> counts.plus(new Counts(0, 1, 0, 0, 0, 0, bytes));
                case UNCHANGED -> firstSeen() ? counts.plus(new Counts(0, 0, 1, 0, 0, 0, 0)) : counts;
                case PUBLISHED, DONE, SUPERSEDED, SKIPPED, FAULT, DEFECT, CHANGED, GIVEN_BACK -> counts;
            };
        }
        partEnded();
    }

    /** Later scans of a watching run meet files that this run has counted already. */
    private boolean firstSeen() {
        return scansInRun == 0 || onlyUnsettled;
    }

    /** The walk of a scan has ended. */
    public void walked() {
        partEnded();
    }

    private void partEnded() {
        synchronized (this) {
            if (parts > 1) {
                parts--;
                return;
            }
            count();
            looks++;
            scansInRun++;
            parts = 0;
            ending = true;
        }
        try {
            listener.scanEnded(this);
        } finally {
            synchronized (this) {
                ending = false;
            }
        }
    }

    private void count() {
        boolean again = onlyUnsettled && scansInRun > 0;
        long gone = again ? retaken.size() - metAgain : 0;
        long left = again ? counts.pending() - gone : openInScan();
        long failed = failedInScan();
        counts = counted(
                left, again ? counts.failed() + failed : failed, again ? counts.ignored() : scan.ignoredCount());
    }

    private Counts counted(long left, long failed, long ignored) {
        long decided = inScan(Outcome.VALIDATED) + inScan(Outcome.REJECTED) + inScan(Outcome.UNCHANGED);
        return new Counts(
                counts.validated(),
                counts.rejected(),
                counts.alreadyProcessed() + (scansInRun == 0 ? scan.knownCount() : 0),
                Math.max(0, left - decided),
                failed,
                ignored,
                counts.bytes());
    }

    /** What the scan has met so far that has no standing decision. */
    private long openInScan() {
        return scan.seenCount() - scan.knownCount();
    }

    private long failedInScan() {
        return inScan(Outcome.FAULT) + inScan(Outcome.DEFECT);
    }

    private long inScan(Outcome outcome) {
        return inScan.getOrDefault(outcome, 0L);
    }

    /** As of the end of the last scan, but for what was decided since. */
    public synchronized Counts counts() {
        return counts;
    }

    /**
     * As of now: what a scan that is under way has met and not decided is pending, and so is what the last one left, as far
     * as it was not decided since.
     */
    public synchronized Counts countsNow() {
        if (parts == 0) {
            return counts;
        }
        return counted(
                Math.max(counts.pending(), openInScan()),
                Math.max(counts.failed(), failedInScan()),
                Math.max(counts.ignored(), scansInRun == 0 ? scan.ignoredCount() : 0));
    }

    /** Files of this run that are validated, rejected, already processed or unchanged by now, while a scan lasts too. */
    public synchronized long decidedSoFar() {
        boolean counted = scansInRun > 0;
        return counts.validated() + counts.rejected() + counts.alreadyProcessed() + (counted ? 0 : scan.knownCount());
    }

    /**
     * Begins the counts of the next run. What was decided since the last run was counted belongs to the next one.
     *
     * @param counted what the last run was said to have come to
     */
    public synchronized void nextRun(Counts counted) {
        counts = new Counts(
                counts.validated() - counted.validated(),
                counts.rejected() - counted.rejected(),
                counts.alreadyProcessed() - counted.alreadyProcessed(),
                0,
                0,
                0,
                counts.bytes() - counted.bytes());
        scansInRun = 0;
    }
}
