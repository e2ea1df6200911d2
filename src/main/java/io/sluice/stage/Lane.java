package io.sluice.stage;

import io.sluice.event.Event;
import io.sluice.event.Events;
import io.sluice.event.Faults;
import io.sluice.event.FileRef;
import io.sluice.event.Outcome;
import io.sluice.ledger.Cursor;
import io.sluice.ledger.Feed;
import io.sluice.ledger.News;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One source at a stage: the news that were read and not begun, those that are worked on, and the cursor. The cursor stands
 * before the first event that the stage is not done with; what it has done beyond is counted when the cursor gets there, so
 * that what is saved is exact whenever the process ends.
 *
 * <p>A file that meets a fault goes back to where it was and blocks the lane for a while: the order of a source is kept. The
 * fault is over when that file is done with; others that were in hand with it say nothing of what it met.
 */
public final class Lane {
    /** What is read ahead; the rest waits in the ledger. */
    private static final int QUEUE_MAX = 1_024;

    private static final int QUEUE_LOW = QUEUE_MAX / 2;

    /** How soon a file is read again that upstream is just publishing anew; longer each time that it still is. */
    private static final long UNSETTLED_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final long UNSETTLED_NS_MAX = TimeUnit.SECONDS.toNanos(2);

    private final Feed feed;
    private final String source;
    private final Taker taker;
    private final Faults faults;
    private final Events events;
    private final Runnable wakeReader;
    private final TreeMap<Long, News> queue = new TreeMap<>();
    private final TreeMap<Long, News> inHand = new TreeMap<>();
    private final TreeMap<Long, Outcome> beyond = new TreeMap<>();
    private Map<String, Long> skips = Map.of();
    private Cursor cursor;
    private boolean moved;
    private long readUpTo;
    private boolean follows = true;
    private int turns;
    private final Set<Long> failing = new HashSet<>();
    private boolean blocked;
    private long againNs;
    private boolean unsettled;
    private long unsettledNs = UNSETTLED_NS;

    /** @param wakeReader asks the reader for more, or for another try */
    Lane(Cursor cursor, Taker taker, Faults faults, Events events, Runnable wakeReader) {
        this.feed = cursor.feed();
        this.source = cursor.source();
        this.cursor = cursor;
        this.readUpTo = cursor.event();
        this.taker = taker;
        this.faults = faults;
        this.events = events;
        this.wakeReader = wakeReader;
    }

    public String source() {
        return source;
    }

    /** How faults name it. */
    public String name() {
        return FileRef.lane(feed.stage(), source);
    }

    /**
     * The next file, which the caller works on now; {@link #ended} follows exactly once.
     *
     * @param run the run that works on it
     * @return null when there is none, or the lane is blocked
     */
    public @Nullable News begin(String run) {
        while (true) {
            News next;
            @Nullable Outcome without;
            synchronized (this) {
                if (blocked || unsettled || queue.isEmpty()) {
                    return null;
                }
                next = queue.pollFirstEntry().getValue();
                inHand.put(next.event(), next);
                without = outcomeWithoutWork(next);
            }
            if (without == null) {
                return next;
            }
            events.publish(new Event.FilePassedOver(
                    new FileRef(run, feed.stage(), source, next.file().path()), without));
            ended(next, without);
        }
    }

    private @Nullable Outcome outcomeWithoutWork(News next) {
        Long skippedBy = skips.get(next.file().path());
        if (skippedBy != null && next.event() < skippedBy) {
            return Outcome.SKIPPED;
        }
        return next.superseded() ? Outcome.SUPERSEDED : null;
    }

    /** What has become of a file. */
    public void ended(News news, Outcome outcome) {
        boolean tells;
        synchronized (this) {
            inHand.remove(news.event());
            boolean recovers = false;
            switch (outcome) {
                case VALIDATED, PUBLISHED, REJECTED, DONE, UNCHANGED, SUPERSEDED, SKIPPED -> {
                    beyond.put(news.event(), outcome);
                    unsettledNs = UNSETTLED_NS;
                    recovers = failing.remove(news.event()) && failing.isEmpty();
                    advance();
                }
                case CHANGED -> {
                    queue.put(news.event(), news);
                    unsettled = true;
                    againNs = System.nanoTime() + unsettledNs;
                    unsettledNs = Math.min(2 * unsettledNs, UNSETTLED_NS_MAX);
                }
                case FAULT, DEFECT, GIVEN_BACK -> {
                    queue.put(news.event(), news);
                    blocked = true;
                    failing.add(news.event());
                }
            }
            tells = recovers || (blocked && inHand.isEmpty());
        }
        if (tells) {
            faults.scanEnded(name());
        }
    }

    /** A turn is over: what it began has ended, or was taken to a zone. */
    public void turnEnded() {
        boolean mayGoOn = taker.goesOn();
        boolean goesOn;
        synchronized (this) {
            turns--;
            goesOn = mayGoOn && !blocked && !unsettled && !queue.isEmpty() && turns < taker.workers();
            if (goesOn) {
                turns++;
            }
        }
        if (goesOn) {
            taker.schedule(this);
        }
        if (!goesOn || wantsMore()) {
            wakeReader.run();
        }
    }

    /** Lets workers take turns, as far as there is work and the lane is not blocked. */
    void schedule() {
        while (taker.goesOn()) {
            synchronized (this) {
                if (blocked || unsettled || turns >= taker.workers() || turns >= queue.size()) {
                    return;
                }
                turns++;
            }
            taker.schedule(this);
        }
    }

    /** Tries again once the pause is over. */
    void unblock(boolean triesAgain) {
        boolean pauseIsOver = triesAgain && faults.mayScan(name());
        synchronized (this) {
            if (blocked && pauseIsOver && inHand.isEmpty()) {
                blocked = false;
            }
            if (unsettled && System.nanoTime() - againNs >= 0) {
                unsettled = false;
            }
        }
    }

    /** Whether it waits for a pause to end. */
    synchronized boolean waits() {
        return blocked || unsettled;
    }

    synchronized boolean wantsMore() {
        return queue.size() < QUEUE_LOW;
    }

    /** Whether it takes its news from the page that the reader reads for all of the stage's sources. */
    synchronized boolean follows() {
        return follows;
    }

    synchronized long readUpTo() {
        return readUpTo;
    }

    /** Takes its part of a page for all sources, or falls behind: then it reads pages of its own, when it wants more. */
    synchronized void offer(List<News> news, long upTo) {
        if (!news.isEmpty() && queue.size() >= QUEUE_MAX) {
            follows = false;
        } else {
            add(news, upTo);
        }
    }

    /** @param position up to which the reader has read for those that follow */
    synchronized void catchUp(List<News> news, long upTo, long position) {
        add(news, upTo);
        follows = readUpTo >= position;
    }

    synchronized void fallBehind() {
        follows = false;
    }

    private void add(List<News> news, long upTo) {
        for (News each : news) {
            if (each.event() > readUpTo) {
                queue.put(each.event(), each);
            }
        }
        readUpTo = Math.max(readUpTo, upTo);
        advance();
    }

    /** By path, up to which event its news are passed over. */
    synchronized void skip(Map<String, Long> asked) {
        if (!asked.isEmpty() && !asked.equals(skips)) {
            blocked = false; // what blocks it may be what is to be passed over
        }
        skips = asked;
    }

    private void advance() {
        long before = readUpTo;
        if (!queue.isEmpty()) {
            before = Math.min(before, queue.firstKey() - 1);
        }
        if (!inHand.isEmpty()) {
            before = Math.min(before, inHand.firstKey() - 1);
        }
        if (before <= cursor.event()) {
            return;
        }
        long done = cursor.done();
        long rejected = cursor.rejected();
        long superseded = cursor.superseded();
        long skipped = cursor.skipped();
        while (!beyond.isEmpty() && beyond.firstKey() <= before) {
            switch (beyond.pollFirstEntry().getValue()) {
                case REJECTED -> rejected++;
                case SUPERSEDED -> superseded++;
                case SKIPPED -> skipped++;
                default -> done++;
            }
            moved = true;
        }
        cursor = new Cursor(feed, source, before, done, rejected, superseded, skipped);
    }

    synchronized Cursor cursor() {
        return cursor;
    }

    /** Whether files were done with since the cursor was taken last; a cursor that only passed over others' events can wait. */
    synchronized boolean hasMoved() {
        return moved;
    }

    synchronized Cursor takeCursor() {
        moved = false;
        return cursor;
    }

    /** The cursor that was taken could not be saved. */
    synchronized void notSaved() {
        moved = true;
    }

    /** Whether nothing moves any more: everything up to this event is done with, or waits behind a file that was tried. */
    synchronized boolean isAtRest(long lastEvent) {
        return turns == 0 && inHand.isEmpty() && !unsettled && (blocked || (queue.isEmpty() && readUpTo >= lastEvent));
    }
}
