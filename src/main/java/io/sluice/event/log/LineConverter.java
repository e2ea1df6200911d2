package io.sluice.event.log;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.sluice.text.OneLine;

/** {@code %line}: the message on one line, whatever a file name in it contains. */
public final class LineConverter extends MessageConverter {
    @Override
    public String convert(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        return message == null ? "" : OneLine.of(message);
    }
}
