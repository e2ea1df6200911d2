package io.sluice.ledger.sqlite;

import io.sluice.ledger.Decision;
import io.sluice.ledger.FileId;
import io.sluice.ledger.State;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** Decisions for tests, on contents that are told by a word. */
final class Decisions {
    static final String RUN = "20240115T103000Z-4f2a";
    static final String SCHEMA = "funding_data_v1";
    static final Instant STARTED = Instant.parse("2024-01-15T10:30:00.001Z");
    static final Instant DECIDED = Instant.parse("2024-01-15T10:30:00.250Z");

    private Decisions() {}

    static FileId file(String path) {
        return new FileId("sff", path);
    }

    static Decision validated(FileId file, String content) {
        return validated(file, content, SCHEMA, sha256("schema"));
    }

    static Decision validated(FileId file, String content, String schema, String schemaSha256) {
        return new Decision(
                file,
                content.length(),
                1_705_314_600_123_456_789L,
                0,
                sha256(content),
                State.VALIDATED,
                schema,
                schemaSha256,
                file.toString(),
                sha256(content),
                3L,
                0,
                RUN,
                STARTED,
                DECIDED);
    }

    /** By a stage that reads what others publish. */
    static Decision published(FileId file, String content) {
        Decision validated = validated(file, content);
        return new Decision(
                validated.file(),
                validated.sizeBytes(),
                validated.mtimeNs(),
                0,
                validated.sha256(),
                State.PUBLISHED,
                validated.schema(),
                validated.schemaSha256(),
                validated.publishedPath(),
                validated.publishedSha256(),
                validated.records(),
                0,
                RUN,
                STARTED,
                DECIDED);
    }

    static Decision rejected(FileId file, String content) {
        return new Decision(
                file,
                content.length(),
                1_705_314_600_123_456_789L,
                0,
                sha256(content),
                State.REJECTED,
                SCHEMA,
                sha256("schema"),
                null,
                null,
                null,
                2,
                RUN,
                STARTED,
                DECIDED);
    }

    static Decision ofUnknownRun(FileId file) {
        return new Decision(
                file,
                1,
                1,
                0,
                sha256("b"),
                State.REJECTED,
                SCHEMA,
                sha256("schema"),
                null,
                null,
                null,
                1,
                "no-such-run",
                STARTED,
                DECIDED);
    }

    static String sha256(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException absent) {
            throw new AssertionError(absent);
        }
    }
}
