package io.sluice.ledger.sqlite;

import io.sluice.event.Counts;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Run;
import io.sluice.ledger.Scan;
import io.sluice.ledger.SourceTotals;
import io.sluice.ledger.State;
import io.sluice.ledger.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is read from the ledger's tables. */
final class LedgerQueries {
    private static final String CURRENT =
            """
            SELECT id, number, size_bytes, mtime_ns, sha256, state, schema, schema_sha256,
                published_path, published_sha256, run, decided_at_ms
            FROM current_versions
            WHERE stage = ? AND source = ? AND path = ?""";
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
            FROM stage_sources
            JOIN sources ON sources.id = stage_sources.source_id
            LEFT JOIN source_states AS validated
                ON validated.stage_source_id = stage_sources.id AND validated.state = 'VALIDATED'
            LEFT JOIN source_states AS rejected
                ON rejected.stage_source_id = stage_sources.id AND rejected.state = 'REJECTED'
            LEFT JOIN looks ON looks.stage_source_id = stage_sources.id
            LEFT JOIN runs ON runs.id = looks.run_id
            WHERE stage_sources.stage_id = 1
            ORDER BY sources.name""";
    private static final String LAST_PUBLISHED =
            """
            SELECT versions.id, versions.number, versions.size_bytes, versions.mtime_ns, versions.sha256, versions.state,
                schemas.name, schemas.sha256, coalesce(versions.published_path, sources.name || '/' || files.path),
                coalesce(versions.published_sha256, versions.sha256), runs.name, versions.decided_at_ms
            FROM stages
            JOIN sources ON sources.name = ?
            JOIN stage_sources ON stage_sources.stage_id = stages.id AND stage_sources.source_id = sources.id
            JOIN files ON files.stage_source_id = stage_sources.id AND files.path = ?
            JOIN versions ON versions.file_id = files.id AND versions.state IN ('VALIDATED', 'PUBLISHED')
            JOIN schemas ON schemas.id = versions.schema_id
            JOIN runs ON runs.id = versions.run_id
            WHERE stages.name = ?
            ORDER BY versions.number DESC
            LIMIT 1""";
    private static final String SCHEMA_HASHES = "SELECT sha256 FROM schemas WHERE name = ? ORDER BY id";
    private static final String RUN =
            """
            SELECT name, mode, started_at_ms, ended_at_ms,
                seen, validated, rejected, already_processed, pending, failed, bytes
            FROM runs
            WHERE name = ?""";
    private static final String GENERATION = "SELECT value FROM generation";

    private LedgerQueries() {}

    static Optional<Version> current(Statements sql, FileId file) throws SQLException {
        return sql.first(CURRENT, row -> version(file, row), file.stage(), file.source(), file.path());
    }

    static Optional<Run> lastRun(Statements sql) throws SQLException {
        return sql.first(LAST_RUN, LedgerQueries::run);
    }

    static Optional<Run> run(Statements sql, String id) throws SQLException {
        return sql.first(RUN, LedgerQueries::run, id);
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getString("name"),
                row.getString("mode"),
                Instant.ofEpochMilli(row.getLong("started_at_ms")),
                row.getObject("ended_at_ms") == null ? null : Instant.ofEpochMilli(row.getLong("ended_at_ms")),
                new Counts(
                        row.getLong("validated"),
                        row.getLong("rejected"),
                        row.getLong("already_processed"),
                        row.getLong("pending"),
                        row.getLong("failed"),
                        0,
                        row.getLong("bytes")));
    }

    static List<SourceTotals> totals(Statements sql) throws SQLException {
        return sql.list(
                TOTALS,
                row -> new SourceTotals(
                        row.getString("source"), row.getLong("validated"), row.getLong("rejected"), scan(row)));
    }

    static Optional<Version> lastPublished(Statements sql, FileId file) throws SQLException {
        return sql.first(LAST_PUBLISHED, row -> version(file, row), file.source(), file.path(), file.stage());
    }

    static List<String> schemaHashes(Statements sql, String schema) throws SQLException {
        return sql.list(SCHEMA_HASHES, row -> hex(row.getBytes(1)), schema);
    }

    static long generation(Statements sql) throws SQLException {
        return sql.number(GENERATION);
    }

    /** @param row id, number, size, mtime, hash, state, schema and its hash, published path and hash, run, time */
    static Version version(FileId file, ResultSet row) throws SQLException {
        byte[] sha256 = row.getBytes(5);
        String sha256Hex = hex(sha256);
        byte @Nullable [] published = row.getBytes(10);
        return new Version(
                row.getLong(1),
                row.getInt(2),
                file,
                row.getLong(3),
                row.getLong(4),
                sha256Hex,
                State.valueOf(row.getString(6)),
                row.getString(7),
                hex(row.getBytes(8)),
                row.getString(9),
                published == null ? null : Arrays.equals(published, sha256) ? sha256Hex : hex(published),
                row.getString(11),
                Instant.ofEpochMilli(row.getLong(12)));
    }

    private static @Nullable Scan scan(ResultSet row) throws SQLException {
        String run = row.getString("run");
        return run == null
                ? null
                : new Scan(
                        row.getString("source"),
                        run,
                        Instant.ofEpochMilli(row.getLong("at_ms")),
                        new Counts(
                                0,
                                0,
                                row.getLong("seen") - row.getLong("pending"),
                                row.getLong("pending"),
                                0,
                                row.getLong("ignored"),
                                0));
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
