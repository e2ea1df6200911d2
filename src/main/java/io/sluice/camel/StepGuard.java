package io.sluice.camel;

import io.sluice.batch.BatchThread;
import io.sluice.event.Event;
import io.sluice.event.Events;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Stands around each step of each route.
 *
 * <p>A step fails closed: whatever it throws becomes the exchange's exception, and the exchange goes on only when the step
 * has returned. Camel alone does neither for an {@link Error}. Its bridge to a step that knows no callback calls the callback
 * in a {@code finally}, before the error has gone anywhere: the steps behind are queued as if this one had succeeded, and run
 * when the thread takes up its next exchange. And where nobody calls back, an exchange that met an error never ends.
 *
 * <p>A thread that commits for all routes runs no route's steps: what comes back on it goes on with the workers of its own
 * route, unless nothing is left to do.
 */
final class StepGuard implements InterceptStrategy {
    private final Events events;

    StepGuard(Events events) {
        this.events = events;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return definition instanceof ToDefinition
                ? new CheckingStep(events, definition, target)
                : new Step(events, definition, target);
    }

    private static class Step extends DelegateAsyncProcessor {
        private final Events events;
        private final NamedNode definition;
        private final boolean last;
        private @Nullable String shown;

        Step(Events events, NamedNode definition, Processor step) {
            super(step);
            this.events = events;
            this.definition = definition;
            this.last = isLast(definition);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            HeldBack held = new HeldBack(this, exchange, callback, events.wantsSteps() ? System.nanoTime() : 0);
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

        private void ended(Exchange exchange, AsyncCallback callback, boolean synchronously, long sinceNs) {
            boolean failed = exchange.getException() != null;
            try {
                if (sinceNs != 0) {
                    publishEnd(exchange, sinceNs);
                }
                if (failed) {
                    FailedStep.note(exchange, definition);
                }
            } catch (Throwable thrown) {
                exchange.setException(thrown);
                failed = true;
            }
            boolean inPlace = (last && !failed && !hasCompletions(exchange)) || !BatchThread.isCurrent();
            Reading reading = inPlace ? null : Reading.of(exchange);
            if (reading == null) {
                callback.done(synchronously);
            } else {
                reading.workers().resume(() -> goOn(reading, callback));
            }
        }

        /** Nobody else waits for it here: what Camel itself throws must end the file's way. */
        private static void goOn(Reading reading, AsyncCallback callback) {
            try {
                callback.done(false);
            } catch (RuntimeException | Error broken) {
                reading.breaksOff(broken);
                throw broken;
            }
        }

        private void publishEnd(Exchange exchange, long sinceNs) {
            Reading reading = Reading.of(exchange);
            if (reading != null) {
                events.publish(new Event.StepEnded(
                        reading.file().stage(), reading.file().source(), shown(), (System.nanoTime() - sinceNs) / 1e9));
            }
        }

        /** Put together once: it takes as long as a short step. */
        private String shown() {
            String known = shown;
            if (known == null) {
                known = FailedStep.shown(definition);
                shown = known;
            }
            return known;
        }

        private static boolean hasCompletions(Exchange exchange) {
            Route route = ExchangeHelper.getRoute(exchange);
            return route == null || !route.getOnCompletions().isEmpty();
        }

        /** Whether its route, or what handles an exception, ends with it. */
        private static boolean isLast(NamedNode definition) {
            if (!(definition instanceof ProcessorDefinition<?> step)) {
                return false;
            }
            ProcessorDefinition<?> parent = step.getParent();
            if (!(parent instanceof RouteDefinition || parent instanceof OnExceptionDefinition)) {
                return false;
            }
            List<ProcessorDefinition<?>> siblings = parent.getOutputs();
            return siblings.get(siblings.size() - 1) == step;
        }
    }

    /** A step that may be a check. */
    private static final class CheckingStep extends Step {
        CheckingStep(Events events, NamedNode definition, Processor step) {
            super(events, definition, step);
        }

        @Override
        boolean step(Exchange exchange, AsyncCallback callback) {
            Checked.Step check = new Checked.Step(exchange);
            try {
                return super.step(exchange, callback);
            } finally {
                check.close();
            }
        }
    }

    /** Ends the step once: when it is done and has returned. */
    private static final class HeldBack implements AsyncCallback {
        private static final int DONE = 1;
        private static final int RETURNED = 2;

        private final Step step;
        private final Exchange exchange;
        private final AsyncCallback callback;
        private final long sinceNs;
        private final AtomicInteger state = new AtomicInteger();

        /** @param sinceNs {@link System#nanoTime} when the step began; 0 when nobody measures it */
        HeldBack(Step step, Exchange exchange, AsyncCallback callback, long sinceNs) {
            this.step = step;
            this.exchange = exchange;
            this.callback = callback;
            this.sinceNs = sinceNs;
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
                step.ended(exchange, callback, synchronously, sinceNs);
            }
        }
    }
}
