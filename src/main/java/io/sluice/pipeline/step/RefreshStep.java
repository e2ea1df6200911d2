package io.sluice.pipeline.step;

import io.sluice.ledger.Ledger;
import io.sluice.pipeline.consume.OutcomeReport;
import io.sluice.pipeline.progress.Outcome;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The file was touched and holds what it held: the ledger learns its new size and mtime, and nothing else happens. */
public final class RefreshStep implements Processor {
    private final Ledger ledger;

    public RefreshStep(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        DeliveredFile file = DeliveredFile.of(exchange);
        ledger.touched(
                file.id(), file.attributes().sizeBytes(), file.attributes().mtimeNs());
        OutcomeReport.note(exchange, Outcome.UNCHANGED, 0);
    }
}
