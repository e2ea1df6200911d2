package io.sluice.pipeline.step;

import io.sluice.batch.BatchThread;
import io.sluice.batch.Limits;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Decision;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.Recorded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Records decisions on one thread, and as many as wait in one transaction: while a commit waits for the disk, the workers
 * go on with other files, and whatever they decide meanwhile shares the next commit.
 *
 * <p>What waits is bounded by the {@linkplain io.sluice.pipeline.progress.Permits permits} under which files are taken up.
 */
public final class DecisionQueue implements AutoCloseable {
    /** Enough that a commit costs each of its files next to nothing; few enough that the first of them waits little. */
    private static final int BATCH_MAX = 256;

    /** What a group commit of files tells one after the other should share a transaction. */
    private static final Duration AGE_MAX = Duration.ofMillis(20);

    private final Ledger ledger;
    private final BatchThread<Waiting> thread;

    /** Told, on the queue's thread, what became of a decision. */
    interface Answer {
        void recorded(Recorded recorded);

        /** Nothing of the decision was written. */
        void failed(Throwable why);
    }

    private record Waiting(Decision decision, Answer answer) {}

    /** @param inHand how many decisions wait or may still come; a batch of that many does not wait for others */
    public DecisionQueue(Ledger ledger, IntSupplier inHand) {
        this.ledger = ledger;
        this.thread = new BatchThread<>(
                "ledger",
                new Limits(BATCH_MAX, BATCH_MAX, AGE_MAX),
                waiting -> 1,
                gathered -> gathered < inHand.getAsInt(),
                work());
    }

    private BatchThread.Work<Waiting> work() {
        return new BatchThread.Work<>() {
            @Override
            public void on(List<Waiting> batch) {
                record(batch);
            }

            @Override
            public void brokeOff(List<Waiting> batch, Throwable why) {
                batch.forEach(each -> BatchThread.tell(() -> each.answer().failed(why)));
            }
        };
    }

    void submit(Decision decision, Answer answer) {
        if (!thread.add(new Waiting(decision, answer))) {
            answer.failed(new EnvironmentFault(
                    EnvironmentFault.Kind.INTERRUPTED,
                    Path.of("/"),
                    "Sluice is stopping; the decision on " + decision.file()
                            + " was not recorded, the file stays pending; nothing needs to be done"));
        }
    }

    private void record(List<Waiting> batch) {
        try {
            List<Recorded> recorded =
                    ledger.recordAll(batch.stream().map(Waiting::decision).toList());
            for (int i = 0; i < batch.size(); i++) {
                Answer answer = batch.get(i).answer();
                Recorded version = recorded.get(i);
                BatchThread.tell(() -> answer.recorded(version));
            }
        } catch (EnvironmentFault fault) {
            batch.forEach(each -> BatchThread.tell(() -> each.answer().failed(fault)));
        } catch (RuntimeException | Error refused) {
            apart(batch, refused);
        }
    }

    /** A decision that the ledger refuses must not fail those that share its transaction. */
    private void apart(List<Waiting> batch, Throwable refused) {
        if (batch.size() == 1) {
            BatchThread.tell(() -> batch.get(0).answer().failed(refused));
        } else {
            batch.forEach(each -> record(List.of(each)));
        }
    }

    /** Records what still waits, then ends the thread. */
    @Override
    public void close() {
        thread.close();
    }
}
