package io.sluice.camel;

import io.sluice.ledger.News;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * The step {@code process: ref: fileEvent}: in place of the content, the body becomes what is to be told of a published file,
 * as a map for a data format: {@code marshal: json}, {@code marshal: csv}.
 */
final class FileEvent implements Processor {
    /** @throws StepFault when the exchange carries no published file */
    @Override
    public void process(Exchange exchange) throws StepFault {
        Reading reading = Reading.required(exchange, "fileEvent");
        News news = reading.purpose().news();
        if (news == null) {
            throw new StepFault(
                    "fileEvent tells of files that are published; the route must begin with from: zone:validated"
                            + " or another zone that is published to");
        }
        Message message = exchange.getMessage();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("delivery_id", message.getHeader(ZoneConstants.DELIVERY_ID));
        event.put("source", reading.id().source());
        event.put("file", reading.id().path());
        event.put("path", reading.path().toString());
        event.put("version", news.number());
        event.put("sha256", reading.sha256());
        event.put("size_bytes", reading.attributes().sizeBytes());
        event.put("schema", news.schema());
        event.put("run", news.run());
        event.put("published_at", news.publishedAt().toString());
        message.setBody(event);
    }
}
