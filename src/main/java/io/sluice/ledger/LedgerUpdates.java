package io.sluice.ledger;

import io.sluice.ledger.LedgerQueries.Current;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is written beside decisions, each within a transaction of its caller. */
final class LedgerUpdates {
    private static final String TOUCH = "UPDATE versions SET size_bytes = :size, mtime_ns = :mtime WHERE id = :version";
    private static final String TOUCHED =
            """
            INSERT INTO events (at_ms, kind, file_id, version_id) VALUES (:at, 'touched', :file, :version)""";
    private static final String RUN_STARTED =
            """
            INSERT INTO runs (name, mode, started_at_ms) VALUES (:name, :mode, :started_at)
            ON CONFLICT (name) DO NOTHING""";
    private static final String RUN_COUNTED =
            """
            UPDATE runs
            SET seen = :seen, validated = :validated, rejected = :rejected, already_processed = :already_processed,
                pending = :pending, failed = :failed, bytes = :bytes, ended_at_ms = :ended_at
            WHERE id = :run""";
    private static final String LOOKED =
            """
            INSERT INTO looks (source_id, run_id, at_ms, seen, pending, ignored)
            VALUES (:source, :run, :at, :seen, :pending, :ignored)
            ON CONFLICT (source_id) DO UPDATE SET run_id = excluded.run_id, at_ms = excluded.at_ms,
                seen = excluded.seen, pending = excluded.pending, ignored = excluded.ignored""";

    private LedgerUpdates() {}

    /** The version as it then is. */
    static Version touched(Handle handle, FileId file, long sizeBytes, long mtimeNs, Instant at) {
        Current current = LedgerQueries.current(handle, file)
                .orElseThrow(() -> new IllegalStateException(file + " has no version to touch"));
        Version version = current.version();
        handle.createUpdate(TOUCH)
                .bind("size", sizeBytes)
                .bind("mtime", mtimeNs)
                .bind("version", version.id())
                .execute();
        handle.createUpdate(TOUCHED)
                .bind("at", at.toEpochMilli())
                .bind("file", current.fileId())
                .bind("version", version.id())
                .execute();
        return new Version(
                version.id(),
                version.number(),
                file,
                sizeBytes,
                mtimeNs,
                version.sha256(),
                version.state(),
                version.schema(),
                version.schemaSha256(),
                version.publishedPath(),
                version.publishedSha256(),
                version.run(),
                version.decidedAt());
    }

    static int runStarted(Handle handle, String id, String mode, Instant startedAt) {
        return handle.createUpdate(RUN_STARTED)
                .bind("name", id)
                .bind("mode", mode)
                .bind("started_at", startedAt.toEpochMilli())
                .execute();
    }

    static int runCounted(Handle handle, long run, RunCounts counts, @Nullable Instant endedAt) {
        return handle.createUpdate(RUN_COUNTED)
                .bind("run", run)
                .bind("seen", counts.seen())
                .bind("validated", counts.validated())
                .bind("rejected", counts.rejected())
                .bind("already_processed", counts.alreadyProcessed())
                .bind("pending", counts.pending())
                .bind("failed", counts.failed())
                .bind("bytes", counts.bytes())
                .bind("ended_at", endedAt == null ? null : endedAt.toEpochMilli())
                .execute();
    }

    static int looked(Handle handle, long source, long run, Look look) {
        return handle.createUpdate(LOOKED)
                .bind("source", source)
                .bind("run", run)
                .bind("at", look.at().toEpochMilli())
                .bind("seen", look.seen())
                .bind("pending", look.pending())
                .bind("ignored", look.ignored())
                .execute();
    }
}
