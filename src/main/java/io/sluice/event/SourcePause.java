package io.sluice.event;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A source that waits for faults to end: when it is scanned again, and which of its files are tried meanwhile. */
final class SourcePause {
    /** After so many faults in a row a scan stops trying further files: the next one would most likely fail too. */
    private static final int IN_A_ROW_MAX = 16;

    /** As {@link #IN_A_ROW_MAX}, once a fault has outlasted a scan. */
    private static final int PROBES_MAX = 4;

    /**
     * As {@link #IN_A_ROW_MAX}, in a process that goes on, for what may concern one file or directory only. A run that ends
     * gives each file its one turn.
     */
    private static final int SINGLE_IN_A_ROW_MAX = 1_024;

    /**
     * When a run that ends has stopped trying, one of so many files is tried all the same: where only some of them meet the
     * fault, the others have their turn as soon as one of them is decided.
     */
    private static final int SAMPLED_ONE_OF = 16;

    /** The longest pause after faults that may concern one file only: the others of its source must not wait for it. */
    private static final Duration SINGLE_PAUSE_MAX = Duration.ofSeconds(5);

    /** Beyond it a file is not remembered: it is tried more often, and said again. */
    private static final int TRIED_MAX = 100_000;

    private final boolean processGoesOn;
    private final Duration min;
    private final Duration max;
    private final Map<String, Tried> tried = new HashMap<>();
    private final Set<String> sampled = new HashSet<>();
    private Duration length = Duration.ZERO;
    private long beganNs;
    private int round;
    private int inARow;
    private int singleInARow;
    private int offered;
    private long passedBy;
    private boolean probes;
    private boolean isFirstScan = true;
    private boolean hasMet;
    private boolean hasDecided;
    private boolean concernsAll;
    private boolean heldBack;
    private boolean limited;

    /** A file that met a fault, under the content that it had. */
    private record Tried(Object content, int round) {}

    /** @param passedBy any number; another one in another run, so that each samples other files */
    SourcePause(boolean processGoesOn, long passedBy, Duration min, Duration max) {
        this.passedBy = passedBy;
        this.processGoesOn = processGoesOn;
        this.min = min;
        this.max = max;
    }

    /**
     * A file, or the source itself, met a fault.
     *
     * @param fewSuffice whether a few tries tell of all files
     * @param all whether it concerns every file
     */
    void met(boolean fewSuffice, boolean all) {
        if (fewSuffice) {
            inARow++;
        } else {
            singleInARow++;
        }
        concernsAll |= all;
        hasMet = true;
    }

    void tried(String path, Object content) {
        if (tried.size() < TRIED_MAX || tried.containsKey(path)) {
            tried.put(path, new Tried(content, round));
        }
    }

    boolean hasMet(String path, Object content) {
        Tried before = tried.get(path);
        return before != null && before.content().equals(content);
    }

    boolean mayTry(String path, Object content) {
        if (isProbed() || (stopsTrying() && !isSampled(path))) {
            return false;
        }
        Tried before = tried.get(path);
        boolean hadItsTurn =
                before != null && before.round() == round && before.content().equals(content);
        heldBack |= hadItsTurn;
        if (hadItsTurn) {
            return false;
        }
        offered++;
        return true;
    }

    boolean stopsTrying() {
        boolean stops = inARow >= (isFirstScan ? IN_A_ROW_MAX : PROBES_MAX)
                || (processGoesOn && singleInARow >= SINGLE_IN_A_ROW_MAX);
        limited |= stops;
        return stops;
    }

    private boolean isSampled(String path) {
        return !processGoesOn && ++passedBy % SAMPLED_ONE_OF == 0 && sampled.add(path);
    }

    /** Whether a file that was taken up before the scan stopped trying should be left. */
    boolean givesBack(String path) {
        return stopsTrying() && !sampled.remove(path);
    }

    /** Answers come in batches: not to have many files in hand before the first, the offers are counted, too. */
    private boolean isProbed() {
        boolean enough = probes && offered >= PROBES_MAX;
        limited |= enough;
        return enough;
    }

    void decided() {
        probes = false;
        hasDecided = true;
        inARow = 0;
        singleInARow = 0;
    }

    boolean isOver(long nowNs) {
        return nowNs - beganNs >= length.toNanos();
    }

    /** A scan has ended; false when nothing is in the way any more. */
    boolean goesOn(long nowNs) {
        if (!hasMet && !heldBack && !limited) {
            return false;
        }
        if (hasMet) {
            Duration doubled = length.multipliedBy(2);
            length = doubled.compareTo(min) < 0
                    ? min
                    : shorter(doubled, concernsAll ? max : shorter(max, SINGLE_PAUSE_MAX));
        } else if (hasDecided) {
            length = Duration.ZERO; // the world is right again for some: the others have their turn at once
        }
        if (!limited) {
            round++; // every file has had its turn
        }
        beganNs = nowNs;
        probes = inARow > 0;
        offered = 0;
        isFirstScan = false;
        hasMet = false;
        hasDecided = false;
        concernsAll = false;
        heldBack = false;
        limited = false;
        inARow = 0;
        singleInARow = 0;
        return true;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
