package io.sluice.check.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    private static final Limits LIMITS = Limits.defaults();
    private static final ObjectMapper MAPPER = StrictJson.mapper(LIMITS);
    private static final JsonFactory NAMES_ONCE = StrictJson.factory(LIMITS, true);

    /** @throws SchemaProblem when the file cannot be read, is not JSON, or names a dialect that is not understood */
    static SchemaFile read(Path path) throws SchemaProblem {
        byte[] bytes = bytes(path);
        JsonNode root = json(path, bytes);
        if (!root.isObject() && !root.isBoolean()) {
            throw new SchemaProblem(path, "this is no schema: expected an object, found " + Words.kind(root));
        }
        return new SchemaFile(path, bytes, root, dialect(path, root));
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

    private static Dialect dialect(Path path, JsonNode root) throws SchemaProblem {
        JsonNode named = root.path("$schema");
        if (named.isMissingNode()) {
            return Dialect.UNNAMED;
        }
        return Dialect.named(named.asText())
                .orElseThrow(() -> new SchemaProblem(
                        path, "\"$schema\" is " + Excerpt.of(named) + "; expected one of " + Dialect.urls()));
    }

    /** The URL that relative references in it are resolved against as long as it has no id. */
    String url() {
        return path.toUri().toString();
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
