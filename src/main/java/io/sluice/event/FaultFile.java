package io.sluice.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.text.PrintableJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code faults.json} in the logs directory: the faults that were open after the last scan and the raw files that the run had
 * found changed by then, for {@code status}.
 *
 * <p>It is written over in place and holds one block from the start: a disk that is full by then still takes it. It means
 * something to people only, so it is not forced to the disk, and content that is not whole counts as none.
 */
public final class FaultFile {
    private static final int BLOCK_BYTES = 4_096;
    private static final int BYTES_MAX = 1 << 20;

    private final Path file;

    /**
     * What was saved.
     *
     * @param at when
     * @param run the id of the run that saved it; empty when none has so far
     * @param rawChanged how many raw files the run had found changed
     * @param changed the first of them, as people see them
     */
    public record Saved(Instant at, List<OpenFault> faults, String run, long rawChanged, List<String> changed) {
        public Saved {
            faults = List.copyOf(faults);
            changed = List.copyOf(changed);
        }
    }

    /** @param logs the logs directory */
    public FaultFile(Path logs) {
        file = logs.resolve("faults.json");
    }

    /**
     * Takes a block of the disk, when the file is not there yet. What an earlier run saved stays.
     *
     * @throws IOException when it cannot be written
     */
    public void prepare(Instant now) throws IOException {
        if (Files.notExists(file)) {
            Files.createDirectories(file.resolveSibling(""));
            save(new Saved(now, List.of(), "", 0, List.of()));
        }
    }

    /**
     * Replaces what was saved.
     *
     * @throws IOException when it cannot be written; the file then holds what was there before, or nothing that counts
     */
    public void save(Saved saved) throws IOException {
        byte[] json = json(saved);
        byte[] block = Arrays.copyOf(json, Math.max(json.length + 1, BLOCK_BYTES));
        Arrays.fill(block, json.length, block.length - 1, (byte) ' ');
        block[block.length - 1] = '\n';
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(block);
            while (rest.hasRemaining()) {
                channel.write(rest, rest.position());
            }
            channel.truncate(block.length);
        }
    }

    private static byte[] json(Saved saved) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = PrintableJson.generator(bytes)) {
            json.writeStartObject();
            json.writeStringField("at", saved.at().toString());
            FaultJson.write(json, saved.faults());
            json.writeStringField("run", saved.run());
            json.writeNumberField("raw_changed", saved.rawChanged());
            json.writeArrayFieldStart("changed");
            for (String file : saved.changed()) {
                json.writeString(file);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** What was saved last; empty when nothing was, or it is not whole. */
    public Optional<Saved> read() throws EnvironmentFault {
        byte[] content;
        try {
            if (Files.size(file) > BYTES_MAX) {
                return Optional.empty();
            }
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException told) {
            throw IoFaults.of(told, file, "read", "which faults are open is not known");
        }
        try (JsonParser json = new JsonFactory().createParser(new String(content, StandardCharsets.UTF_8))) {
            return Optional.of(saved(json));
        } catch (IOException | DateTimeException | IllegalArgumentException notWhole) {
            return Optional.empty();
        }
    }

    private static Saved saved(JsonParser json) throws IOException {
        String at = "";
        String run = "";
        long rawChanged = 0;
        List<OpenFault> faults = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("at")) {
                at = json.getText();
            } else if (name.equals("run")) {
                run = json.getText();
            } else if (name.equals("raw_changed")) {
                rawChanged = json.getLongValue();
            } else if (name.equals("changed") && value == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.VALUE_STRING) {
                    changed.add(json.getText());
                }
            } else if (name.equals("faults") && value == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    faults.add(fault(json));
                }
            } else {
                json.skipChildren();
            }
        }
        return new Saved(Instant.parse(at), faults, run, rawChanged, changed);
    }

    private static OpenFault fault(JsonParser json) throws IOException {
        Map<String, String> texts = new HashMap<>();
        List<String> sources = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.VALUE_STRING) {
                    sources.add(json.getText());
                }
            } else {
                texts.put(name, json.getText());
            }
        }
        return new OpenFault(
                EnvironmentFault.Kind.valueOf(texts.getOrDefault("kind", "").toUpperCase(Locale.ROOT)),
                texts.getOrDefault("message", ""),
                Instant.parse(texts.getOrDefault("since", "")),
                Long.parseLong(texts.getOrDefault("times", "")),
                sources);
    }
}
