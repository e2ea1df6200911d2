package io.sluice.camel;

import io.sluice.check.Schema;
import io.sluice.check.finding.Finding;
import io.sluice.check.finding.Findings;
import io.sluice.event.Event;
import io.sluice.event.FileRef;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Decision;
import io.sluice.ledger.State;
import io.sluice.ledger.Version;
import io.sluice.zone.Content;
import io.sluice.zone.DeadLetter;
import io.sluice.zone.Publication;
import java.nio.file.Path;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Keeps a file that the check has found to fail in the dead-letter folder, as it was read and with its reasons, and enters
 * REJECTED. What was published of an earlier version stays. A document above the size limit is copied from the raw zone, and
 * the copy must have the digest that was read.
 *
 * <p>It stands where exceptions are handled, and Camel hands on no exception from there. So what it meets itself becomes
 * the file's outcome, and the exchange stops.
 */
final class DeadLetterProducer extends DefaultAsyncProducer {
    private final Zones zones;
    private final Outcomes outcomes;
    private final String endpoint;

    DeadLetterProducer(ZoneEndpoint endpoint, Zones zones) {
        super(endpoint);
        this.zones = zones;
        this.outcomes = zones.outcomes();
        this.endpoint = "zone:" + endpoint.getName();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            keep(exchange, callback);
            return false;
        } catch (Exception | Error why) {
            ends(exchange, why);
            callback.done(true);
            return true;
        }
    }

    private void ends(Exchange exchange, Throwable why) {
        Reading reading = Reading.of(exchange);
        if (reading != null
                && !(why instanceof EnvironmentFault || why instanceof LeftPending || why instanceof StepFault)) {
            reading.cameTo(outcomes.brokeOff(reading.file(), why));
        } else {
            outcomes.settle(exchange, why);
        }
        exchange.setRouteStop(true);
    }

    private void keep(Exchange exchange, AsyncCallback callback) throws Exception {
        Reading reading = Reading.required(exchange, endpoint);
        Checked checked = Checked.of(exchange);
        Findings findings = checked == null ? null : checked.findings();
        if (checked == null || findings == null) {
            throw new StepFault(endpoint + " keeps what a check has found to fail, and none has");
        }
        Schema schema = reading.schema(endpoint);
        boolean asRead = findings.equals(reading.refused()) || checked.isOf(reading.content());
        if (!findings.equals(reading.refused()) && !(checked.fails(schema) && (asRead || mayDiffer(reading)))) {
            throw new StepFault("what was found to fail is not the file as it was read, held against " + schema.name()
                    + "; check the file before it is changed");
        }
        reading.take(endpoint);
        Writers writers = zones.writers().get();
        Publication staged;
        try {
            staged = asRead
                    ? stage(reading, schema, findings, writers)
                    : stage(reading, schema, Content.of(checked.document().content()), findings, writers);
        } catch (Exception | Error why) {
            reading.giveBack(why);
            throw why;
        }
        exchange.getMessage().setBody(null);
        Checked.release(exchange);
        reading.release();
        Producing producing = new Producing(zones, reading, writers.run(), why -> {
            ends(exchange, why);
            reading.giveBack(why);
            callback.done(false);
        });
        Decision decision = producing.decision(State.REJECTED, schema, null, null, findings.errorCount());
        Path reasons = writers.deadLetters(reading.id().stage())
                .reasonPath(reading.id().source(), reading.id().path());
        FileRef file = reading.file(writers.run());
        producing.commit(
                staged,
                () -> exchange.getMessage().setHeader(ZoneConstants.REASON_FILE, reasons.toString()),
                decision,
                recorded -> {
                    zones.events().publish(rejected(file, recorded.version(), findings, reasons, producing.seconds()));
                    Changes.publish(zones.events(), file, recorded, false);
                },
                () -> callback.done(false));
    }

    /** Whether what is checked may be what steps have made of the file: then that is kept, for the reasons speak of it. */
    private boolean mayDiffer(Reading reading) {
        String publishes = reading.purpose().publishes();
        return publishes != null && !zones.settings().isIdentical(publishes);
    }

    private Publication stage(Reading reading, Schema schema, Findings findings, Writers writers)
            throws EnvironmentFault, LeftPending {
        byte[] content = reading.content();
        if (content != null) {
            return stage(reading, schema, Content.of(content, reading.sha256()), findings, writers);
        }
        Content copy = Content.copyOf(reading.path(), reading.attributes().sizeBytes(), reading.sha256());
        try {
            return stage(reading, schema, copy, findings, writers);
        } catch (EnvironmentFault fault) {
            if (fault.kind() == EnvironmentFault.Kind.INTEGRITY) {
                throw LeftPending.changed(reading.id().toString());
            }
            throw fault;
        }
    }

    private Publication stage(Reading reading, Schema schema, Content content, Findings findings, Writers writers)
            throws EnvironmentFault {
        zones.freeSpace().require(zones.settings().deadLetter(), content.sizeBytes());
        DeadLetter letter = new DeadLetter(
                reading.id().source(),
                reading.id().path(),
                content.sizeBytes(),
                content.sha256(),
                schema.name(),
                schema.sha256(),
                zones.clock().instant(),
                writers.run(),
                findings);
        return writers.deadLetters(reading.id().stage()).stage(letter, content);
    }

    private static Event.FileRejected rejected(
            FileRef file, Version version, Findings findings, Path reasons, double seconds) {
        Finding first = findings.kept().get(0);
        return new Event.FileRejected(
                file,
                version.number(),
                version.sha256(),
                version.sizeBytes(),
                seconds,
                first.code().code(),
                first.line() == null ? "" : "line " + first.line() + ", column " + first.column(),
                first.pointer(),
                first.message(),
                findings.errorCount(),
                reasons);
    }
}
