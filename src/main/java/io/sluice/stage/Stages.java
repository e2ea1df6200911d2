package io.sluice.stage;

import io.sluice.event.Events;
import io.sluice.event.Faults;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.StageRefused;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The stages of this process that read what others publish. */
public final class Stages {
    private final Ledger ledger;
    private final Faults faults;
    private final boolean once;
    private final Runnable allAtRest;
    private final Map<String, Running> byName = new TreeMap<>();
    private boolean started;
    private boolean rawEnded;
    private boolean over;

    private record Running(StagePlan plan, StageReader reader, StageThread thread) {}

    /**
     * Starts nothing yet.
     *
     * @param once whether files that met a fault are tried once only
     * @param allAtRest called once, on any thread, when the raw zone has ended and no stage moves any more
     */
    public Stages(
            Collection<StagePlan> plans,
            Ledger ledger,
            Faults faults,
            Events events,
            boolean once,
            Runnable allAtRest) {
        this.ledger = ledger;
        this.faults = faults;
        this.once = once;
        this.allAtRest = allAtRest;
        for (StagePlan plan : plans) {
            StageReader reader = new StageReader(plan, ledger, faults, events, () -> named(plan.name())
                    .thread()
                    .wake());
            StageThread thread = new StageThread(plan, reader, faults, events, !once, this::turned);
            byName.put(plan.name(), new Running(plan, reader, thread));
        }
    }

    /**
     * Enters the stages in the ledger.
     *
     * @throws StageRefused when one is not what the ledger remembers under its name; nothing runs then
     */
    public void enter() throws EnvironmentFault, StageRefused {
        for (Running stage : byName.values()) {
            ledger.stageStarted(stage.plan().start());
        }
    }

    /** A route takes files of a stage, of one source or of all that no other route takes; before {@link #start}. */
    public StagePlan attach(String stage, @Nullable String source, Taker taker) {
        Running running = named(stage);
        running.reader().attach(source, taker);
        return running.plan();
    }

    private Running named(String stage) {
        Running running = byName.get(stage);
        if (running == null) {
            throw new IllegalArgumentException("no stage named " + stage + "; there are " + byName.keySet());
        }
        return running;
    }

    /**
     * Begins to read, once every route is there.
     *
     * @param pulses makes what beats as long as the stage of this name goes on
     */
    public synchronized void start(Function<String, Runnable> pulses) {
        started = true;
        byName.forEach((name, stage) -> stage.thread().start(pulses.apply(name)));
    }

    /**
     * A decision was entered: news for those who read the zone, and an event that the others have to pass over before a run can
     * end.
     *
     * @param zone in which something was published; null when nothing was
     */
    public void entered(@Nullable String zone) {
        boolean ending = once && hasRawEnded();
        for (Running stage : byName.values()) {
            if (ending || stage.plan().start().reads().equals(zone)) {
                stage.thread().wake();
            }
        }
    }

    /** Every source of the raw zone has had its scans: what follows only comes from stages. */
    public void rawEnded() {
        synchronized (this) {
            rawEnded = true;
        }
        byName.values().forEach(stage -> stage.thread().wake());
        turned();
    }

    /** Whether the raw zone has had its scans in this run. */
    public synchronized boolean hasRawEnded() {
        return rawEnded;
    }

    /** Whether a stage has nothing in hand and nothing to read for a source, but behind what is blocked. */
    public boolean isSettled(String stage, String source) {
        Running running = byName.get(stage);
        return running == null
                || running.reader().lanes().stream()
                        .filter(lane -> lane.source().equals(source))
                        .allMatch(this::isAtRest);
    }

    private boolean isAtRest(Lane lane) {
        try {
            return lane.isAtRest(ledger.lastEvent());
        } catch (EnvironmentFault unreadable) {
            return false;
        }
    }

    private void turned() {
        boolean end;
        synchronized (this) {
            end = once && rawEnded && !over && (byName.isEmpty() || (started && areAtRest()));
            over |= end;
        }
        if (end) {
            allAtRest.run();
        }
    }

    /** What one stage publishes is an event for the others, so all of them have to have read up to the last. */
    private boolean areAtRest() {
        try {
            long last = ledger.lastEvent();
            return byName.values().stream().allMatch(stage -> isAtRest(stage, last)) && last == ledger.lastEvent();
        } catch (EnvironmentFault fault) {
            return byName.values().stream().allMatch(this::isTroubled); // the ledger is gone: nothing moves any more
        }
    }

    /** A stage that cannot read on has tried. */
    private boolean isAtRest(Running stage, long last) {
        return stage.reader().isAtRest(last) || isTroubled(stage);
    }

    private boolean isTroubled(Running stage) {
        return faults.isTroubled(stage.plan().lane());
    }

    /** Reads nothing more; what is in hand goes on. */
    public void stop() throws InterruptedException {
        for (Running stage : started ? byName.values() : List.<Running>of()) {
            stage.thread().stop();
        }
    }

    /** Saves where every stage stands, once nothing is in hand any more. */
    public void save() throws EnvironmentFault {
        for (Running stage : byName.values()) {
            stage.reader().save(true);
        }
    }
}
