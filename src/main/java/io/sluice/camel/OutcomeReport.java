package io.sluice.camel;

import io.sluice.event.Outcome;
import io.sluice.event.SourceProgress;
import io.sluice.intake.Intake;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the source's progress what became of a file. Registered before Camel's own completion of the file consumer, and
 * so called after it: by then the file has left the in-progress repository.
 */
public final class OutcomeReport implements Synchronization {
    private static final Logger LOG = LoggerFactory.getLogger("pipeline");
    private static final String NOTED = "sluiceOutcome";

    private final Intake intake;
    private final SourceProgress progress;
    private final String path;
    private final long sizeBytes;
    private final Runnable decided;

    private record Noted(Outcome outcome, long bytes) {}

    /** @param decided told before the progress when the decision that the ledger holds on the file stands */
    OutcomeReport(Intake intake, SourceProgress progress, String path, long sizeBytes, Runnable decided) {
        this.decided = decided;
        this.intake = intake;
        this.progress = progress;
        this.path = path;
        this.sizeBytes = sizeBytes;
    }

    /** Notes what became of the exchange's file; the last note counts. */
    public static void note(Exchange exchange, Outcome outcome, long bytes) {
        exchange.setProperty(NOTED, new Noted(outcome, bytes));
    }

    @Override
    public void onComplete(Exchange exchange) {
        report(exchange);
    }

    @Override
    public void onFailure(Exchange exchange) {
        report(exchange);
    }

    private void report(Exchange exchange) {
        Noted noted = exchange.getProperty(NOTED, Noted.class);
        Outcome outcome = noted == null ? null : noted.outcome();
        if (outcome == null && exchange.getException() instanceof RejectedExecutionException) {
            outcome = Outcome.GIVEN_BACK; // Camel is stopping and refuses to go on with what it had queued
        } else if (outcome == null) {
            LOG.error(
                    "{} ended its route without an outcome and stays pending; does a route lack its ledger step, or"
                            + " errors.camel.yaml an exception?",
                    path,
                    exchange.getException());
            outcome = Outcome.DEFECT;
        }
        try {
            if (outcome == Outcome.VALIDATED || outcome == Outcome.REJECTED || outcome == Outcome.UNCHANGED) {
                decided.run();
            }
        } finally {
            intake.ended(sizeBytes);
            progress.done(path, outcome, noted == null ? 0 : noted.bytes());
        }
    }
}
