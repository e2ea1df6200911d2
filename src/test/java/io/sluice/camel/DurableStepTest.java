package io.sluice.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.batch.Answer;
import io.sluice.intake.RawAttributes;
import io.sluice.ledger.FileId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An exchange ends exactly once, whatever its step meets. */
final class DurableStepTest {
    private final IllegalStateException defect = new IllegalStateException("made by a test");

    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    private final List<Boolean> ended = new ArrayList<>();

    @BeforeEach
    void deliver() {
        new DeliveredFile(
                        new FileId("sff", "a.json"),
                        Path.of("a.json"),
                        new RawAttributes(1, 2, 3, 4),
                        "0".repeat(64),
                        Instant.EPOCH,
                        null)
                .attachTo(exchange);
        exchange.getIn().setBody("bytes");
    }

    private boolean process(
            BiConsumer<String, Answer<String>> submit,
            @Nullable RuntimeException inPrepare,
            @Nullable RuntimeException inDurable) {
        DurableStep<String, String> step = new DurableStep<>(submit) {
            @Override
            String prepare(DeliveredFile file, Exchange exchange) {
                if (inPrepare != null) {
                    throw inPrepare;
                }
                return exchange.getIn().getBody(String.class);
            }

            @Override
            void durable(String result, DeliveredFile file, Exchange exchange) {
                if (inDurable != null) {
                    throw inDurable;
                }
                exchange.setProperty("durable", result + " of " + file.id());
            }
        };
        return step.process(exchange, ended::add);
    }

    @Test
    void goesOnOnceItIsDurableWithoutTheBytes() {
        assertThat(process((bytes, answer) -> answer.done(bytes), null, null)).isFalse();
        assertThat(exchange.getProperty("durable")).isEqualTo("bytes of sff/a.json");
        assertThat(exchange.getIn().getBody()).isNull();
        assertThat(exchange.getException()).isNull();
        assertThat(ended).containsExactly(false);
    }

    @Test
    void whatFailsFailsTheExchange() {
        assertThat(process((bytes, answer) -> answer.failed(defect), null, null))
                .isFalse();
        assertThat(exchange.getException()).isSameAs(defect);
        assertThat(ended).containsExactly(false);
    }

    @Test
    void aDefectBeforeItIsHandedOverFailsTheExchangeAtOnce() {
        assertThat(process((bytes, answer) -> answer.done("never"), defect, null))
                .isTrue();
        assertThat(exchange.getException()).isSameAs(defect);
        assertThat(exchange.getProperty("durable")).isNull();
        assertThat(ended).containsExactly(true);
    }

    @Test
    void aDefectOnceItIsDurableFailsTheExchange() {
        assertThat(process((bytes, answer) -> answer.done(bytes), null, defect)).isFalse();
        assertThat(exchange.getException()).isSameAs(defect);
        assertThat(ended).containsExactly(false);
    }
}
