package io.sluice.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A stage as the ledger knows it.
 *
 * @param reads the zone that it reads
 * @param publishes the zone that it publishes to; null when it publishes nothing
 * @param sources what it has come to with each source
 */
public record StageTotals(
        String name, String reads, @Nullable String publishes, Map<String, StageCounts> sources) {
    public StageTotals {
        sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    }

    /** As fields of a JSON object. */
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeStringField("stage", name);
        json.writeStringField("reads", reads);
        json.writeStringField("publishes", publishes);
        totals().writeTo(json);
        json.writeArrayFieldStart("sources");
        for (Map.Entry<String, StageCounts> source : sources.entrySet()) {
            json.writeStartObject();
            json.writeStringField("source", source.getKey());
            source.getValue().writeTo(json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The sum over all sources. */
    public StageCounts totals() {
        return sources.values().stream().reduce(StageCounts.NONE, StageCounts::plus);
    }
}
