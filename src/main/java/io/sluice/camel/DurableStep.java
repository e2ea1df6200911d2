package io.sluice.camel;

import io.sluice.batch.Answer;
import java.util.function.BiConsumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * A step that hands something over to become durable, together with what comes of other files, and goes on when it is.
 * Asynchronous: the worker takes the next file meanwhile, and the file's bytes are not held.
 *
 * @param <T> what it hands over
 * @param <R> what comes of it
 */
abstract class DurableStep<T, R> extends AsyncProcessorSupport {
    private final BiConsumer<T, Answer<R>> submit;

    /** @param submit hands over; the answer may be told before it returns */
    DurableStep(BiConsumer<T, Answer<R>> submit) {
        this.submit = submit;
    }

    /** Makes what is handed over. */
    abstract T prepare(DeliveredFile file, Exchange exchange) throws Exception;

    /** What was handed over is durable. */
    abstract void durable(R result, DeliveredFile file, Exchange exchange);

    @Override
    public final boolean process(Exchange exchange, AsyncCallback callback) {
        DeliveredFile file;
        T prepared;
        try {
            file = DeliveredFile.of(exchange);
            prepared = prepare(file, exchange);
            ReadStep.release(exchange);
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        submit.accept(prepared, new Answer<>() {
            @Override
            public void done(R result) {
                try {
                    durable(result, file, exchange);
                } catch (RuntimeException e) {
                    exchange.setException(e);
                }
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
