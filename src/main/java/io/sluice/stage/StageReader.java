package io.sluice.stage;

import io.sluice.event.Events;
import io.sluice.event.Faults;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Cursor;
import io.sluice.ledger.Feed;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.News;
import io.sluice.ledger.NewsPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of the ledger on for one stage, for all of its sources at once: what was published becomes news of the
 * lanes, what is foreign is passed over. A source that falls behind, because a file of it is blocked, reads pages of its own
 * later and holds up no other. Turns are taken by one thread.
 */
final class StageReader {
    /** What is done with and not saved is done again after a crash. */
    private static final long SAVE_NS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Cursors of sources for which nothing was done only save a later start the passing over. */
    private static final long SAVE_ALL_NS = TimeUnit.SECONDS.toNanos(10);

    private final StagePlan plan;
    private final Feed feed;
    private final Ledger ledger;
    private final Faults faults;
    private final Events events;
    private final Runnable wake;
    private final Map<String, Taker> takers = new HashMap<>();
    private final Map<String, Lane> lanes = new HashMap<>();
    private @Nullable Taker takerOfAll;
    private volatile boolean begun;
    private long position;
    private volatile long lastEvent = -1;
    private long generation = -1;
    private long savedNs = System.nanoTime();
    private long savedAllNs = System.nanoTime();

    StageReader(StagePlan plan, Ledger ledger, Faults faults, Events events, Runnable wake) {
        this.plan = plan;
        this.feed = plan.feed();
        this.ledger = ledger;
        this.faults = faults;
        this.events = events;
        this.wake = wake;
    }

    /** @param source null for all sources that no other route takes */
    synchronized void attach(@Nullable String source, Taker taker) {
        if (source == null) {
            takerOfAll = taker;
        } else {
            takers.put(source, taker);
        }
    }

    synchronized List<Lane> lanes() {
        return List.copyOf(lanes.values());
    }

    /**
     * Reads what is new and lets the lanes work on it.
     *
     * @param triesAgain whether files that met a fault are tried again in this run
     */
    void turn(boolean triesAgain) throws EnvironmentFault {
        long last = ledger.lastEvent();
        if (last != lastEvent || !begun) {
            openLanes();
        }
        readSkips();
        for (Lane lane : lanes()) {
            lane.unblock(triesAgain);
        }
        readOn(last);
        lastEvent = last;
        saveDue();
    }

    private void openLanes() throws EnvironmentFault {
        List<String> unopened = unopened();
        if (unopened.isEmpty() && begun) {
            return;
        }
        Map<String, Cursor> known = new HashMap<>();
        ledger.cursors(feed).forEach(cursor -> known.put(cursor.source(), cursor));
        // a source that is new has published nothing up to where the sources were looked up last; beyond, a page may
        // have been read that holds its first files
        long beginning = begun ? lastEvent : ledger.beginning(plan.name());
        List<Cursor> first = new ArrayList<>();
        for (String source : unopened) {
            if (!known.containsKey(source)) {
                Cursor cursor = Cursor.at(feed, source, beginning);
                known.put(source, cursor);
                first.add(cursor);
            }
        }
        if (!first.isEmpty()) {
            ledger.advance(first);
        }
        unopened.forEach(source -> open(known.get(source)));
        if (!begun) {
            begin(beginning);
        }
        lanes().stream().filter(lane -> lane.readUpTo() < position).forEach(Lane::fallBehind);
        generation = -1; // what an operator has asked for the new lanes
    }

    private synchronized List<String> unopened() throws EnvironmentFault {
        List<String> sources = new ArrayList<>(takers.keySet());
        if (takerOfAll != null) {
            ledger.publishedSources(feed.publisher()).stream()
                    .filter(source -> !takers.containsKey(source))
                    .forEach(sources::add);
        }
        sources.removeIf(lanes::containsKey);
        return sources;
    }

    private synchronized void open(@Nullable Cursor cursor) {
        if (cursor != null) {
            Taker taker = takers.getOrDefault(cursor.source(), takerOfAll);
            if (taker != null) {
                lanes.put(cursor.source(), new Lane(cursor, taker, faults, events, wake));
            }
        }
    }

    /** Where most of the lanes are; those that are behind catch up by themselves. */
    private void begin(long beginning) {
        position = lanes().stream().mapToLong(Lane::readUpTo).max().orElse(beginning);
        begun = true;
    }

    /** An operator's commands raise the generation. */
    private void readSkips() throws EnvironmentFault {
        long now = ledger.generation();
        if (now != generation) {
            for (Lane lane : lanes()) {
                lane.skip(ledger.skips(feed, lane.source(), lane.cursor().event()));
            }
            generation = now;
        }
    }

    private void readOn(long last) throws EnvironmentFault {
        boolean more = true;
        while (more) {
            more = false;
            if (position < last && lanes().stream().anyMatch(lane -> lane.follows() && lane.wantsMore())) {
                readForAll();
                more = true;
            }
            for (Lane lane : lanes()) {
                if (!lane.follows() && lane.wantsMore() && !lane.waits()) {
                    NewsPage page = ledger.news(feed, lane.source(), lane.readUpTo());
                    lane.catchUp(page.news(), page.readUpTo(), position);
                    more |= !lane.follows() && lane.wantsMore();
                }
                lane.schedule();
            }
        }
    }

    private void readForAll() throws EnvironmentFault {
        NewsPage page = ledger.news(feed, null, position);
        Map<String, List<News>> bySource = new HashMap<>();
        page.news().forEach(news -> bySource.computeIfAbsent(news.file().source(), source -> new ArrayList<>())
                .add(news));
        for (Lane lane : lanes()) {
            if (lane.follows()) {
                lane.offer(bySource.getOrDefault(lane.source(), List.of()), page.readUpTo());
            }
        }
        position = page.readUpTo();
    }

    private void saveDue() throws EnvironmentFault {
        long now = System.nanoTime();
        if (now - savedAllNs >= SAVE_ALL_NS) {
            save(true);
        } else if (now - savedNs >= SAVE_NS) {
            save(false);
        }
    }

    /** Saves where the lanes stand; {@code all} with those for which nothing was done. */
    void save(boolean all) throws EnvironmentFault {
        List<Lane> moved = lanes().stream().filter(Lane::hasMoved).toList();
        List<Lane> saved = all && !moved.isEmpty() ? lanes() : moved;
        long now = System.nanoTime();
        if (!saved.isEmpty()) {
            try {
                ledger.advance(saved.stream().map(Lane::takeCursor).toList());
            } catch (EnvironmentFault fault) {
                moved.forEach(Lane::notSaved);
                throw fault;
            }
        }
        savedNs = now;
        savedAllNs = all ? now : savedAllNs;
    }

    /** Whether something is to be saved soon, or a lane waits for its pause to end. */
    boolean isBusy() {
        return lanes().stream().anyMatch(lane -> lane.hasMoved() || lane.waits());
    }

    /** Whether everything up to this event is done with, or stands behind what was tried and is blocked. */
    boolean isAtRest(long last) {
        return begun && lastEvent >= last && lanes().stream().allMatch(lane -> lane.isAtRest(last));
    }
}
