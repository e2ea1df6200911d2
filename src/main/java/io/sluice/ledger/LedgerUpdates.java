package io.sluice.ledger;

import io.sluice.ledger.LedgerQueries.Current;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is written beside decisions, each within a transaction of its caller. */
final class LedgerUpdates {
    private static final String TOUCH = "UPDATE versions SET size_bytes = ?, mtime_ns = ? WHERE id = ?";
    private static final String TOUCHED =
            "INSERT INTO events (at_ms, kind, file_id, version_id) VALUES (?, 'touched', ?, ?)";
    private static final String RUN_STARTED =
            "INSERT INTO runs (name, mode, started_at_ms) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING";
    private static final String RUN_COUNTED =
            """
            UPDATE runs
            SET seen = ?, validated = ?, rejected = ?, already_processed = ?, pending = ?, failed = ?, bytes = ?,
                ended_at_ms = ?
            WHERE id = ?""";
    private static final String LOOKED =
            """
            INSERT INTO looks (source_id, run_id, at_ms, seen, pending, ignored) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (source_id) DO UPDATE SET run_id = excluded.run_id, at_ms = excluded.at_ms,
                seen = excluded.seen, pending = excluded.pending, ignored = excluded.ignored""";

    private LedgerUpdates() {}

    /** @throws IllegalStateException when the path has no current version */
    static void touched(Statements sql, Touched file, Instant at) throws SQLException {
        Current current = LedgerQueries.current(sql, file.file())
                .orElseThrow(() -> new IllegalStateException(file.file() + " has no version to touch"));
        long version = current.version().id();
        sql.update(TOUCH, file.sizeBytes(), file.mtimeNs(), version);
        sql.update(TOUCHED, at.toEpochMilli(), current.fileId(), version);
    }

    static void runStarted(Statements sql, String id, String mode, Instant startedAt) throws SQLException {
        sql.update(RUN_STARTED, id, mode, startedAt.toEpochMilli());
    }

    static void runCounted(Statements sql, long run, RunCounts counts, @Nullable Instant endedAt) throws SQLException {
        sql.update(
                RUN_COUNTED,
                counts.seen(),
                counts.validated(),
                counts.rejected(),
                counts.alreadyProcessed(),
                counts.pending(),
                counts.failed(),
                counts.bytes(),
                endedAt == null ? null : endedAt.toEpochMilli(),
                run);
    }

    static void looked(Statements sql, long source, long run, Look look) throws SQLException {
        sql.update(LOOKED, source, run, look.at().toEpochMilli(), look.seen(), look.pending(), look.ignored());
    }
}
