package io.sluice.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.config.Settings;
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
            status.alarms().writeTo(json);
            lastRun(json, status.lastRun());
            process(json, status.process());
            disk(json, status.disk());
            ledger(json, status.ledger());
            FaultFile.Saved faults = status.faults();
            FaultJson.write(json, faults == null ? List.of() : faults.faults());
            JsonOutput.time(json, "faults_at", faults == null ? null : faults.at());
            json.writeEndObject();
        }
        out.println();
    }

    private static void source(JsonGenerator json, SourceStatus source, boolean known) throws IOException {
        SourceTotals totals = source.totals();
        Scan scan = totals == null ? null : totals.lastScan();
        json.writeStartObject();
        json.writeStringField("source", source.source());
        json.writeBooleanField("declared", source.declared());
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

    private static void process(JsonGenerator json, RunLock.@Nullable Holder process) throws IOException {
        if (process == null) {
            json.writeNullField("process");
            return;
        }
        json.writeObjectFieldStart("process");
        json.writeNumberField("pid", process.pid());
        json.writeStringField("mode", process.mode());
        json.writeStringField("run", process.run());
        JsonOutput.time(json, "started_at", process.startedAt());
        json.writeEndObject();
    }

    private void disk(JsonGenerator json, FreeDisk disk) throws IOException {
        json.writeObjectFieldStart("disk");
        json.writeStringField("path", shown(settings.validated()));
        json.writeNumberField("free_bytes", disk.bytes());
        json.writeNumberField("total_bytes", disk.totalBytes());
        json.writeNumberField("free_percent", Math.round(disk.percent() * 10) / 10.0);
        json.writeNumberField("free_percent_min", settings.diskFreePercentMin());
        json.writeEndObject();
    }

    private void ledger(JsonGenerator json, LedgerStatus ledger) throws IOException {
        json.writeObjectFieldStart("ledger");
        json.writeStringField("path", shown(ledger.file()));
        json.writeNumberField("size_bytes", ledger.sizeBytes());
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
