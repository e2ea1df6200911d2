package io.sluice.zone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reasons that are kept beside a dead letter, as far as a person reads them at once.
 *
 * @param source the source's name
 * @param file relative to the source's directory
 * @param sha256 of the raw bytes that were rejected
 * @param errorCount the true number of errors
 * @param reasons in words, in the order of the document, each with its place
 */
public record KeptReasons(String source, String file, String sha256, long errorCount, List<String> reasons) {
    /** What the name of a file with reasons ends in. */
    public static final String SUFFIX = Names.REASON;

    /** A thousand findings with long texts take less. */
    private static final long BYTES_MAX = 64L << 20;

    public KeptReasons {
        reasons = List.copyOf(reasons);
    }

    /**
     * Reads a file of reasons.
     *
     * @return empty when there is none, or what is there was not written by Sluice
     * @throws EnvironmentFault when it is there and cannot be read
     */
    public static Optional<KeptReasons> read(Path reasonFile) throws EnvironmentFault {
        try {
            if (Files.size(reasonFile) > BYTES_MAX) {
                return Optional.empty();
            }
            return of(JsonMapper.builder().build().readTree(Files.readAllBytes(reasonFile)));
        } catch (NoSuchFileException | NotDirectoryException none) {
            return Optional.empty();
        } catch (JsonProcessingException notOurs) {
            return Optional.empty();
        } catch (IOException told) {
            throw IoFaults.of(told, reasonFile, "read", "the reasons are not known");
        }
    }

    private static Optional<KeptReasons> of(JsonNode json) {
        if (!json.path("source").isTextual()
                || !json.path("file").isTextual()
                || !json.path("findings").isArray()) {
            return Optional.empty();
        }
        List<String> reasons = new ArrayList<>();
        json.path("findings").forEach(finding -> reasons.add(inWords(finding)));
        return Optional.of(new KeptReasons(
                json.path("source").asText(),
                json.path("file").asText(),
                json.path("sha256").asText(),
                json.path("error_count").asLong(),
                reasons));
    }

    /** Where, then what: {@code line 3, column 12, /grants/0/amount: The amount …}. */
    private static String inWords(JsonNode finding) {
        List<String> place = new ArrayList<>();
        if (finding.path("line").isNumber()) {
            place.add("line " + finding.path("line").asLong());
        }
        if (finding.path("column").isNumber()) {
            place.add("column " + finding.path("column").asLong());
        }
        if (!finding.path("pointer").asText().isEmpty()) {
            place.add(finding.path("pointer").asText());
        }
        String message = finding.path("message").asText();
        return place.isEmpty() ? message : String.join(", ", place) + ": " + message;
    }
}
