package io.sluice.ledger;

import io.sluice.event.Event;
import io.sluice.event.Events;
import java.util.List;
import java.util.function.IntSupplier;

/** What the steps write to the ledger: one queue for each kind of entry. */
public final class LedgerQueues implements AutoCloseable {
    private final LedgerQueue<Decision, Entered> decisions;
    private final LedgerQueue<Touched, Touched> touched;

    /**
     * @param inHand how many entries wait or may still come; a batch of that many does not wait for others
     * @param events told of each transaction with decisions, before anybody else
     */
    public LedgerQueues(Ledger ledger, IntSupplier inHand, Events events) {
        decisions = new LedgerQueue<>(
                "ledger",
                decided -> {
                    long sinceNs = System.nanoTime();
                    List<Entered> entered = ledger.enter(decided);
                    double seconds = (System.nanoTime() - sinceNs) / 1e9;
                    events.publish(new Event.DecisionsEntered(entered.size(), seconds));
                    return entered;
                },
                Decision::file,
                inHand);
        touched = new LedgerQueue<>(
                "touched",
                files -> {
                    ledger.touched(files);
                    return files;
                },
                Touched::file,
                inHand);
    }

    public LedgerQueue<Decision, Entered> decisions() {
        return decisions;
    }

    public LedgerQueue<Touched, Touched> touched() {
        return touched;
    }

    /** Writes what still waits, then ends the threads. */
    @Override
    public void close() {
        decisions.close();
        touched.close();
    }
}
