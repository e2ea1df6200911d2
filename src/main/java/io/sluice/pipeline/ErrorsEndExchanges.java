package io.sluice.pipeline;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
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
            Once once = new Once(callback);
            try {
                return super.process(exchange, once);
            } catch (Error error) {
                if (once.wasCalled()) {
                    throw error;
                }
                exchange.setException(error);
                once.done(true);
                return true;
            }
        }
    }

    /** Hands on the first call. */
    private static final class Once implements AsyncCallback {
        private static final AtomicIntegerFieldUpdater<Once> CALLS =
                AtomicIntegerFieldUpdater.newUpdater(Once.class, "calls");

        private final AsyncCallback callback;
        private volatile int calls;

        Once(AsyncCallback callback) {
            this.callback = callback;
        }

        boolean wasCalled() {
            return calls != 0;
        }

        @Override
        public void done(boolean synchronously) {
            if (CALLS.compareAndSet(this, 0, 1)) {
                callback.done(synchronously);
            }
        }
    }
}
