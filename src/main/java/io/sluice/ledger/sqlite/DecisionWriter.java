package io.sluice.ledger.sqlite;

import io.sluice.ledger.Decision;
import io.sluice.ledger.Entered;
import io.sluice.ledger.FileId;
import io.sluice.ledger.State;
import io.sluice.ledger.Version;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes decisions and the events that follow from them, within a transaction of its caller. The transaction is the only
 * one that writes, so it counts ids on by itself. A new path, the usual case, is found to be new by inserting it. Rows are
 * inserted together; those of the versions at the latest when a query is to see them.
 */
final class DecisionWriter {
    private static final String LAST_FILE = "SELECT coalesce(max(id), 0) FROM files";
    private static final String LAST_VERSION = "SELECT coalesce(max(id), 0) FROM versions";
    private static final String NEW_FILE =
            """
            INSERT INTO files (id, stage_source_id, path, version_id) VALUES (?, ?, ?, ?)
            ON CONFLICT (stage_source_id, path) DO NOTHING""";
    private static final String KNOWN_FILE = "SELECT id FROM files WHERE stage_source_id = ? AND path = ?";
    private static final String NEXT_NUMBER = "SELECT coalesce(max(number), 0) + 1 FROM versions WHERE file_id = ?";
    private static final String POINT = "UPDATE files SET version_id = ? WHERE id = ?";
    private static final String VERSION =
            """
            INSERT INTO versions (id, file_id, number, state, size_bytes, mtime_ns, sha256, schema_id, published,
                published_path, published_sha256, records, errors, run_id, decided_at_ms, duration_us, ctime_after_ns)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String LAST_PUBLISHED =
            """
            SELECT coalesce(published_sha256, sha256)
            FROM versions
            WHERE file_id = ? AND state IN ('VALIDATED', 'PUBLISHED')
            ORDER BY number DESC
            LIMIT 1""";
    private static final String STANDING =
            """
            SELECT files.id, sources.name, files.path
            FROM versions
            JOIN files ON files.id = versions.file_id AND files.version_id = versions.id
            JOIN stage_sources ON stage_sources.id = files.stage_source_id
            JOIN sources ON sources.id = stage_sources.source_id
            WHERE versions.id = ? AND versions.sha256 = ? AND versions.state = 'VALIDATED' AND files.id <> ?""";
    private static final String EVENT =
            """
            INSERT INTO events (at_ms, kind, file_id, version_id, other_file_id, stage_source_id)
            VALUES (?, ?, ?, ?, ?, ?)""";

    private record Standing(long fileId, FileId file) {}

    private final Statements sql;
    private final Names names;
    private final KnownContents contents;
    private final StateCounts counts = new StateCounts();
    private final List<@Nullable Object[]> events = new ArrayList<>();
    private final List<@Nullable Object[]> versions = new ArrayList<>();
    private long lastVersion;

    DecisionWriter(Statements sql, Names names, KnownContents contents) {
        this.sql = sql;
        this.names = names;
        this.contents = contents;
    }

    List<Entered> write(List<DecisionEntry> entries) throws SQLException {
        lastVersion = sql.number(LAST_VERSION);
        contents.readUpTo(sql, lastVersion);
        long firstFile = sql.number(LAST_FILE) + 1;
        int[] inserted = insertFiles(entries, firstFile);
        List<Entered> recorded = new ArrayList<>(entries.size());
        for (int i = 0; i < inserted.length; i++) {
            lastVersion++;
            DecisionEntry entry = entries.get(i);
            recorded.add(inserted[i] == 1 ? write(entry, firstFile + i, 1, null, true) : writeNext(entry));
        }
        insertVersions();
        counts.write(sql);
        sql.updateAll(EVENT, events);
        return recorded;
    }

    /** A path that is known already, or stands twice among the entries, leaves a gap in the ids. */
    private int[] insertFiles(List<DecisionEntry> entries, long firstFile) throws SQLException {
        List<@Nullable Object[]> files = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            FileId file = entries.get(i).decision().file();
            long source = names.stageSource(sql, file);
            files.add(new @Nullable Object[] {firstFile + i, source, file.path(), lastVersion + 1 + i});
        }
        return sql.updateAll(NEW_FILE, files);
    }

    private void insertVersions() throws SQLException {
        sql.updateAll(VERSION, versions);
        versions.clear();
    }

    private Entered writeNext(DecisionEntry entry) throws SQLException {
        insertVersions();
        FileId file = entry.decision().file();
        Version previous = LedgerQueries.current(sql, file).orElse(null);
        long fileId = sql.number(KNOWN_FILE, names.stageSource(sql, file), file.path());
        sql.update(POINT, lastVersion, fileId);
        return write(entry, fileId, (int) sql.number(NEXT_NUMBER, fileId), previous, isNews(entry, fileId));
    }

    /** Those who read on from the zone need not be told of bytes that they were told of already. */
    private boolean isNews(DecisionEntry entry, long fileId) throws SQLException {
        byte[] last = sql.first(LAST_PUBLISHED, row -> row.getBytes(1), fileId).orElse(null);
        return !Arrays.equals(last, entry.publishedSha256());
    }

    /** @param news whether what is published, if it is, differs from what was published last under this path */
    private Entered write(DecisionEntry entry, long fileId, int number, @Nullable Version previous, boolean news)
            throws SQLException {
        Version version = version(entry, fileId, number);
        long source = names.stageSource(sql, version.file());
        counts.moved(source, previous == null ? null : previous.state(), version.state());
        if (previous != null && !previous.sha256().equals(version.sha256())) {
            addEvent(
                    source,
                    version,
                    version.file().stage().equals(FileId.VALIDATE) ? "raw_changed" : "changed",
                    fileId,
                    null);
        }
        addEvent(source, version, eventOf(version.state(), news), fileId, null);
        if (news && version.state().isPublished()) {
            counts.news(source);
        }
        Standing first = null;
        if (version.state() == State.VALIDATED) {
            first = contents.add(
                    entry.sha256(), version.id(), candidate -> standing(candidate, entry.sha256(), fileId));
        } else {
            contents.skip(version.id());
        }
        if (first != null) {
            addEvent(source, version, "duplicate", fileId, first.fileId());
        }
        return new Entered(version, previous, first == null ? null : first.file());
    }

    private @Nullable Standing standing(long version, byte[] sha256, long fileId) throws SQLException {
        insertVersions();
        return sql.first(
                        STANDING,
                        row -> new Standing(row.getLong(1), new FileId(row.getString(2), row.getString(3))),
                        version,
                        sha256,
                        fileId)
                .orElse(null);
    }

    private Version version(DecisionEntry entry, long fileId, int number) throws SQLException {
        Decision decision = entry.decision();
        Instant decidedAt = decision.decidedAt().truncatedTo(ChronoUnit.MILLIS);
        versions.add(new @Nullable Object[] {
            lastVersion,
            fileId,
            number,
            decision.state().name(),
            decision.sizeBytes(),
            decision.mtimeNs(),
            entry.sha256(),
            names.schema(sql, decision.schema(), decision.schemaSha256()),
            decision.publishedPath() == null ? 0 : 1,
            entry.unusualPublishedPath(),
            entry.unusualPublishedSha256(),
            decision.records(),
            decision.errorCount(),
            names.run(sql, decision.run()),
            decidedAt.toEpochMilli(),
            microseconds(Duration.between(decision.startedAt(), decision.decidedAt())),
            decision.ctimeNs() - decision.mtimeNs()
        });
        return new Version(
                lastVersion,
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

    private void addEvent(long source, Version version, String kind, long fileId, @Nullable Long otherFileId) {
        events.add(new @Nullable Object[] {
            version.decidedAt().toEpochMilli(), kind, fileId, version.id(), otherFileId, source
        });
    }

    private static String eventOf(State state, boolean news) {
        return switch (state) {
            case VALIDATED -> news ? "validated" : "republished";
            case PUBLISHED -> news ? "published" : "republished";
            case REJECTED -> "rejected";
            case ARCHIVED -> "archived";
            case HELD -> "held";
        };
    }

    private static long microseconds(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
