package io.sluice.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is read from the ledger's tables. */
final class LedgerQueries {
    private static final String CURRENT =
            """
            SELECT id, number, file_id, size_bytes, mtime_ns, sha256, state, schema, schema_sha256,
                published_path, published_sha256, run, decided_at_ms
            FROM current_versions
            WHERE source = :source AND path = :path""";
    private static final String LAST_RUN =
            """
            SELECT name, mode, started_at_ms, ended_at_ms,
                seen, validated, rejected, already_processed, pending, failed, bytes
            FROM runs
            ORDER BY id DESC
            LIMIT 1""";
    private static final String TOTALS =
            """
            SELECT sources.name AS source,
                coalesce(validated.files, 0) AS validated, coalesce(rejected.files, 0) AS rejected,
                runs.name AS run, looks.at_ms, looks.seen, looks.pending, looks.ignored
            FROM sources
            LEFT JOIN source_states AS validated ON validated.source_id = sources.id AND validated.state = 'VALIDATED'
            LEFT JOIN source_states AS rejected ON rejected.source_id = sources.id AND rejected.state = 'REJECTED'
            LEFT JOIN looks ON looks.source_id = sources.id
            LEFT JOIN runs ON runs.id = looks.run_id
            ORDER BY sources.name""";
    private static final String LAST_VALIDATED =
            """
            SELECT versions.number
            FROM sources
            JOIN files ON files.source_id = sources.id AND files.path = :path
            JOIN versions ON versions.file_id = files.id AND versions.state = 'VALIDATED'
            WHERE sources.name = :source
            ORDER BY versions.number DESC
            LIMIT 1""";
    private static final String SCHEMA_HASHES = "SELECT sha256 FROM schemas WHERE name = :name ORDER BY id";
    private static final String GENERATION = "SELECT value FROM generation";

    /** A current version and the id of its row in {@code files}. */
    record Current(long fileId, Version version) {}

    private LedgerQueries() {}

    static Optional<Current> current(Handle handle, FileId file) {
        return handle.createQuery(CURRENT)
                .bind("source", file.source())
                .bind("path", file.path())
                .map((row, context) -> new Current(row.getLong("file_id"), version(file, row)))
                .findOne();
    }

    static Optional<Run> lastRun(Handle handle) {
        return handle.createQuery(LAST_RUN)
                .map((row, context) -> new Run(
                        row.getString("name"),
                        row.getString("mode"),
                        Instant.ofEpochMilli(row.getLong("started_at_ms")),
                        row.getObject("ended_at_ms") == null ? null : Instant.ofEpochMilli(row.getLong("ended_at_ms")),
                        new RunCounts(
                                row.getLong("seen"),
                                row.getLong("validated"),
                                row.getLong("rejected"),
                                row.getLong("already_processed"),
                                row.getLong("pending"),
                                row.getLong("failed"),
                                row.getLong("bytes"))))
                .findOne();
    }

    static List<SourceTotals> totals(Handle handle) {
        return handle.createQuery(TOTALS)
                .map((row, context) -> new SourceTotals(
                        row.getString("source"), row.getLong("validated"), row.getLong("rejected"), look(row)))
                .list();
    }

    static OptionalInt lastValidated(Handle handle, FileId file) {
        return handle.createQuery(LAST_VALIDATED)
                .bind("source", file.source())
                .bind("path", file.path())
                .map((row, context) -> OptionalInt.of(row.getInt("number")))
                .findOne()
                .orElse(OptionalInt.empty());
    }

    static List<String> schemaHashes(Handle handle, String schema) {
        return handle.createQuery(SCHEMA_HASHES)
                .bind("name", schema)
                .map((row, context) -> hex(row.getBytes("sha256")))
                .list();
    }

    static long generation(Handle handle) {
        return handle.createQuery(GENERATION)
                .map((row, context) -> row.getLong("value"))
                .one();
    }

    private static Version version(FileId file, ResultSet row) throws SQLException {
        byte[] sha256 = row.getBytes("sha256");
        String sha256Hex = hex(sha256);
        byte @Nullable [] published = row.getBytes("published_sha256");
        return new Version(
                row.getLong("id"),
                row.getInt("number"),
                file,
                row.getLong("size_bytes"),
                row.getLong("mtime_ns"),
                sha256Hex,
                State.valueOf(row.getString("state")),
                row.getString("schema"),
                hex(row.getBytes("schema_sha256")),
                row.getString("published_path"),
                published == null ? null : Arrays.equals(published, sha256) ? sha256Hex : hex(published),
                row.getString("run"),
                Instant.ofEpochMilli(row.getLong("decided_at_ms")));
    }

    private static @Nullable Look look(ResultSet row) throws SQLException {
        String run = row.getString("run");
        return run == null
                ? null
                : new Look(
                        row.getString("source"),
                        run,
                        Instant.ofEpochMilli(row.getLong("at_ms")),
                        row.getLong("seen"),
                        row.getLong("pending"),
                        row.getLong("ignored"));
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
