package io.sluice.ledger;

import io.sluice.ledger.LedgerQueries.Current;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Writes decisions and the events that follow from them, within a transaction of its caller. */
final class DecisionWriter {
    private static final String FILE =
            """
            INSERT INTO files (source_id, path) VALUES (:source, :path)
            ON CONFLICT (source_id, path) DO UPDATE SET path = excluded.path
            RETURNING id""";
    private static final String VERSION =
            """
            INSERT INTO versions (file_id, number, state, size_bytes, mtime_ns, sha256, schema_id, published,
                published_path, published_sha256, records, errors, run_id, decided_at_ms, duration_us)
            VALUES (:file, (SELECT coalesce(max(number), 0) + 1 FROM versions WHERE file_id = :file), :state, :size,
                :mtime, :sha256, :schema, :published, :published_path, :published_sha256, :records, :errors, :run,
                :decided_at, :duration)
            RETURNING id, number""";
    private static final String POINT = "UPDATE files SET version_id = :version WHERE id = :file";
    private static final String DUPLICATE =
            """
            SELECT files.id, sources.name, files.path
            FROM versions
            JOIN files ON files.id = versions.file_id AND files.version_id = versions.id
            JOIN sources ON sources.id = files.source_id
            WHERE substr(versions.sha256, 1, 8) = :prefix AND versions.sha256 = :sha256
                AND versions.state = 'VALIDATED' AND files.id <> :file
            ORDER BY versions.id
            LIMIT 1""";
    private static final String EVENT =
            """
            INSERT INTO events (at_ms, kind, file_id, version_id, other_file_id)
            VALUES (:at, :kind, :file, :version, :other)""";
    private static final int HASH_PREFIX_BYTES = 8;

    private record Event(
            long atMs,
            String kind,
            long fileId,
            long versionId,
            @Nullable Long otherFileId) {}

    private record Duplicate(long fileId, FileId file) {}

    private final Handle handle;
    private final Names names;
    private final List<Event> events = new ArrayList<>();

    DecisionWriter(Handle handle, Names names) {
        this.handle = handle;
        this.names = names;
    }

    List<Recorded> write(List<DecisionEntry> entries) {
        List<Recorded> recorded = new ArrayList<>(entries.size());
        for (DecisionEntry entry : entries) {
            recorded.add(write(entry));
        }
        writeEvents();
        return recorded;
    }

    private Recorded write(DecisionEntry entry) {
        Decision decision = entry.decision();
        Optional<Current> previous = LedgerQueries.current(handle, decision.file());
        long fileId = previous.isPresent() ? previous.get().fileId() : insertFile(decision.file());
        Version version = insertVersion(entry, fileId);
        handle.createUpdate(POINT)
                .bind("version", version.id())
                .bind("file", fileId)
                .execute();
        if (previous.isPresent() && !previous.get().version().sha256().equals(version.sha256())) {
            addEvent(version, "raw_changed", fileId, null);
        }
        addEvent(version, eventOf(version.state()), fileId, null);
        Optional<Duplicate> duplicate =
                version.state() == State.VALIDATED ? findDuplicate(entry.sha256(), fileId) : Optional.empty();
        duplicate.ifPresent(first -> addEvent(version, "duplicate", fileId, first.fileId()));
        return new Recorded(
                version,
                previous.map(Current::version).orElse(null),
                duplicate.map(Duplicate::file).orElse(null));
    }

    private long insertFile(FileId file) {
        return handle.createQuery(FILE)
                .bind("source", names.source(handle, file.source()))
                .bind("path", file.path())
                .map((row, context) -> row.getLong(1))
                .one();
    }

    private Version insertVersion(DecisionEntry entry, long fileId) {
        Decision decision = entry.decision();
        Instant decidedAt = decision.decidedAt().truncatedTo(ChronoUnit.MILLIS);
        return handle.createQuery(VERSION)
                .bind("file", fileId)
                .bind("state", decision.state().name())
                .bind("size", decision.sizeBytes())
                .bind("mtime", decision.mtimeNs())
                .bind("sha256", entry.sha256())
                .bind("schema", names.schema(handle, decision.schema(), decision.schemaSha256()))
                .bind("published", decision.publishedPath() == null ? 0 : 1)
                .bind("published_path", entry.unusualPublishedPath())
                .bind("published_sha256", entry.unusualPublishedSha256())
                .bind("records", decision.records())
                .bind("errors", decision.errorCount())
                .bind("run", names.run(handle, decision.run()))
                .bind("decided_at", decidedAt.toEpochMilli())
                .bind("duration", microseconds(Duration.between(decision.startedAt(), decision.decidedAt())))
                .map((row, context) -> version(decision, row.getLong("id"), row.getInt("number"), decidedAt))
                .one();
    }

    private static Version version(Decision decision, long id, int number, Instant decidedAt) {
        return new Version(
                id,
                number,
                decision.file(),
                decision.sizeBytes(),
                decision.mtimeNs(),
                decision.sha256(),
                decision.state(),
                decision.schema(),
                decision.schemaSha256(),
                decision.publishedPath(),
                decision.publishedSha256(),
                decision.run(),
                decidedAt);
    }

    private Optional<Duplicate> findDuplicate(byte[] sha256, long fileId) {
        return handle.createQuery(DUPLICATE)
                .bind("prefix", Arrays.copyOf(sha256, HASH_PREFIX_BYTES))
                .bind("sha256", sha256)
                .bind("file", fileId)
                .map((row, context) -> new Duplicate(row.getLong(1), new FileId(row.getString(2), row.getString(3))))
                .findOne();
    }

    private void addEvent(Version version, String kind, long fileId, @Nullable Long otherFileId) {
        events.add(new Event(version.decidedAt().toEpochMilli(), kind, fileId, version.id(), otherFileId));
    }

    private void writeEvents() {
        PreparedBatch batch = handle.prepareBatch(EVENT);
        for (Event event : events) {
            batch.bind("at", event.atMs())
                    .bind("kind", event.kind())
                    .bind("file", event.fileId())
                    .bind("version", event.versionId())
                    .bind("other", event.otherFileId())
                    .add();
        }
        batch.execute();
    }

    private static String eventOf(State state) {
        return switch (state) {
            case VALIDATED -> "validated";
            case REJECTED -> "rejected";
            case ARCHIVED -> "archived";
            case HELD -> "held";
        };
    }

    private static long microseconds(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
