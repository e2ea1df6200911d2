package io.sluice.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that works on batches. What waits for it is not bounded here: whoever adds holds a permit.
 *
 * @param <T> an item
 */
public final class BatchThread<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchThread.class);

    /** The work. It answers every item. */
    public interface Work<T> {
        void on(List<T> batch);

        /** What {@link #on} threw, or what gathering the batch met: the items without an answer are to get one. */
        void brokeOff(List<T> batch, Throwable why);
    }

    private final Gathering<T> gathering;
    private final Work<T> work;
    private final Thread thread;

    /**
     * Starts the thread.
     *
     * @param moreMayCome whether a batch that has gathered so many items should wait for others
     */
    public BatchThread(String name, Limits limits, ToLongFunction<T> weight, IntPredicate moreMayCome, Work<T> work) {
        this.gathering = new Gathering<>(limits, weight, moreMayCome);
        this.work = work;
        this.thread = new Working(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static final class Working extends Thread {
        Working(Runnable work, String name) {
            super(work, name);
        }
    }

    /** Whether the current thread works on batches: what waits for it would wait for whatever else it is given to do. */
    public static boolean isCurrent() {
        return Thread.currentThread() instanceof Working;
    }

    /**
     * Hands over an item.
     *
     * @return false when this is closed: the item was not taken
     */
    public boolean add(T item) {
        return gathering.add(item);
    }

    private void run() {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = next();
        }
    }

    /** Ends only as it was told to: everything that is handed over waits for this thread. */
    private boolean next() {
        List<T> batch = List.of();
        try {
            batch = new ArrayList<>();
            boolean goesOn = gathering.next(batch);
            if (goesOn) {
                work.on(batch);
            }
            return goesOn;
        } catch (RuntimeException | Error broken) {
            brokeOff(batch, broken);
            return true;
        }
    }

    private void brokeOff(List<T> batch, Throwable why) {
        try {
            work.brokeOff(batch, why);
        } catch (RuntimeException | Error further) {
            why.addSuppressed(further);
            say(why);
        }
    }

    /** Tells an item's owner what became of it; what the owner throws must not keep the answers from the others. */
    public static void tell(Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException | Error e) {
            say(e);
        }
    }

    private static void say(Throwable defect) {
        try {
            LOG.error("Defect in Sluice: a step after a batch broke off", defect);
        } catch (RuntimeException | Error unsaid) {
            defect.addSuppressed(unsaid); // where the log is what cannot be told, nobody is left to tell
        }
    }

    /** Works on what still waits, then ends the thread. */
    @Override
    public void close() {
        gathering.close();
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
