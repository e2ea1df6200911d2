package io.sluice.camel;

import io.sluice.event.Outcome;
import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.Intake;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The world is wrong: said once per cause. Nothing of the file was recorded, so it is taken again after a pause. A stop
 * that interrupts a worker is no fault: the file is given back.
 */
public final class EnvironmentFaultStep implements Processor {
    private final Intake intake;

    public EnvironmentFaultStep(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void process(Exchange exchange) {
        EnvironmentFault fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, EnvironmentFault.class);
        if (fault.kind() == EnvironmentFault.Kind.INTERRUPTED) {
            OutcomeReport.note(exchange, Outcome.GIVEN_BACK, 0);
        } else {
            intake.faults().met(exchange.getFromRouteId(), fault);
            OutcomeReport.note(exchange, Outcome.FAULT, 0);
        }
    }
}
