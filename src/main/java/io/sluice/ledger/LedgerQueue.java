package io.sluice.ledger;

import io.sluice.batch.Answer;
import io.sluice.batch.BatchThread;
import io.sluice.batch.Limits;
import io.sluice.fault.EnvironmentFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the ledger on one thread, and as many entries as wait in one transaction: while a commit waits for the disk, the
 * workers go on with other files, and what they come to meanwhile shares the next commit.
 *
 * <p>What waits is bounded by the {@linkplain io.sluice.intake.Permits permits} under which files are taken up.
 *
 * @param <T> an entry
 * @param <R> what the ledger makes of it
 */
public final class LedgerQueue<T, R> implements AutoCloseable {
    /** Enough that a commit costs each of its files next to nothing; few enough that the first of them waits little. */
    private static final int BATCH_MAX = 256;

    /** What a group commit of files tells one after the other should share a transaction. */
    private static final Duration AGE_MAX = Duration.ofMillis(20);

    private final Write<T, R> write;
    private final Function<T, FileId> about;
    private final BatchThread<Waiting<T, R>> thread;

    /** One transaction: all entries are written, in order, or none. */
    interface Write<T, R> {
        List<R> all(List<T> entries) throws EnvironmentFault;
    }

    private static final class Waiting<T, R> {
        private final T entry;
        private @Nullable Answer<R> answer;

        Waiting(T entry, Answer<R> answer) {
            this.entry = entry;
            this.answer = answer;
        }

        void done(R result) {
            Answer<R> told = answer;
            answer = null;
            if (told != null) {
                BatchThread.tell(() -> told.done(result));
            }
        }

        /** Unless it has its answer. */
        void failed(Throwable why) {
            Answer<R> told = answer;
            answer = null;
            if (told != null) {
                BatchThread.tell(() -> told.failed(why));
            }
        }
    }

    /**
     * @param name the thread's
     * @param about the file of an entry
     * @param inHand how many entries wait or may still come; a batch of that many does not wait for others
     */
    LedgerQueue(String name, Write<T, R> write, Function<T, FileId> about, IntSupplier inHand) {
        this.write = write;
        this.about = about;
        this.thread = new BatchThread<>(
                name,
                new Limits(BATCH_MAX, BATCH_MAX, AGE_MAX),
                waiting -> 1,
                gathered -> gathered < inHand.getAsInt(),
                work());
    }

    private BatchThread.Work<Waiting<T, R>> work() {
        return new BatchThread.Work<>() {
            @Override
            public void on(List<Waiting<T, R>> batch) {
                write(batch);
            }

            @Override
            public void brokeOff(List<Waiting<T, R>> batch, Throwable why) {
                batch.forEach(each -> each.failed(why));
            }
        };
    }

    /** The answer is told on the queue's thread. When it failed, nothing of the entry was written. */
    public void submit(T entry, Answer<R> answer) {
        if (!thread.add(new Waiting<>(entry, answer))) {
            answer.failed(new EnvironmentFault(
                    EnvironmentFault.Kind.INTERRUPTED,
                    Path.of("/"),
                    "Sluice is stopping; the decision on " + about.apply(entry)
                            + " was not recorded, the file stays pending; nothing needs to be done"));
        }
    }

    private void write(List<Waiting<T, R>> batch) {
        List<R> written;
        try {
            written = write.all(batch.stream().map(each -> each.entry).toList());
        } catch (EnvironmentFault fault) {
            batch.forEach(each -> each.failed(fault));
            return;
        } catch (RuntimeException | Error refused) {
            apart(batch, refused);
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).done(written.get(i));
        }
    }

    /** An entry that the ledger refuses must not fail those that share its transaction. */
    private void apart(List<Waiting<T, R>> batch, Throwable refused) {
        if (batch.size() == 1) {
            batch.get(0).failed(refused);
        } else {
            batch.forEach(each -> write(List.of(each)));
        }
    }

    /** Writes what still waits, then ends the thread. */
    @Override
    public void close() {
        thread.close();
    }
}
