package io.sluice.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that works on batches. What waits for it is not bounded here: whoever adds holds a permit.
 *
 * @param <T> an item
 */
public final class BatchThread<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchThread.class);
    private static final int IDLE_MS = 200;

    /** How long a batch waits before it asks again whether more may come. */
    private static final long ASK_NS = 2_000_000;

    /** The work. It answers every item. */
    public interface Work<T> {
        void on(List<T> batch);

        /** What {@link #on} threw, or what gathering the batch met: the items without an answer are to get one. */
        void brokeOff(List<T> batch, Throwable why);
    }

    private final Limits limits;
    private final ToLongFunction<T> weight;
    private final IntPredicate moreMayCome;
    private final Work<T> work;
    private final BlockingQueue<T> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Starts the thread.
     *
     * @param moreMayCome whether a batch that has gathered so many items should wait for others
     */
    public BatchThread(String name, Limits limits, ToLongFunction<T> weight, IntPredicate moreMayCome, Work<T> work) {
        this.limits = limits;
        this.weight = weight;
        this.moreMayCome = moreMayCome;
        this.work = work;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Hands over an item.
     *
     * @return false when this is closed: the item was not taken
     */
    public boolean add(T item) {
        waiting.add(item);
        return !(closed && waiting.remove(item));
    }

    private void run() {
        while (!closed || !waiting.isEmpty()) {
            List<T> batch = new ArrayList<>();
            try {
                gather(batch);
                if (!batch.isEmpty()) {
                    work.on(batch);
                }
            } catch (RuntimeException | Error broken) {
                tell(() -> work.brokeOff(batch, broken));
            }
        }
    }

    private void gather(List<T> batch) {
        T next = poll(TimeUnit.MILLISECONDS.toNanos(IDLE_MS));
        long beganNs = System.nanoTime();
        long weighs = 0;
        while (next != null) {
            batch.add(next);
            weighs += weight.applyAsLong(next);
            next = next(batch.size(), weighs, beganNs);
        }
    }

    /** Null when the batch is closed. */
    private @Nullable T next(int items, long weighs, long beganNs) {
        if (items >= limits.itemsMax() || weighs >= limits.weightMax()) {
            return null;
        }
        T next = waiting.poll();
        while (next == null && !closed && moreMayCome.test(items)) {
            long leftNs = limits.ageMax().toNanos() - (System.nanoTime() - beganNs);
            if (leftNs <= 0) {
                break;
            }
            next = poll(Math.min(leftNs, ASK_NS));
        }
        return next;
    }

    /** An interrupt ends the wait and nothing else: only {@link #close} ends the thread. */
    private @Nullable T poll(long atMostNs) {
        try {
            return waiting.poll(atMostNs, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            LOG.debug("Interrupted while waiting", e);
            return null;
        }
    }

    /** Tells an item's owner what became of it; what the owner throws must not keep the answers from the others. */
    public static void tell(Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException | Error e) {
            LOG.error("Defect in Sluice: a step after a batch broke off", e);
        }
    }

    /** Works on what still waits, then ends the thread. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
