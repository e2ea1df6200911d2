package io.sluice.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.event.FaultJson;
import io.sluice.ledger.FileEvent;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Version;
import io.sluice.operate.why.PublishedLook;
import io.sluice.operate.why.RawLook;
import io.sluice.operate.why.RejectionLook;
import io.sluice.operate.why.StageLook;
import io.sluice.operate.why.WhyResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a file is where it is, for programs. Every key is always there; what is not known is null. */
record WhyJson(WhyResult result) {

    void printTo(PrintWriter out) throws IOException {
        try (JsonGenerator json = JsonOutput.on(out)) {
            json.writeStartObject();
            json.writeStringField("asked", result.asked());
            json.writeStringField("source", result.source());
            json.writeStringField("path", result.path());
            json.writeStringField("standing", result.standing().word());
            json.writeStringField("message", result.message());
            raw(json, result.raw());
            decision(json, result.decision());
            published(json, result.published());
            rejection(json, result.rejection());
            FileId same = result.sameContentAs();
            json.writeStringField("same_content_as", same == null ? null : same.toString());
            stages(json);
            FaultJson.write(json, result.faults());
            history(json);
            JsonOutput.texts(json, "notes", result.notes());
            JsonOutput.texts(json, "next", result.next());
            json.writeStringField("ledger_problem", result.ledgerProblem());
            json.writeEndObject();
        }
        out.println();
    }

    private static void raw(JsonGenerator json, @Nullable RawLook raw) throws IOException {
        if (raw == null) {
            json.writeNullField("raw");
            return;
        }
        json.writeObjectFieldStart("raw");
        json.writeStringField("path", raw.path());
        json.writeStringField("code", raw.code().name().toLowerCase(Locale.ROOT));
        json.writeStringField("text", raw.text());
        json.writeFieldName("size_bytes");
        json.writeObject(raw.sizeBytes());
        Long mtimeNs = raw.mtimeNs();
        JsonOutput.time(json, "modified_at", mtimeNs == null ? null : Instant.ofEpochSecond(0, mtimeNs));
        json.writeEndObject();
    }

    private static void decision(JsonGenerator json, @Nullable Version decision) throws IOException {
        if (decision == null) {
            json.writeNullField("decision");
            return;
        }
        json.writeObjectFieldStart("decision");
        json.writeNumberField("version", decision.number());
        json.writeStringField("state", decision.state().name().toLowerCase(Locale.ROOT));
        JsonOutput.time(json, "decided_at", decision.decidedAt());
        json.writeStringField("run", decision.run());
        json.writeStringField("sha256", decision.sha256());
        json.writeNumberField("size_bytes", decision.sizeBytes());
        json.writeStringField("schema", decision.schema());
        json.writeStringField("schema_sha256", decision.schemaSha256());
        json.writeEndObject();
    }

    private static void published(JsonGenerator json, @Nullable PublishedLook published) throws IOException {
        if (published == null) {
            json.writeNullField("published");
            return;
        }
        json.writeObjectFieldStart("published");
        json.writeStringField("path", published.path());
        json.writeNumberField("version", published.version().number());
        json.writeStringField("sha256", published.version().publishedSha256());
        json.writeStringField("run", published.version().run());
        JsonOutput.time(json, "decided_at", published.version().decidedAt());
        PublishedLook.Condition condition = published.condition();
        json.writeStringField("condition", condition == null ? null : condition.word());
        json.writeEndObject();
    }

    private static void rejection(JsonGenerator json, @Nullable RejectionLook rejection) throws IOException {
        if (rejection == null) {
            json.writeNullField("rejection");
            return;
        }
        json.writeObjectFieldStart("rejection");
        json.writeStringField("reason_file", rejection.reasonFile());
        json.writeStringField("dead_letter", rejection.deadLetter());
        json.writeNumberField("error_count", rejection.errorCount());
        JsonOutput.texts(json, "reasons", rejection.reasons());
        json.writeStringField("schema_now", rejection.schemaNow());
        json.writeEndObject();
    }

    private void stages(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("stages");
        for (StageLook stage : result.stages()) {
            json.writeStartObject();
            json.writeStringField("stage", stage.stage());
            json.writeStringField("reads", stage.reads());
            json.writeStringField("publishes", stage.publishes());
            json.writeStringField("code", stage.code().word());
            json.writeStringField("text", stage.text());
            published(json, stage.published());
            rejection(json, stage.rejection());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void history(JsonGenerator json) throws IOException {
        json.writeNumberField("history_count", result.historyCount());
        json.writeArrayFieldStart("history");
        for (FileEvent event : result.history()) {
            Version version = event.version();
            FileId other = event.other();
            json.writeStartObject();
            JsonOutput.time(json, "at", event.at());
            json.writeStringField("stage", event.stage());
            json.writeStringField("event", event.kind());
            json.writeFieldName("version");
            json.writeObject(version == null ? null : version.number());
            json.writeStringField("run", version == null ? null : version.run());
            json.writeStringField("sha256", version == null ? null : version.sha256());
            json.writeStringField("other", other == null ? null : other.toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
