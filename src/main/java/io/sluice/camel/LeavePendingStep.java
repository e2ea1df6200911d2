package io.sluice.camel;

import io.sluice.event.Outcome;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file changed while it was read, or was not begun, for example because Camel was stopping and refused it. Nothing
 * of it was recorded, so it is taken again.
 */
public final class LeavePendingStep implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger("pipeline");

    @Override
    public void process(Exchange exchange) {
        Exception why = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (why instanceof LeftPending left) {
            LOG.info("{}", left.getMessage());
            OutcomeReport.note(exchange, left.outcome(), 0);
        } else {
            OutcomeReport.note(exchange, Outcome.GIVEN_BACK, 0);
        }
    }
}
