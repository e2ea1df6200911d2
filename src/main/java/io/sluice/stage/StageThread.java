package io.sluice.stage;

import io.sluice.event.Event;
import io.sluice.event.Events;
import io.sluice.event.Faults;
import io.sluice.fault.EnvironmentFault;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The thread that reads on for one stage: when something was published, when its lanes want more, and every two seconds. */
final class StageThread {
    /** How long a turn keeps from the one before: what is published meanwhile shares a page. */
    private static final long GATHER_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long BUSY_NS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What an operator does beside this process is noticed so late at most. */
    private static final long IDLE_NS = TimeUnit.SECONDS.toNanos(2);

    private final String stage;
    private final String lane;
    private final StageReader reader;
    private final Faults faults;
    private final Events events;
    private final boolean triesAgain;
    private final Runnable turned;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private final Thread thread;
    private long turnedNs = System.nanoTime();
    private Runnable pulse = () -> {};
    private boolean woken;
    private boolean stopping;

    /** @param turned run after each turn, on this thread */
    StageThread(StagePlan plan, StageReader reader, Faults faults, Events events, boolean triesAgain, Runnable turned) {
        this.stage = plan.name();
        this.lane = plan.lane();
        this.reader = reader;
        this.faults = faults;
        this.events = events;
        this.triesAgain = triesAgain;
        this.turned = turned;
        this.thread = new Thread(this::run, "stage " + stage);
        thread.setDaemon(true);
    }

    /** @param beat run with each turn, so that a dead thread is noticed */
    void start(Runnable beat) {
        pulse = beat;
        thread.start();
    }

    void wake() {
        lock.lock();
        try {
            if (!woken) {
                woken = true;
                wake.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread; what is in hand goes on. */
    void stop() throws InterruptedException {
        lock.lock();
        try {
            stopping = true;
            wake.signal();
        } finally {
            lock.unlock();
        }
        thread.join();
    }

    private void run() {
        while (awaitWork()) {
            guarded(pulse);
            guarded(this::turn);
            guarded(turned);
            turnedNs = System.nanoTime();
        }
    }

    private void turn() {
        try {
            if (faults.mayScan(lane)) {
                reader.turn(triesAgain);
                if (faults.isTroubled(lane)) {
                    faults.scanEnded(lane);
                }
            }
        } catch (EnvironmentFault fault) {
            faults.met(lane, fault);
            faults.scanEnded(lane);
        }
    }

    /** The thread ends only as it was told to: a run waits for what it reads. */
    private void guarded(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException | Error defect) {
            try {
                events.publish(
                        new Event.Defect("The stage " + stage + " cannot read on; it is tried again", defect, null));
                faults.brokeOff(lane);
                faults.scanEnded(lane);
            } catch (RuntimeException | Error further) {
                defect.addSuppressed(further); // the next turn meets it again, and tells it then
            }
        }
    }

    /** False when it is time to stop. */
    private boolean awaitWork() {
        lock.lock();
        try {
            long gather = turnedNs + GATHER_NS - System.nanoTime();
            while (!stopping && gather > 0) {
                gather = wake.awaitNanos(gather);
            }
            long left = reader.isBusy() || faults.isTroubled(lane) ? BUSY_NS : IDLE_NS;
            while (!woken && !stopping && left > 0) {
                left = wake.awaitNanos(left);
            }
            woken = false;
            return !stopping;
        } catch (InterruptedException stop) {
            return false;
        } finally {
            lock.unlock();
        }
    }
}
