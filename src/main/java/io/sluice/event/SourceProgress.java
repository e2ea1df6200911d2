package io.sluice.event;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One source's looks. A look begins with a walk over the directory and ends when the walk and every file that it took up
 * have ended; the next look begins only then, so that what a look left pending is known exactly.
 */
public final class SourceProgress {

    /** Told, by the thread that ended it, that a look has ended. */
    public interface LookEnded {
        void lookEnded(SourceProgress progress);
    }

    private final String source;
    private final LookEnded listener;
    private final Map<Outcome, Long> inLook = new EnumMap<>(Outcome.class);
    private final Set<String> unsettled = new HashSet<>();

    private Tally tally = Tally.NONE;
    private LookCount look = new LookCount();
    private int parts;
    private boolean ending;
    private long looks;
    private long looksInRun;
    private boolean onlyUnsettled;
    private Set<String> retaken = Set.of();
    private long metAgain;
    private long stableMs;

    public SourceProgress(String source, LookEnded listener) {
        this.source = source;
        this.listener = listener;
    }

    public String source() {
        return source;
    }

    /** Whether a look is under way; it is until everyone who wants to know has been told of its end. */
    public synchronized boolean looking() {
        return parts > 0 || ending;
    }

    /** Whether a walk or a file that it took up has not ended. */
    public synchronized boolean inHand() {
        return parts > 0;
    }

    /** How many looks have ended. */
    public synchronized long looks() {
        return looks;
    }

    /** Whether a look of this run has ended, so that its counts hold what was already processed. */
    public synchronized boolean isCounted() {
        return looksInRun > 0;
    }

    /** From now on a look takes up only the files that the look before it left unsettled. */
    public synchronized void onlyUnsettled() {
        onlyUnsettled = true;
        retaken = Set.copyOf(unsettled);
    }

    /** Whether the look that is under way may take up the file. */
    public synchronized boolean mayTake(String path) {
        if (onlyUnsettled && retaken.contains(path)) {
            metAgain++;
            return true;
        }
        return !onlyUnsettled;
    }

    /**
     * The walk of a look begins.
     *
     * @param count counts while the walk lasts
     * @param stableMs how long a file of this source must have stood still, in milliseconds
     */
    public synchronized void lookBegan(LookCount count, long stableMs) {
        this.stableMs = stableMs;
        this.look = count;
        parts = 1;
        inLook.clear();
        unsettled.clear();
    }

    /** The file still moves: it is worth another look. */
    public synchronized void unsettled(String path) {
        unsettled.add(path);
    }

    /** After how many milliseconds a file that was left unsettled is worth another look. */
    public synchronized long stableMs() {
        return stableMs;
    }

    /** Whether the last look left files that still moved. */
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
            inLook.merge(outcome, 1L, Long::sum);
            if (outcome == Outcome.CHANGED) {
                unsettled.add(path);
            }
            tally = switch (outcome) {
                case VALIDATED -> tally.plus(new Tally(1, 0, 0, 0, 0, 0, bytes));
                case REJECTED -> tally.plus(new Tally(0, 1, 0, 0, 0, 0, bytes));
                case UNCHANGED -> firstSeen() ? tally.plus(new Tally(0, 0, 1, 0, 0, 0, 0)) : tally;
                case FAULT, DEFECT, CHANGED, GIVEN_BACK -> tally;
            };
        }
        partEnded();
    }

    /** Later looks of a watching run meet files that this run has counted already. */
    private boolean firstSeen() {
        return looksInRun == 0 || onlyUnsettled;
    }

    /** The walk of a look has ended. */
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
            looksInRun++;
            parts = 0;
            ending = true;
        }
        try {
            listener.lookEnded(this);
        } finally {
            synchronized (this) {
                ending = false;
            }
        }
    }

    private void count() {
        long decided = inLook(Outcome.VALIDATED) + inLook(Outcome.REJECTED) + inLook(Outcome.UNCHANGED);
        long failed = inLook(Outcome.FAULT) + inLook(Outcome.DEFECT);
        boolean again = onlyUnsettled && looksInRun > 0;
        long gone = again ? retaken.size() - metAgain : 0;
        long pending = again ? tally.pending() - decided - gone : look.seenCount() - look.knownCount() - decided;
        tally = new Tally(
                tally.validated(),
                tally.rejected(),
                tally.alreadyProcessed() + (looksInRun == 0 ? look.knownCount() : 0),
                Math.max(0, pending),
                again ? tally.failed() + failed : failed,
                again ? tally.ignored() : look.ignoredCount(),
                tally.bytes());
    }

    private long inLook(Outcome outcome) {
        return inLook.getOrDefault(outcome, 0L);
    }

    public synchronized Tally tally() {
        return tally;
    }

    /** Files of this run that are validated, rejected, already processed or unchanged by now, while a look lasts too. */
    public synchronized long decidedSoFar() {
        boolean counted = looksInRun > 0;
        return tally.validated() + tally.rejected() + tally.alreadyProcessed() + (counted ? 0 : look.knownCount());
    }

    /**
     * Begins the counts of the next run. What was decided since the last run was counted belongs to the next one.
     *
     * @param counted what the last run was said to have come to
     */
    public synchronized void nextRun(Tally counted) {
        tally = new Tally(
                tally.validated() - counted.validated(),
                tally.rejected() - counted.rejected(),
                tally.alreadyProcessed() - counted.alreadyProcessed(),
                0,
                0,
                0,
                tally.bytes() - counted.bytes());
        looksInRun = 0;
    }
}
