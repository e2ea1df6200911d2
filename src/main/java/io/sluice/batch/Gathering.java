package io.sluice.batch;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for a batch, and when it makes one. Whoever adds an item wakes the thread that gathers only when it has
 * nothing yet, or when the batch is full: a thread that is woken for each item costs more than its item.
 */
final class Gathering<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

    /** How long a batch waits before it asks again whether more may come. */
    private static final long ASK_NS = 2_000_000;

    private final Limits limits;
    private final ToLongFunction<T> weight;
    private final IntPredicate moreMayCome;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition enough = lock.newCondition();
    private final Queue<T> waiting = new ArrayDeque<>();
    private long waitingWeight;
    private int wakeItems = 1;
    private long wakeWeight = Long.MAX_VALUE;
    private boolean closed;

    Gathering(Limits limits, ToLongFunction<T> weight, IntPredicate moreMayCome) {
        this.limits = limits;
        this.weight = weight;
        this.moreMayCome = moreMayCome;
    }

    /** False when this is closed: the item was not taken. */
    boolean add(T item) {
        long weighs = weight.applyAsLong(item);
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            waiting.add(item);
            waitingWeight += weighs;
            if (waiting.size() >= wakeItems || waitingWeight >= wakeWeight) {
                enough.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is added afterwards; what waits is still given out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            enough.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a batch, whatever is thrown: what is in it then no longer waits.
     *
     * @return false when this is closed and nothing waits any more
     */
    boolean next(List<T> batch) {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                enough.awaitUninterruptibly();
            }
            gather(batch);
            return !batch.isEmpty();
        } finally {
            wakeItems = 1;
            wakeWeight = Long.MAX_VALUE;
            lock.unlock();
        }
    }

    private void gather(List<T> batch) {
        long beganNs = System.nanoTime();
        long weighs = take(batch, 0);
        while (!isFull(batch, weighs) && !closed && moreMayCome.test(batch.size())) {
            long leftNs = limits.ageMax().toNanos() - (System.nanoTime() - beganNs);
            if (leftNs <= 0) {
                return;
            }
            wakeItems = limits.itemsMax() - batch.size();
            wakeWeight = limits.weightMax() - weighs;
            try {
                boolean woken = enough.await(Math.min(leftNs, ASK_NS), TimeUnit.NANOSECONDS);
                LOG.trace("{} items wait, woken for them: {}", waiting.size(), woken);
            } catch (InterruptedException e) {
                LOG.debug("Interrupted while waiting: only a close ends the thread", e);
            }
            weighs = take(batch, weighs);
        }
    }

    private boolean isFull(List<T> batch, long weighs) {
        return batch.size() >= limits.itemsMax() || weighs >= limits.weightMax();
    }

    /** Returns what the batch weighs then. */
    private long take(List<T> batch, long before) {
        long weighs = before;
        while (!waiting.isEmpty() && !isFull(batch, weighs)) {
            batch.add(waiting.element());
            long itemWeighs = weight.applyAsLong(waiting.remove());
            waitingWeight -= itemWeighs;
            weighs += itemWeighs;
        }
        return weighs;
    }
}
