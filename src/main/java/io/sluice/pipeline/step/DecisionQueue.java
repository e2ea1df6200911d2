package io.sluice.pipeline.step;

import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Decision;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records decisions on one thread, and as many as wait in one transaction: while a commit waits for the disk, the workers
 * go on with other files, and whatever they decide meanwhile shares the next commit.
 *
 * <p>What waits is bounded by the {@linkplain io.sluice.pipeline.progress.Intake permits} under which files are taken up.
 */
public final class DecisionQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("ledger");

    /** Enough that a commit costs each of its files next to nothing; few enough that the first of them waits little. */
    private static final int BATCH_MAX = 256;

    private static final int IDLE_MS = 200;

    private final Ledger ledger;
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final Thread writer = new Thread(this::write, "ledger");
    private volatile boolean closed;

    /** Told, on the queue's thread, what became of a decision. */
    interface Answer {
        void recorded(Recorded recorded);

        /** Nothing of the decision was written. */
        void failed(Throwable why);
    }

    private record Waiting(Decision decision, Answer answer) {}

    public DecisionQueue(Ledger ledger) {
        this.ledger = ledger;
        writer.setDaemon(true);
        writer.start();
    }

    void submit(Decision decision, Answer answer) {
        waiting.add(new Waiting(decision, answer));
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>(BATCH_MAX);
        while (!closed || !waiting.isEmpty()) {
            try {
                Waiting first = waiting.poll(IDLE_MS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    waiting.drainTo(batch, BATCH_MAX - 1);
                    record(batch);
                    batch.clear();
                }
            } catch (InterruptedException e) {
                LOG.debug("Interrupted while idle; only close() ends this thread", e);
            }
        }
    }

    private void record(List<Waiting> batch) {
        try {
            List<Recorded> recorded =
                    ledger.recordAll(batch.stream().map(Waiting::decision).toList());
            for (int i = 0; i < batch.size(); i++) {
                Answer answer = batch.get(i).answer();
                Recorded version = recorded.get(i);
                tell(() -> answer.recorded(version));
            }
        } catch (EnvironmentFault fault) {
            batch.forEach(each -> tell(() -> each.answer().failed(fault)));
        } catch (RuntimeException | Error refused) {
            apart(batch, refused);
        }
    }

    /** A decision that the ledger refuses must not fail those that share its transaction. */
    private void apart(List<Waiting> batch, Throwable refused) {
        if (batch.size() == 1) {
            tell(() -> batch.get(0).answer().failed(refused));
        } else {
            batch.forEach(each -> record(List.of(each)));
        }
    }

    private static void tell(Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException | Error e) {
            LOG.error("Defect in Sluice: a file's route could not be ended; the file stays in hand until a restart", e);
        }
    }

    /** Records what still waits, then ends the thread. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
