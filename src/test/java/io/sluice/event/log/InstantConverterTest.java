package io.sluice.event.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantConverterTest {
    private final InstantConverter converter = new InstantConverter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-15T10:30:00.000Z",
                "2024-01-15T10:30:00.007Z",
                "2024-01-15T10:30:59.070Z",
                "2024-02-29T23:59:59.999Z",
                "1969-12-31T23:59:59.001Z"
            })
    void hasThreeDigitsOfTheSecond(String text) {
        LoggingEvent event = new LoggingEvent();
        event.setInstant(Instant.parse(text));
        assertThat(converter.convert(event)).isEqualTo(text);
        assertThat(converter.convert(event)).as("again within the second").isEqualTo(text);
    }
}
