package io.sluice.camel;

import io.sluice.intake.Intake;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.RouteAware;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a poll through only when the look before it has ended, no pause after a fault lasts, the mode (once or watching)
 * wants another look, and there is something to look for.
 */
public final class PollGate implements PollingConsumerPollStrategy {
    private static final Logger LOG = LoggerFactory.getLogger("scan");

    private final Intake intake;

    public PollGate(Intake intake) {
        this.intake = intake;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        return intake.mayLook(((RouteAware) consumer).getRoute().getRouteId())
                && !(consumer instanceof RawFileConsumer raw && raw.rests());
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        // the consumer reports what its look found as it ends
    }

    /** A look that failed for a reason other than an environment fault: a defect, said with its stack trace. */
    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        intake.defect("A look at " + endpoint + " failed; it is tried again", cause);
        LOG.debug("Poll of {} rolled back", endpoint);
        return false;
    }
}
