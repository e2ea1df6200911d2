package io.sluice.camel;

import io.sluice.event.Outcome;
import io.sluice.ledger.LedgerQueues;
import io.sluice.ledger.Touched;
import org.apache.camel.Exchange;

/**
 * The file was touched and holds what it held: the ledger learns its new size and mtime, and nothing else happens. A directory
 * that was restored without its times is touched as a whole.
 */
public final class RefreshStep extends DurableStep<Touched, Touched> {
    public RefreshStep(LedgerQueues queues) {
        super(queues.touched()::submit);
    }

    @Override
    Touched prepare(DeliveredFile file, Exchange exchange) {
        return new Touched(
                file.id(), file.attributes().sizeBytes(), file.attributes().mtimeNs());
    }

    @Override
    void durable(Touched touched, DeliveredFile file, Exchange exchange) {
        OutcomeReport.note(exchange, Outcome.UNCHANGED, 0);
    }
}
