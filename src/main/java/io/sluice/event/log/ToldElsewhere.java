package io.sluice.event.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/** Passes over the lines of one logger. */
final class ToldElsewhere extends Filter<ILoggingEvent> {
    private final String logger;

    ToldElsewhere(String logger) {
        this.logger = logger;
        start();
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return event.getLoggerName().equals(logger) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
