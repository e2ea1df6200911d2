package io.sluice.ledger.sqlite;

import io.sluice.event.Counts;
import io.sluice.ledger.Scan;
import io.sluice.ledger.Touched;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is written beside decisions, each within a transaction of its caller. */
final class LedgerUpdates {
    private static final String TOUCH =
            """
            UPDATE versions SET size_bytes = ?, mtime_ns = ?, ctime_after_ns = ?
            WHERE id = (SELECT version_id FROM files WHERE stage_source_id = ? AND path = ?)""";

    /** A change time that came without another mtime, as chmod, a hard link or a restored tree leaves it, is no news. */
    private static final String TOUCHED =
            """
            INSERT INTO events (at_ms, kind, file_id, version_id, stage_source_id)
            SELECT ?, 'touched', files.id, files.version_id, files.stage_source_id
            FROM files
            JOIN versions ON versions.id = files.version_id
            WHERE files.stage_source_id = ? AND files.path = ? AND versions.mtime_ns <> ?""";

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
            INSERT INTO looks (stage_source_id, run_id, at_ms, seen, pending, ignored) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (stage_source_id) DO UPDATE SET run_id = excluded.run_id, at_ms = excluded.at_ms,
                seen = excluded.seen, pending = excluded.pending, ignored = excluded.ignored""";

    private LedgerUpdates() {}

    /** @throws IllegalStateException when one of the paths has no current version */
    static void touched(Statements sql, Names names, List<Touched> files, Instant at) throws SQLException {
        List<@Nullable Object[]> versions = new ArrayList<>(files.size());
        List<@Nullable Object[]> events = new ArrayList<>(files.size());
        for (Touched touched : files) {
            long source = names.stageSource(sql, touched.file());
            String path = touched.file().path();
            versions.add(new @Nullable Object[] {
                touched.sizeBytes(), touched.mtimeNs(), touched.ctimeNs() - touched.mtimeNs(), source, path
            });
            events.add(new @Nullable Object[] {at.toEpochMilli(), source, path, touched.mtimeNs()});
        }
        sql.updateAll(TOUCHED, events);
        int[] updated = sql.updateAll(TOUCH, versions);
        for (int i = 0; i < updated.length; i++) {
            if (updated[i] != 1) {
                throw new IllegalStateException(files.get(i).file() + " has no version to touch");
            }
        }
    }

    static void runStarted(Statements sql, String id, String mode, Instant startedAt) throws SQLException {
        sql.update(RUN_STARTED, id, mode, startedAt.toEpochMilli());
    }

    static void runCounted(Statements sql, long run, Counts counts, @Nullable Instant endedAt) throws SQLException {
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

    static void scanned(Statements sql, long source, long run, Scan scan) throws SQLException {
        Counts counts = scan.counts();
        sql.update(LOOKED, source, run, scan.at().toEpochMilli(), counts.seen(), counts.pending(), counts.ignored());
    }
}
