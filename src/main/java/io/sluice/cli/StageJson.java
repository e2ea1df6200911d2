package io.sluice.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.event.StageCounts;
import io.sluice.operate.StageStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Stages as the field {@code stages} of a JSON object; the keys are the same wherever it stands. */
final class StageJson {
    private StageJson() {}

    static void write(JsonGenerator json, List<StageStatus> stages) throws IOException {
        json.writeArrayFieldStart("stages");
        for (StageStatus stage : stages) {
            json.writeStartObject();
            json.writeStringField("stage", stage.totals().name());
            json.writeStringField("reads", stage.totals().reads());
            json.writeStringField("publishes", stage.totals().publishes());
            counts(json, stage.totals().totals());
            json.writeFieldName("declared");
            json.writeObject(stage.declared());
            json.writeArrayFieldStart("sources");
            for (Map.Entry<String, StageCounts> source :
                    new TreeMap<>(stage.totals().sources()).entrySet()) {
                json.writeStartObject();
                json.writeStringField("source", source.getKey());
                counts(json, source.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void counts(JsonGenerator json, StageCounts counts) throws IOException {
        json.writeNumberField("available", counts.available());
        json.writeNumberField("done", counts.done());
        json.writeNumberField("rejected", counts.rejected());
        json.writeNumberField("superseded", counts.superseded());
        json.writeNumberField("skipped", counts.skipped());
        json.writeNumberField("pending", counts.pending());
    }
}
