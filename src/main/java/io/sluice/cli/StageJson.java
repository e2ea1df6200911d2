package io.sluice.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.operate.StageStatus;
import java.io.IOException;
import java.util.List;

/** Stages as the field {@code stages} of a JSON object; the keys are the same wherever it stands. */
final class StageJson {
    private StageJson() {}

    static void write(JsonGenerator json, List<StageStatus> stages) throws IOException {
        json.writeArrayFieldStart("stages");
        for (StageStatus stage : stages) {
            json.writeStartObject();
            stage.totals().writeTo(json);
            json.writeFieldName("declared");
            json.writeObject(stage.declared());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
