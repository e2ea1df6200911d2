package io.sluice.camel;

import io.sluice.check.Schema;
import io.sluice.check.finding.Findings;
import io.sluice.event.Outcome;
import io.sluice.ledger.News;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultConsumer;

/** Sends files that were read along their route, each in an exchange of its own with the headers that tell of it. */
final class FileExchanges {
    private final DefaultConsumer consumer;
    private final Zones zones;
    private final Outcomes outcomes;

    FileExchanges(DefaultConsumer consumer, Zones zones) {
        this.consumer = consumer;
        this.zones = zones;
        this.outcomes = zones.outcomes();
    }

    /**
     * Sends a file.
     *
     * @param ended told once, on any thread, what the file has come to
     * @return whether its steps have been gone through, as far as the decision; when not, they go on elsewhere
     */
    boolean send(Reading reading, Consumer<Outcome> ended) {
        Exchange exchange = consumer.createExchange(false);
        reading.attachTo(exchange);
        describe(reading, exchange);
        reading.onBreak(why -> brokeOff(reading, exchange, why, ended));
        try {
            boolean synchronously =
                    consumer.getAsyncProcessor().process(exchange, unused -> ended(reading, exchange, ended));
            return synchronously || reading.isTaken();
        } catch (RuntimeException | Error broken) {
            brokeOff(reading, exchange, broken, ended);
            throw broken;
        }
    }

    /** Camel itself broke off: the guard around each step lets nothing of a step's through. */
    private void brokeOff(Reading reading, Exchange exchange, Throwable why, Consumer<Outcome> ended) {
        reading.fails(why);
        ended(reading, exchange, ended);
    }

    /** Comes to its end whatever is thrown while what the file has come to is told. */
    private void ended(Reading reading, Exchange exchange, Consumer<Outcome> ended) {
        if (reading.endWaits(() -> ended(reading, exchange, ended))) {
            return;
        }
        Outcome outcome = Outcome.DEFECT;
        try {
            outcome = outcomes.ofEnded(exchange, reading);
        } finally {
            Outcome known = reading.outcome();
            reading.release();
            ended.accept(known == null ? outcome : known);
            consumer.releaseExchange(exchange, false);
        }
    }

    private void describe(Reading reading, Exchange exchange) {
        Message message = exchange.getMessage();
        String path = reading.id().path();
        message.setHeader(ZoneConstants.FILE_NAME, path);
        message.setHeader(ZoneConstants.FILE_NAME_ONLY, path.substring(path.lastIndexOf('/') + 1));
        message.setHeader(ZoneConstants.FILE_NAME_CONSUMED, path);
        message.setHeader(ZoneConstants.FILE_ABSOLUTE_PATH, reading.path().toString());
        message.setHeader(ZoneConstants.FILE_LENGTH, reading.attributes().sizeBytes());
        message.setHeader(
                ZoneConstants.FILE_LAST_MODIFIED,
                TimeUnit.NANOSECONDS.toMillis(reading.attributes().mtimeNs()));
        message.setHeader(ZoneConstants.SOURCE, reading.id().source());
        message.setHeader(ZoneConstants.STAGE, reading.id().stage());
        message.setHeader(ZoneConstants.SHA256, reading.sha256());
        message.setHeader(ZoneConstants.RUN, zones.writers().get().run());
        News news = reading.purpose().news();
        Schema schema = reading.purpose().schema();
        if (news != null) {
            message.setHeader(ZoneConstants.DELIVERY_ID, reading.id().stage() + "/" + news.version());
            message.setHeader(ZoneConstants.SCHEMA, news.schema());
        } else if (schema != null) {
            message.setHeader(ZoneConstants.SCHEMA, schema.name());
        }
        message.setBody(body(reading, exchange));
    }

    /** What steps find; where no step should look at the content, what says so. A stage's steps may make less of it. */
    private static Object body(Reading reading, Exchange exchange) {
        Findings refused = reading.refused();
        byte[] content = reading.content();
        if (content != null && !refused.failed()) {
            return content.clone();
        }
        return reading.purpose().news() == null ? new RefusedBody(refused) : ProvedBody.read(reading, exchange);
    }
}
