package io.sluice.pipeline.step;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * A step that writes to the ledger and goes on when that is committed. Asynchronous: the worker takes the next file
 * meanwhile, and the file's bytes are not held.
 *
 * @param <T> what it writes
 * @param <R> what the ledger makes of it
 */
abstract class LedgerStep<T, R> extends AsyncProcessorSupport {
    private final LedgerQueue<T, R> queue;

    LedgerStep(LedgerQueue<T, R> queue) {
        this.queue = queue;
    }

    /** What there is to write of a file. */
    abstract T entry(DeliveredFile file, Exchange exchange);

    /** The entry is committed. */
    abstract void written(R result, DeliveredFile file, Exchange exchange);

    @Override
    public final boolean process(Exchange exchange, AsyncCallback callback) {
        DeliveredFile file;
        T entry;
        try {
            file = DeliveredFile.of(exchange);
            entry = entry(file, exchange);
            exchange.getIn().setBody(null);
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        queue.submit(entry, new LedgerQueue.Answer<>() {
            @Override
            public void written(R result) {
                LedgerStep.this.written(result, file, exchange);
                callback.done(false);
            }

            @Override
            public void failed(Throwable why) {
                exchange.setException(why);
                callback.done(false);
            }
        });
        return false;
    }
}
