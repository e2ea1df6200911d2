package io.sluice.camel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one route: they read its files and run its steps. What comes back from a commit goes ahead of new files, and
 * is never refused: the permits under which files are taken bound it. New files wait in a queue of their own; who finds
 * more waits. What breaks off has told why, and has ended its file; its thread ends, and another takes its place.
 */
final class Workers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("pipeline");

    private final ThreadFactory factory;
    private final int threadsMax;
    private final int newMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Queue<Runnable> resumed = new ArrayDeque<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    private int idle;
    private boolean closed;

    /** @param newMax how many new files may wait */
    Workers(ThreadFactory factory, int threadsMax, int newMax) {
        this.factory = factory;
        this.threadsMax = threadsMax;
        this.newMax = newMax;
    }

    /**
     * Waits until there is room, and queues the work on a new file.
     *
     * @return false when it is time to stop: the work was not queued
     */
    boolean begin(Runnable newWork, BooleanSupplier stopping) {
        lock.lock();
        try {
            while (waiting.size() >= newMax && !closed && !stopping.getAsBoolean()) {
                room.await();
            }
            if (closed || stopping.getAsBoolean()) {
                return false;
            }
            waiting.add(newWork);
            try {
                callForWork();
            } catch (Error noThread) {
                waiting.remove(newWork);
                throw noThread;
            }
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Queues the steps behind a commit, ahead of new files. Where no thread can be had for them, the caller runs them. */
    void resume(Runnable steps) {
        lock.lock();
        try {
            resumed.add(steps);
            callForWork();
            return;
        } catch (Error noThread) {
            LOG.warn("No thread can be started for the steps behind a commit", noThread);
            resumed.remove(steps);
        } finally {
            lock.unlock();
        }
        steps.run();
    }

    /** @throws Error when there is no thread and none can be started */
    private void callForWork() {
        if (idle > 0) {
            work.signal();
        } else if (threads.size() < threadsMax) {
            Thread thread = factory.newThread(this::run);
            threads.add(thread);
            try {
                thread.start();
            } catch (Error noThread) {
                threads.remove(thread);
                if (threads.isEmpty()) {
                    throw noThread;
                }
            }
        }
    }

    private void run() {
        try {
            for (Runnable next = next(); next != null; next = next()) {
                next.run();
            }
        } catch (RuntimeException | Error broken) {
            // what Camel has queued for this thread goes with it, and never runs with another file
            LOG.warn("The work on a file broke off, and its thread is replaced", broken);
        } finally {
            if (!ended()) {
                run(); // no other thread can be had
            }
        }
    }

    /** Null when there will be none. */
    private @org.jspecify.annotations.Nullable Runnable next() {
        lock.lock();
        try {
            while (resumed.isEmpty() && waiting.isEmpty()) {
                if (closed) {
                    return null;
                }
                idle++;
                try {
                    work.awaitUninterruptibly();
                } finally {
                    idle--;
                }
            }
            if (!resumed.isEmpty()) {
                return resumed.remove();
            }
            room.signal();
            return waiting.remove();
        } finally {
            lock.unlock();
        }
    }

    /** False when this thread is the only one, and is still needed. */
    private boolean ended() {
        lock.lock();
        try {
            threads.remove(Thread.currentThread());
            if (!resumed.isEmpty() || !waiting.isEmpty()) {
                callForWork();
            }
            return true;
        } catch (Error noThread) {
            threads.add(Thread.currentThread());
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Takes back the work on new files that was not begun; the queue stays open. */
    List<Runnable> giveBack() {
        lock.lock();
        try {
            List<Runnable> notBegun = List.copyOf(waiting);
            waiting.clear();
            room.signalAll();
            return notBegun;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the threads; one that works on a file is interrupted. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            work.signalAll();
            room.signalAll();
            threads.forEach(Thread::interrupt);
        } finally {
            lock.unlock();
        }
    }
}
