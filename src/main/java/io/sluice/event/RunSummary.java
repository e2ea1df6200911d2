package io.sluice.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.sluice.text.PrintableJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to. Its JSON is what {@code run --once --json} prints and what {@code logs/runs/<run>.json} holds.
 *
 * @param run the run's id
 * @param mode {@code once} or {@code watch}
 * @param endedAt null while the run lasts
 * @param seconds how long the run took, or has taken so far
 * @param sources what the run came to for each, by name
 * @param partial the sources of which the last scan could not see all, or none has ended: more may be seen and pending there
 *     than is counted
 * @param stages what the stages that read what others publish have come to, by name; since they first started
 * @param faults the environment faults that are open, for which files are left pending
 * @param failedAfterDecision how often a step of a route failed behind the decision on a file, which stands
 * @param alarms what a person has to look into
 */
public record RunSummary(
        String run,
        String mode,
        Instant startedAt,
        @Nullable Instant endedAt,
        double seconds,
        SortedMap<String, Counts> sources,
        List<String> partial,
        List<StageTotals> stages,
        List<OpenFault> faults,
        long failedAfterDecision,
        Alarms alarms) {

    public RunSummary {
        sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
        partial = List.copyOf(partial);
        stages = List.copyOf(stages);
        faults = List.copyOf(faults);
    }

    /** The sum over all sources. */
    public Counts totals() {
        return sources.values().stream().reduce(Counts.NONE, Counts::plus);
    }

    /** What the totals lack, to be said behind them; empty when nothing. */
    public String unseen() {
        return partial.isEmpty()
                ? ""
                : "; not all was seen of " + String.join(", ", partial) + ", where more may be pending";
    }

    /** One object, pretty-printed, with a line break at its end. */
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = PrintableJson.generator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("run", run);
            json.writeStringField("mode", mode);
            json.writeStringField("started_at", startedAt.toString());
            json.writeStringField("ended_at", endedAt == null ? null : endedAt.toString());
            write(json, totals());
            json.writeBooleanField("partial", !partial.isEmpty());
            json.writeNumberField("failed_after_decision", failedAfterDecision);
            json.writeNumberField("undeclared", alarms.undeclared());
            alarms.writeTo(json);
            json.writeArrayFieldStart("sources");
            for (Map.Entry<String, Counts> source : sources.entrySet()) {
                json.writeStartObject();
                json.writeStringField("source", source.getKey());
                write(json, source.getValue());
                json.writeBooleanField("partial", partial.contains(source.getKey()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("stages");
            for (StageTotals stage : stages) {
                json.writeStartObject();
                stage.writeTo(json);
                json.writeEndObject();
            }
            json.writeEndArray();
            FaultJson.write(json, faults);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string refused to be written to", impossible);
        }
        return text.append('\n').toString();
    }

    private void write(JsonGenerator json, Counts counts) throws IOException {
        counts.writeTo(json);
        json.writeNumberField("seconds", Math.round(seconds * 1_000) / 1_000.0);
    }

    /**
     * Writes the summary under its final name in one step, replacing an earlier one; missing directories are created.
     * It is not forced to the disk: the ledger holds the same counts.
     *
     * @param file {@code logs/runs/<run>.json}
     * @throws IOException when it cannot be written; what was there before is still there, and no temp is left
     */
    public void writeTo(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        WholeFile.write(file, toJson());
    }
}
