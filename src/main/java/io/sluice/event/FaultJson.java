package io.sluice.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Open faults as the field {@code faults} of a JSON object; the keys are the same wherever it stands. */
public final class FaultJson {
    private FaultJson() {}

    public static void write(JsonGenerator json, List<OpenFault> faults) throws IOException {
        json.writeArrayFieldStart("faults");
        for (OpenFault fault : faults) {
            json.writeStartObject();
            json.writeStringField("kind", fault.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringField("message", fault.message());
            json.writeStringField("since", fault.since().toString());
            json.writeNumberField("times", fault.times());
            json.writeArrayFieldStart("sources");
            for (String source : fault.sources()) {
                json.writeString(source);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
