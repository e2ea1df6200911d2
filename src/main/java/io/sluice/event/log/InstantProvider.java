package io.sluice.event.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import net.logstash.logback.composite.AbstractJsonProvider;

/** The field {@code timestamp}, as {@link InstantConverter} writes it. */
public final class InstantProvider extends AbstractJsonProvider<ILoggingEvent> {
    private final InstantConverter instant = new InstantConverter();

    @Override
    public void writeTo(JsonGenerator generator, ILoggingEvent event) throws IOException {
        generator.writeStringField("timestamp", instant.convert(event));
    }
}
