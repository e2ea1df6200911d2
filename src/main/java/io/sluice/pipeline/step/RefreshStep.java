package io.sluice.pipeline.step;

import io.sluice.ledger.Touched;
import io.sluice.pipeline.consume.OutcomeReport;
import io.sluice.pipeline.progress.Outcome;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * The file was touched and holds what it held: the ledger learns its new size and mtime, and nothing else happens.
 * Asynchronous, as {@link RecordStep}: a directory that was restored without its times is touched as a whole.
 */
public final class RefreshStep extends AsyncProcessorSupport {
    private final LedgerQueues queues;

    public RefreshStep(LedgerQueues queues) {
        this.queues = queues;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            DeliveredFile file = DeliveredFile.of(exchange);
            exchange.getIn().setBody(null);
            queues.touched()
                    .submit(
                            new Touched(
                                    file.id(),
                                    file.attributes().sizeBytes(),
                                    file.attributes().mtimeNs()),
                            new Answer(exchange, callback));
            return false;
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private record Answer(Exchange exchange, AsyncCallback callback) implements LedgerQueue.Answer<Touched> {
        @Override
        public void written(Touched file) {
            OutcomeReport.note(exchange, Outcome.UNCHANGED, 0);
            callback.done(false);
        }

        @Override
        public void failed(Throwable why) {
            exchange.setException(why);
            callback.done(false);
        }
    }
}
