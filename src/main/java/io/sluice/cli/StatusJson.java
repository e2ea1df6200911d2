package io.sluice.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.config.Settings;
import io.sluice.event.Alarms;
import io.sluice.event.FaultFile;
import io.sluice.event.FaultJson;
import io.sluice.intake.Undeclared;
import io.sluice.ledger.Run;
import io.sluice.ledger.Scan;
import io.sluice.ledger.SourceTotals;
import io.sluice.ledger.lease.RunLock;
import io.sluice.operate.FreeDisk;
import io.sluice.operate.LedgerStatus;
import io.sluice.operate.SourceStatus;
import io.sluice.operate.Status;
import io.sluice.operate.Status.Part;
import io.sluice.text.HomePaths;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The status for programs. Every key is always there; what is not known is null. */
record StatusJson(Settings settings, Status status) {

    void printTo(PrintWriter out) throws IOException {
        try (JsonGenerator json = JsonOutput.on(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("sources");
            for (SourceStatus source : status.sources()) {
                source(json, source, status.knowsTotals());
            }
            json.writeEndArray();
            StageJson.write(json, status.stages());
            undeclared(json, status.undeclared());
            alarms(json);
            lastRun(json, status.lastRun());
            process(json);
            disk(json, status.disk());
            ledger(json, status.ledger());
            FaultFile.Saved faults = status.faults();
            if (status.unseen().containsKey(Part.FAULTS)) {
                json.writeNullField("faults");
            } else {
                FaultJson.write(json, faults == null ? List.of() : faults.faults());
            }
            JsonOutput.time(json, "faults_at", faults == null ? null : faults.at());
            JsonOutput.texts(json, "unseen", List.copyOf(status.unseen().values()));
            json.writeEndObject();
        }
        out.println();
    }

    private static void source(JsonGenerator json, SourceStatus source, boolean known) throws IOException {
        SourceTotals totals = source.totals();
        Scan scan = totals == null ? null : totals.lastScan();
        json.writeStartObject();
        json.writeStringField("source", source.source());
        json.writeFieldName("declared");
        json.writeObject(source.declared());
        number(json, "validated", totals == null ? nothing(known) : (Long) totals.validated());
        number(json, "rejected", totals == null ? nothing(known) : (Long) totals.rejected());
        number(json, "pending", scan == null ? null : scan.counts().pending());
        number(json, "seen", scan == null ? null : scan.counts().seen());
        number(json, "ignored", scan == null ? null : scan.counts().ignored());
        JsonOutput.time(json, "last_look", scan == null ? null : scan.at());
        json.writeEndObject();
    }

    private static void undeclared(JsonGenerator json, @Nullable Undeclared undeclared) throws IOException {
        if (undeclared == null) {
            json.writeNullField("undeclared");
            return;
        }
        json.writeObjectFieldStart("undeclared");
        json.writeNumberField("count", undeclared.count());
        JsonOutput.texts(json, "directories", undeclared.directories());
        JsonOutput.texts(json, "files", undeclared.files());
        json.writeEndObject();
    }

    private static void lastRun(JsonGenerator json, @Nullable Run run) throws IOException {
        if (run == null) {
            json.writeNullField("last_run");
            return;
        }
        json.writeObjectFieldStart("last_run");
        json.writeStringField("run", run.id());
        json.writeStringField("mode", run.mode());
        JsonOutput.time(json, "started_at", run.startedAt());
        JsonOutput.time(json, "ended_at", run.endedAt());
        run.counts().writeKeptTo(json);
        json.writeEndObject();
    }

    private void alarms(JsonGenerator json) throws IOException {
        boolean ledger = status.ledger().state() == LedgerStatus.State.UNREADABLE;
        Alarms alarms = status.alarms();
        json.writeObjectFieldStart("alarms");
        number(json, "raw_changed", status.unseen().containsKey(Part.FAULTS) ? null : alarms.rawChanged());
        number(
                json,
                "schema_edited",
                ledger ? null : (Long) (long) alarms.editedSchemas().size());
        number(json, "undeclared", status.undeclared() == null ? null : (Long) alarms.undeclared());
        json.writeEndObject();
    }

    /** Null when none runs; without a value in it when that is not known. */
    private void process(JsonGenerator json) throws IOException {
        RunLock.Holder process = status.process();
        if (process == null && !status.unseen().containsKey(Part.PROCESS)) {
            json.writeNullField("process");
            return;
        }
        json.writeObjectFieldStart("process");
        if (process == null) {
            for (String unknown : List.of("pid", "mode", "run", "started_at")) {
                json.writeNullField(unknown);
            }
            json.writeEndObject();
            return;
        }
        json.writeNumberField("pid", process.pid());
        json.writeStringField("mode", process.mode());
        json.writeStringField("run", process.run());
        JsonOutput.time(json, "started_at", process.startedAt());
        json.writeEndObject();
    }

    private void disk(JsonGenerator json, FreeDisk disk) throws IOException {
        json.writeObjectFieldStart("disk");
        json.writeStringField("path", shown(settings.validated()));
        number(json, "free_bytes", disk.isKnown() ? (Long) disk.bytes() : null);
        number(json, "total_bytes", disk.isKnown() ? (Long) disk.totalBytes() : null);
        json.writeFieldName("free_percent");
        json.writeObject(disk.isKnown() ? (Double) (Math.round(disk.percent() * 10) / 10.0) : null);
        json.writeNumberField("free_percent_min", settings.diskFreePercentMin());
        json.writeEndObject();
    }

    private void ledger(JsonGenerator json, LedgerStatus ledger) throws IOException {
        json.writeObjectFieldStart("ledger");
        json.writeStringField("path", shown(ledger.file()));
        number(json, "size_bytes", ledger.sizeBytes());
        json.writeStringField("state", ledger.state().name().toLowerCase(Locale.ROOT));
        json.writeStringField("problem", ledger.problem());
        json.writeEndObject();
    }

    private String shown(Path path) {
        return new HomePaths(settings.home()).relative(path).toString();
    }

    /** A ledger that was read and knows nothing of a source says 0, and so does one that never was; one that was not read says nothing. */
    private static @Nullable Long nothing(boolean known) {
        return known ? Long.valueOf(0) : null;
    }

    private static void number(JsonGenerator json, String name, @Nullable Long value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }
}
