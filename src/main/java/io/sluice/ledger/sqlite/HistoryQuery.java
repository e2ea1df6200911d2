package io.sluice.ledger.sqlite;

import io.sluice.ledger.FileEvent;
import io.sluice.ledger.FileHistory;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what is known of one path. Its versions are found by indexes; the cross joins keep SQLite from beginning with all
 * versions. Its events are not: an index over them would make each decision dearer for a question that a person asks now
 * and then, and a million events are looked through in about a tenth of a second.
 */
final class HistoryQuery {
    private static final String FILES =
            """
            (SELECT files.id, stages.name AS stage
            FROM sources
            CROSS JOIN stage_sources ON stage_sources.source_id = sources.id
            CROSS JOIN stages ON stages.id = stage_sources.stage_id
            CROSS JOIN files ON files.stage_source_id = stage_sources.id AND files.path = ?2
            WHERE sources.name = ?1)""";
    private static final String VERSIONS =
            """
            SELECT versions.id, versions.number, versions.size_bytes, versions.mtime_ns, versions.sha256, versions.state,
                schemas.name, schemas.sha256,
                CASE WHEN published THEN coalesce(published_path, ?1 || '/' || ?2) END,
                CASE WHEN published THEN coalesce(published_sha256, versions.sha256) END,
                runs.name, versions.decided_at_ms, known.stage AS stage
            FROM
            """
                    + FILES
                    + """
             AS known
            CROSS JOIN versions ON versions.file_id = known.id
            CROSS JOIN schemas ON schemas.id = versions.schema_id
            CROSS JOIN runs ON runs.id = versions.run_id
            ORDER BY versions.id""";
    private static final String EVENTS =
            """
            SELECT events.id, events.at_ms, stages.name AS stage, events.kind, events.version_id,
                other_sources.name AS other_source, other_files.path AS other_path, other_stages.name AS other_stage
            FROM events
            CROSS JOIN stage_sources ON stage_sources.id = events.stage_source_id
            CROSS JOIN stages ON stages.id = stage_sources.stage_id
            LEFT JOIN files AS other_files ON other_files.id = events.other_file_id
            LEFT JOIN stage_sources AS other ON other.id = other_files.stage_source_id
            LEFT JOIN stages AS other_stages ON other_stages.id = other.stage_id
            LEFT JOIN sources AS other_sources ON other_sources.id = other.source_id
            WHERE events.file_id IN (
                SELECT id FROM
            """
                    + FILES
                    + """
            )
            ORDER BY events.id""";

    private HistoryQuery() {}

    static FileHistory of(Statements sql, String source, String path) throws SQLException {
        List<Version> versions = sql.list(
                VERSIONS,
                row -> LedgerQueries.version(new FileId(row.getString("stage"), source, path), row),
                source,
                path);
        if (versions.isEmpty()) {
            return new FileHistory(List.of(), List.of());
        }
        Map<Long, Version> byId = new HashMap<>();
        versions.forEach(version -> byId.put(version.id(), version));
        return new FileHistory(versions, sql.list(EVENTS, row -> event(row, byId), source, path));
    }

    private static FileEvent event(ResultSet row, Map<Long, Version> versions) throws SQLException {
        String other = row.getString("other_path");
        return new FileEvent(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("at_ms")),
                row.getString("stage"),
                row.getString("kind"),
                versions.get(row.getLong("version_id")),
                other == null ? null : new FileId(row.getString("other_stage"), row.getString("other_source"), other));
    }
}
