package io.sluice.event.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.sluice.text.OneLine;
import java.util.stream.Collectors;

/**
 * {@code %cause}: the exception of an event, each line indented behind a bar. A line break within an exception's message
 * cannot begin what looks like a line of the log.
 */
public final class CauseConverter extends ThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy proxy) {
        return super.throwableProxyToString(proxy)
                .lines()
                .map(line -> "    | " + OneLine.of(line.replace("\t", "    ")) + System.lineSeparator())
                .collect(Collectors.joining());
    }
}
