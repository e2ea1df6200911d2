package io.sluice.check.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.check.Admission;
import io.sluice.check.Limits;
import io.sluice.check.StrictJson;
import io.sluice.check.Syntax;
import io.sluice.check.dialect.Dialect;
import io.sluice.check.finding.Finding;
import io.sluice.check.finding.Findings;
import io.sluice.check.wording.Excerpt;
import io.sluice.check.wording.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A schema as it was read.
 *
 * @param path absolute
 * @param root an object or a boolean
 */
@SuppressWarnings("ArrayRecordComponent")
record SchemaFile(Path path, byte[] bytes, JsonNode root, Dialect dialect) {
    static final String DIALECT = "$schema";

    private static final Limits LIMITS = Limits.defaults();
    private static final ObjectMapper MAPPER = StrictJson.mapper(LIMITS);

    /** Half of a surrogate pair, alone in a text, has no bytes in UTF-8. */
    private static final ObjectWriter WRITER = MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private static final JsonFactory NAMES_ONCE = StrictJson.factory(LIMITS, true);

    /**
     * @param unnamed its dialect, when it names none
     * @throws SchemaProblem when the file cannot be read, is not JSON, or names a dialect that is not understood
     */
    static SchemaFile read(Path path, Dialect unnamed) throws SchemaProblem {
        byte[] bytes = bytes(path);
        JsonNode root = json(path, bytes);
        if (!root.isObject() && !root.isBoolean()) {
            throw new SchemaProblem(path, "this is no schema: expected an object, found " + Words.kind(root));
        }
        return new SchemaFile(path, bytes, root, dialect(path, root, unnamed));
    }

    private static byte[] bytes(Path path) throws SchemaProblem {
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException missing) {
            throw new SchemaProblem(path, "the file does not exist", missing);
        } catch (IOException failure) {
            throw new SchemaProblem(path, "the file cannot be read: " + failure, failure);
        }
    }

    /** @throws SchemaProblem when the bytes are not JSON in UTF-8 */
    static JsonNode json(Path path, byte[] bytes) throws SchemaProblem {
        Findings admitted = Admission.of(bytes, LIMITS);
        if (admitted.failed()) {
            throw notJson(path, admitted.kept().get(0));
        }
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException | RuntimeException failure) {
            Optional<Finding> problem = Syntax.firstProblem(bytes, LIMITS, NAMES_ONCE);
            throw problem.map(finding -> notJson(path, finding))
                    .orElseGet(() -> new SchemaProblem(path, "the file cannot be parsed: " + failure, failure));
        }
    }

    private static SchemaProblem notJson(Path path, Finding finding) {
        return new SchemaProblem(
                path, "line " + finding.line() + ", column " + finding.column() + ": " + finding.message());
    }

    private static Dialect dialect(Path path, JsonNode root, Dialect unnamed) throws SchemaProblem {
        JsonNode named = root.path(DIALECT);
        if (named.isMissingNode()) {
            return unnamed;
        }
        return Dialect.named(named.asText())
                .orElseThrow(() -> new SchemaProblem(
                        path, "\"$schema\" is " + Excerpt.of(named) + "; expected one of " + Dialect.urls()));
    }

    /** The URL of the file; it is what references in it are relative to unless it was reached by another, or has an id. */
    String url() {
        return path.toUri().toString();
    }

    /** What the schema library is to read: the file, with what was settled of its references. */
    byte[] settled() {
        if (root instanceof ObjectNode object && dialect != Dialect.UNNAMED && !root.has(DIALECT)) {
            object.put(DIALECT, dialect.url());
        }
        try {
            return WRITER.writeValueAsBytes(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(path + " was read and cannot be written", impossible);
        }
    }

    String sha256() {
        return sha256(bytes);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
