package io.sluice.camel;

import io.sluice.check.Schema;
import io.sluice.event.Event;
import io.sluice.event.FileRef;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Decision;
import io.sluice.ledger.State;
import io.sluice.ledger.Version;
import io.sluice.zone.Content;
import io.sluice.zone.Published;
import io.sluice.zone.Publisher.StagedFile;
import io.sluice.zone.Replaced;
import java.nio.file.Path;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Publishes what was checked in a zone, under the source and path under which it was read, and enters the decision. In a zone
 * that keeps files as they were read, what was checked must be what was read. A file with other bytes that it replaces is
 * first kept in {@code _backups/runs/<run>/v<version>/<source>/<path>}, behind the zone's name where it is not the validated
 * one. The body that the steps behind it find is the published file, by
 * its digest.
 */
final class PublishProducer extends DefaultAsyncProducer {
    private final Zones zones;
    private final String zone;
    private final Path directory;
    private final boolean identical;
    private final String endpoint;

    PublishProducer(ZoneEndpoint endpoint, Zones zones) {
        super(endpoint);
        this.zones = zones;
        this.zone = endpoint.getName();
        this.directory = zones.settings().zone(zone);
        this.identical = zones.settings().isIdentical(zone);
        this.endpoint = "zone:" + zone;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            publish(exchange, callback);
            return false;
        } catch (Exception why) {
            exchange.setException(why);
            callback.done(true);
            return true;
        }
    }

    private void publish(Exchange exchange, AsyncCallback callback) throws Exception {
        Reading reading = Reading.required(exchange, endpoint);
        if (!zone.equals(reading.purpose().publishes())) {
            throw new StepFault("the stage " + reading.id().stage() + " does not publish to " + endpoint
                    + " by what its own route says; let the route that reads the zone send there itself");
        }
        Schema schema = reading.schema(endpoint);
        reading.take(endpoint);
        Writers writers = zones.writers().get();
        StagedFile staged;
        try {
            staged = stage(reading, checked(exchange, reading, schema), writers);
        } catch (Exception | Error why) {
            reading.giveBack(why);
            throw why;
        }
        Published published = staged.result();
        exchange.getMessage().setBody(ProvedBody.published(published, exchange));
        Checked.release(exchange);
        reading.release();
        Producing producing = new Producing(zones, reading, writers.run(), why -> {
            exchange.setException(why);
            reading.giveBack(why);
            callback.done(false);
        });
        Decision decision = producing.decision(
                zone.equals(ZoneEndpoint.VALIDATED) ? State.VALIDATED : State.PUBLISHED,
                schema,
                belowZone(published.target()),
                published.sha256(),
                0);
        FileRef file = reading.file(writers.run());
        producing.commit(
                staged.publication(),
                () -> writers.deadLetters(reading.id().stage())
                        .remove(reading.id().source(), reading.id().path(), wasRejected(reading)),
                decision,
                recorded -> {
                    zones.events()
                            .publish(new Event.FilePublished(
                                    file,
                                    zone,
                                    recorded.version().number(),
                                    reading.sha256(),
                                    published.sha256(),
                                    decision.sizeBytes(),
                                    producing.seconds()));
                    Changes.publish(zones.events(), file, recorded, published.replaced() == Replaced.BACKED_UP);
                },
                () -> callback.done(false));
    }

    /** What was checked, on the word of the check that it holds; the body may only agree. */
    private Content checked(Exchange exchange, Reading reading, Schema schema) throws StepFault {
        Checked checked = Checked.of(exchange);
        if (checked == null || !checked.document().holdsFor(schema)) {
            throw new StepFault("nothing vouches that the file holds against " + schema.name()
                    + "; let json-validator check it before to: " + endpoint);
        }
        byte[] read = reading.content();
        boolean asRead = read != null && checked.isOf(read);
        if (!asRead && identical) {
            throw new StepFault("what was checked is not what was read, and " + endpoint
                    + " publishes files as they were read; check the file before it is changed");
        }
        if (!bodyIs(checked, exchange)) {
            throw new StepFault(
                    identical
                            ? "a step has changed the body, and " + endpoint
                                    + " publishes files as they were read; leave the body as it is, or put the other content into a header"
                            : "a step has changed the body since it was checked; let json-validator check it after its last change");
        }
        return asRead && read != null
                ? Content.of(read, reading.sha256())
                : Content.of(checked.document().content());
    }

    private static boolean bodyIs(Checked checked, Exchange exchange) {
        try {
            return checked.isOf(exchange.getMessage().getBody(byte[].class));
        } catch (TypeConversionException otherThanBytes) {
            return false;
        }
    }

    private StagedFile stage(Reading reading, Content content, Writers writers) throws EnvironmentFault {
        String place = reading.id().toString();
        zones.freeSpace().require(directory, content.sizeBytes());
        return writers.publisher(zone).stage(content, directory.resolve(place), () -> zones.settings()
                .backups()
                .resolve("runs/" + writers.run() + "/" + ofZone() + "v" + publishedVersion(reading) + "/" + place));
    }

    /** Then there is a dead letter, wherever it is. */
    private static boolean wasRejected(Reading reading) {
        Version current = reading.current();
        return current != null && current.state() == State.REJECTED;
    }

    private String ofZone() {
        return zone.equals(ZoneEndpoint.VALIDATED) ? "" : zone + "/";
    }

    /** The version that the zone may hold: the current one, or the last that held before the current was rejected. */
    private int publishedVersion(Reading reading) throws EnvironmentFault {
        Version current = reading.current();
        if (current == null) {
            return 0;
        }
        return current.state().isPublished()
                ? current.number()
                : zones.ledger()
                        .lastPublished(reading.id())
                        .map(Version::number)
                        .orElse(0);
    }

    /** The publisher has seen to it that the target lies there; {@code relativize} would compare name by name. */
    private String belowZone(Path target) {
        return target.toString().substring(directory.toString().length() + 1);
    }
}
