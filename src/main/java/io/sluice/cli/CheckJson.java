package io.sluice.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.check.finding.Finding;
import io.sluice.check.finding.Findings;
import io.sluice.operate.CheckOutput;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a check found, for programs. Each file is written as soon as it is checked; the counts follow. */
final class CheckJson implements CheckOutput {
    private final PrintWriter out;
    private final JsonGenerator json;
    private final List<String> unreadable = new ArrayList<>();
    private long valid;
    private long invalid;

    CheckJson(PrintWriter out) throws IOException {
        this.out = out;
        json = JsonOutput.on(out);
        json.writeStartObject();
        json.writeArrayFieldStart("results");
    }

    @Override
    public void checked(String file, Findings findings) throws IOException {
        if (findings.failed()) {
            invalid++;
        } else {
            valid++;
        }
        json.writeStartObject();
        json.writeStringField("file", file);
        json.writeBooleanField("valid", !findings.failed());
        json.writeNumberField("error_count", findings.errorCount());
        json.writeBooleanField("truncated", findings.truncated());
        json.writeArrayFieldStart("findings");
        for (Finding finding : findings.kept()) {
            finding(finding);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void finding(Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.writeStringField("code", finding.code().code());
        json.writeStringField("keyword", finding.keyword());
        json.writeStringField("pointer", finding.pointer());
        number("line", finding.line());
        number("column", finding.column());
        number("record", finding.record());
        json.writeStringField("message", finding.message());
        json.writeStringField("expected", finding.expected());
        json.writeStringField("found", finding.found());
        json.writeEndObject();
    }

    private void number(String name, @Nullable Integer value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    @Override
    public void unreadable(String message) {
        unreadable.add(message);
    }

    @Override
    public void end(long ignored) throws IOException {
        json.writeEndArray();
        json.writeNumberField("files", valid + invalid);
        json.writeNumberField("valid", valid);
        json.writeNumberField("invalid", invalid);
        json.writeNumberField("ignored", ignored);
        json.writeArrayFieldStart("unreadable");
        for (String message : unreadable) {
            json.writeString(message);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.close();
        out.println();
    }
}
