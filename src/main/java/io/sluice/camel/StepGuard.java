package io.sluice.camel;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Stands around each step of each route, so that a step fails closed: whatever it throws becomes the exchange's exception,
 * and the exchange goes on only when the step has returned.
 *
 * <p>Camel alone does neither for an {@link Error}. Its bridge to a step that knows no callback calls the callback in a {@code
 * finally}, before the error has gone anywhere: the steps behind are queued as if this one had succeeded, and run when the
 * thread takes up its next exchange. And where nobody calls back, an exchange that met an error never ends.
 */
final class StepGuard implements InterceptStrategy {

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return definition instanceof ToDefinition ? new CheckingStep(target) : new Step(target);
    }

    private static class Step extends DelegateAsyncProcessor {
        Step(Processor step) {
            super(step);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            HeldBack held = new HeldBack(callback);
            boolean synchronously = true;
            try {
                synchronously = step(exchange, held);
            } catch (Throwable thrown) {
                exchange.setException(thrown);
                held.done(true);
            }
            held.stepReturned(synchronously);
            return synchronously;
        }

        boolean step(Exchange exchange, AsyncCallback callback) {
            return processor.process(exchange, callback);
        }
    }

    /** A step that may be a check. */
    private static final class CheckingStep extends Step {
        CheckingStep(Processor step) {
            super(step);
        }

        @Override
        boolean step(Exchange exchange, AsyncCallback callback) {
            CheckReceipt receipt = CheckReceipt.stepBegins();
            try {
                return super.step(exchange, callback);
            } finally {
                receipt.stepEnded(exchange);
            }
        }
    }

    /** Calls the callback once: when the step is done and has returned. */
    private static final class HeldBack implements AsyncCallback {
        private static final int DONE = 1;
        private static final int RETURNED = 2;

        private final AsyncCallback callback;
        private final AtomicInteger state = new AtomicInteger();

        HeldBack(AsyncCallback callback) {
            this.callback = callback;
        }

        @Override
        public void done(boolean synchronously) {
            happened(DONE, synchronously);
        }

        void stepReturned(boolean synchronously) {
            happened(RETURNED, synchronously);
        }

        private void happened(int what, boolean synchronously) {
            int before = state.getAndAccumulate(what, (happened, now) -> happened | now);
            if ((before & what) == 0 && (before | what) == (DONE | RETURNED)) {
                callback.done(synchronously);
            }
        }
    }
}
