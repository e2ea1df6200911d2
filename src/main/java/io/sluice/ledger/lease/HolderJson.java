package io.sluice.ledger.lease;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.text.PrintableJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The lock's content: who holds it, as one JSON object. */
final class HolderJson {
    private static final int BYTES_MAX = 4_096;

    private HolderJson() {}

    static byte[] write(RunLock.Holder holder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = PrintableJson.generator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("pid", holder.pid());
            json.writeStringField("mode", holder.mode());
            json.writeStringField("started_at", String.valueOf(holder.startedAt()));
            json.writeStringField("run", holder.run());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Empty when the content is not, or not yet, what {@link #write} writes. */
    static Optional<RunLock.Holder> read(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(BYTES_MAX);
        if (channel.read(content, 0) <= 0) {
            return Optional.empty();
        }
        try (JsonParser json = new JsonFactory().createParser(content.array(), 0, content.position())) {
            Map<String, String> fields = new HashMap<>();
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue()) {
                    fields.put(json.currentName(), json.getText());
                }
            }
            return Optional.of(new RunLock.Holder(
                    Long.parseLong(fields.getOrDefault("pid", "")),
                    fields.getOrDefault("mode", ""),
                    Instant.parse(fields.getOrDefault("started_at", "")),
                    fields.getOrDefault("run", "")));
        } catch (JsonProcessingException | NumberFormatException | DateTimeParseException halfWritten) {
            return Optional.empty();
        }
    }
}
