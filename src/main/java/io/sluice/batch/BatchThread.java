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

    /** The work. It answers every item; what it throws ends nothing but is said as a defect. */
    public interface Work<T> {
        void on(List<T> batch);
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
            try {
                T first = waiting.poll(IDLE_MS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    work(gather(first));
                }
            } catch (InterruptedException e) {
                LOG.debug("Interrupted while idle; only close() ends this thread", e);
            }
        }
    }

    private List<T> gather(T first) throws InterruptedException {
        List<T> batch = new ArrayList<>();
        long beganNs = System.nanoTime();
        long weighs = 0;
        for (T next = first; next != null; next = next(batch.size(), weighs, beganNs)) {
            batch.add(next);
            weighs += weight.applyAsLong(next);
        }
        return batch;
    }

    /** Null when the batch is closed. */
    private @Nullable T next(int items, long weighs, long beganNs) throws InterruptedException {
        if (items >= limits.itemsMax() || weighs >= limits.weightMax()) {
            return null;
        }
        T next = waiting.poll();
        while (next == null && !closed && moreMayCome.test(items)) {
            long leftNs = limits.ageMax().toNanos() - (System.nanoTime() - beganNs);
            if (leftNs <= 0) {
                break;
            }
            next = waiting.poll(Math.min(leftNs, ASK_NS), TimeUnit.NANOSECONDS);
        }
        return next;
    }

    private void work(List<T> batch) {
        try {
            work.on(batch);
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "Defect in Sluice: a batch of {} broke off; its files stay in hand until a restart",
                    batch.size(),
                    e);
        }
    }

    /** Tells an item's owner what became of it. What the owner throws must not keep the answers from the others. */
    public static void tell(Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException | Error e) {
            LOG.error("Defect in Sluice: a file's route could not be ended; the file stays in hand until a restart", e);
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
