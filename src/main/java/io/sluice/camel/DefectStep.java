package io.sluice.camel;

import io.sluice.event.Outcome;
import io.sluice.intake.Intake;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Sluice is wrong: said in full. Nothing of the file was recorded, so it is taken again. */
public final class DefectStep implements Processor {
    private final Intake intake;

    public DefectStep(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void process(Exchange exchange) {
        String file = exchange.getIn().getHeader(Exchange.FILE_NAME, "?", String.class);
        intake.defect(
                exchange.getFromRouteId() + "/" + file + " stays pending",
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        OutcomeReport.note(exchange, Outcome.DEFECT, 0);
    }
}
