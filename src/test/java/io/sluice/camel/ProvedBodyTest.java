package io.sluice.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.zone.Published;
import io.sluice.zone.Replaced;
import io.sluice.zone.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is read together with its digest, or not to its end. */
@SuppressWarnings("NullAway.Init") // by write
final class ProvedBodyTest {
    private static final String CONTENT = "0123456789".repeat(20_000);

    @TempDir
    private Path directory;

    private Path file;
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("a.json"), CONTENT);
    }

    private ProvedBody body() throws IOException {
        return ProvedBody.published(new Published(file, Files.size(file), Sha256.of(file), Replaced.NOTHING), exchange);
    }

    private static String text(ProvedBody body) throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void itIsReadFromItsBeginningAsOftenAsItIsAskedFor() throws Exception {
        try (ProvedBody body = body()) {
            assertThat(text(body)).isEqualTo(CONTENT);
            assertThat(body.read()).isEqualTo(-1);
            body.reset();
            assertThat(body.read()).isEqualTo('0');
            body.reset();
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            body.writeTo(written);
            assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo(CONTENT);
        }
    }

    @Test
    void aCopyHasAPositionOfItsOwn() throws Exception {
        try (ProvedBody body = body();
                ProvedBody copy = (ProvedBody) body.copy(exchange)) {
            assertThat(body.readNBytes(10)).hasSize(10);
            assertThat(text(copy)).isEqualTo(CONTENT);
            assertThat(body.readAllBytes()).hasSize(CONTENT.length() - 10);
        }
    }

    @Test
    void anEmptyFileIsRead() throws Exception {
        Files.writeString(file, "");
        try (ProvedBody body = body()) {
            assertThat(body.readAllBytes()).isEmpty();
        }
    }

    /** As many bytes, fewer, none, more: a reader of exactly as many bytes as were said is told, too. */
    @ParameterizedTest
    @ValueSource(strings = {"as many", "fewer", "none", "other and more", "gone"})
    void ofOtherBytesTheLastAreNeverHandedOut(String how) throws Exception {
        try (ProvedBody body = body()) {
            switch (how) {
                case "as many" -> Files.writeString(file, CONTENT.replaceFirst("0", "x"));
                case "fewer" -> Files.writeString(file, CONTENT.substring(1));
                case "none" -> Files.writeString(file, "");
                case "gone" -> Files.delete(file);
                default -> Files.writeString(file, "x" + CONTENT);
            }

            assertThatThrownBy(() -> body.readNBytes(CONTENT.length()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no longer holds what was published");
        }
    }

    /** What was published is followed by what somebody appends: none of that belongs to it. */
    @Test
    void whatWasAppendedIsNotRead() throws Exception {
        try (ProvedBody body = body()) {
            Files.writeString(file, CONTENT + "more");

            assertThat(text(body)).isEqualTo(CONTENT);
        }
    }

    @Test
    void itIsClosedWithItsExchange() throws Exception {
        ProvedBody body = body();
        assertThat(body.read()).isEqualTo('0');

        exchange.getExchangeExtension().handoverCompletions().forEach(end -> end.onComplete(exchange));

        assertThat(body.read()).as("begins anew").isEqualTo('0');
        body.close();
    }
}
