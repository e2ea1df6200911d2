package io.sluice.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.sluice.text.PrintableJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One JSON object on an output that stays open. */
final class JsonOutput {
    private JsonOutput() {}

    static JsonGenerator on(PrintWriter out) throws IOException {
        JsonGenerator json = PrintableJson.generator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setPrettyPrinter(new DefaultPrettyPrinter());
        return json;
    }

    static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    static void time(JsonGenerator json, String name, @Nullable Instant instant) throws IOException {
        json.writeStringField(name, instant == null ? null : instant.toString());
    }
}
