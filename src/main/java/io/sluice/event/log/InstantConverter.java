package io.sluice.event.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Instant;

/**
 * {@code %instant}: when an event was, in UTC to the millisecond, as {@code 2024-01-15T10:30:00.123Z}. A pattern of
 * {@code java.time} costs as much as the rest of a line; here it is asked once a second.
 */
public final class InstantConverter extends ClassicConverter {
    private static final int MILLIS_PER_SECOND = 1_000;

    private volatile Second last = new Second(Long.MIN_VALUE, "");

    /** @param text without a fraction and without the zone */
    private record Second(long epochSecond, String text) {}

    @Override
    public String convert(ILoggingEvent event) {
        long epochMilli = event.getTimeStamp();
        long epochSecond = Math.floorDiv(epochMilli, MILLIS_PER_SECOND);
        Second second = last;
        if (second.epochSecond() != epochSecond) {
            String text = Instant.ofEpochSecond(epochSecond).toString();
            second = new Second(epochSecond, text.substring(0, text.length() - 1));
            last = second;
        }
        int milli = Math.floorMod(epochMilli, MILLIS_PER_SECOND);
        String zeros = milli < 10 ? ".00" : milli < 100 ? ".0" : ".";
        return second.text() + zeros + milli + "Z";
    }
}
