package io.sluice.ledger;

import java.util.function.IntSupplier;

/** What the steps write to the ledger: one queue for each kind of entry. */
public final class LedgerQueues implements AutoCloseable {
    private final LedgerQueue<Decision, Entered> decisions;
    private final LedgerQueue<Touched, Touched> touched;

    /** @param inHand how many entries wait or may still come; a batch of that many does not wait for others */
    public LedgerQueues(Ledger ledger, IntSupplier inHand) {
        decisions = new LedgerQueue<>("ledger", ledger::enter, Decision::file, inHand);
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
