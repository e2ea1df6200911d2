package io.sluice.zone;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.check.finding.Finding;
import io.sluice.text.PrintableJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The JSON of a reason file. Every key is always there, in this order; null where there is nothing to say. */
@JsonPropertyOrder({
    "source",
    "file",
    "sha256",
    "size_bytes",
    "schema",
    "schema_sha256",
    "rejected_at",
    "run",
    "error_count",
    "truncated",
    "findings"
})
record ReasonFile(
        @JsonProperty("source") String source,
        @JsonProperty("file") String file,
        @JsonProperty("sha256") String sha256,
        @JsonProperty("size_bytes") long sizeBytes,
        @JsonProperty("schema") String schema,
        @JsonProperty("schema_sha256") String schemaSha256,
        @JsonProperty("rejected_at") String rejectedAt,
        @JsonProperty("run") String run,
        @JsonProperty("error_count") long errorCount,
        @JsonProperty("truncated") boolean truncated,
        @JsonProperty("findings") List<Reason> findings) {

    private static final ObjectWriter WRITER = writer();

    @JsonPropertyOrder({
        "severity",
        "code",
        "keyword",
        "pointer",
        "line",
        "column",
        "record",
        "message",
        "expected",
        "found"
    })
    private record Reason(
            @JsonProperty("severity") String severity,
            @JsonProperty("code") String code,
            @JsonProperty("keyword") @Nullable String keyword,
            @JsonProperty("pointer") String pointer,
            @JsonProperty("line") @Nullable Integer line,
            @JsonProperty("column") @Nullable Integer column,
            @JsonProperty("record") @Nullable Integer record,
            @JsonProperty("message") String message,
            @JsonProperty("expected") @Nullable String expected,
            @JsonProperty("found") @Nullable String found) {

        static Reason of(Finding finding) {
            return new Reason(
                    finding.severity().name().toLowerCase(Locale.ROOT),
                    finding.code().code(),
                    finding.keyword(),
                    finding.pointer(),
                    finding.line(),
                    finding.column(),
                    finding.record(),
                    finding.message(),
                    finding.expected(),
                    finding.found());
        }
    }

    static ReasonFile of(DeadLetter letter) {
        return new ReasonFile(
                letter.source(),
                letter.path(),
                letter.sha256(),
                letter.sizeBytes(),
                letter.schema(),
                letter.schemaSha256(),
                rfc3339(letter.rejectedAt()),
                letter.run(),
                letter.findings().errorCount(),
                letter.findings().truncated(),
                letter.findings().kept().stream().map(Reason::of).toList());
    }

    /**
     * For people as much as for programs: indented, UTF-8, a newline at the end. Goes by way of a string, because half
     * of a surrogate pair in a supplier's data, which JSON can carry, would make Jackson refuse to write bytes.
     */
    byte[] toBytes() {
        try {
            return (WRITER.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("strings, numbers and lists can always be written", impossible);
        }
    }

    private static String rfc3339(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static ObjectWriter writer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        Separators separators =
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        return JsonMapper.builder(PrintableJson.factory())
                .build()
                .writer(new DefaultPrettyPrinter(separators)
                        .withObjectIndenter(lines)
                        .withArrayIndenter(lines));
    }
}
