package io.sluice.pipeline;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * An {@link Error} that a step meets fails its exchange, as an exception does. Camel catches exceptions only: an exchange
 * that met an OutOfMemoryError would never end, and its source's look neither, and the source would not be looked at
 * again.
 */
final class ErrorsEndExchanges implements InterceptStrategy {

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        boolean step = definition instanceof ProcessDefinition || definition instanceof ToDefinition;
        return step ? new Guarded(target) : target;
    }

    private static final class Guarded extends DelegateAsyncProcessor {
        Guarded(Processor step) {
            super(step);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            AtomicBoolean ended = new AtomicBoolean();
            AsyncCallback once = synchronously -> {
                if (ended.compareAndSet(false, true)) {
                    callback.done(synchronously);
                }
            };
            try {
                return super.process(exchange, once);
            } catch (Error error) {
                if (ended.get()) {
                    throw error;
                }
                exchange.setException(error);
                once.done(true);
                return true;
            }
        }
    }
}
