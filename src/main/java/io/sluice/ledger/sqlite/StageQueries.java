package io.sluice.ledger.sqlite;

import io.sluice.event.StageCounts;
import io.sluice.event.StageTotals;
import io.sluice.ledger.Cursor;
import io.sluice.ledger.Feed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is read of stages and their cursors. */
final class StageQueries {
    private static final String LAST_EVENT = "SELECT coalesce(max(id), 0) FROM events";
    private static final String BEGINNING = "SELECT from_event FROM stages WHERE name = ?";
    private static final String CURSORS =
            """
            SELECT sources.name, event_id, done, rejected, superseded, skipped
            FROM cursors
            JOIN stages ON stages.id = cursors.stage_id
            JOIN stage_sources ON stage_sources.id = cursors.stage_source_id
            JOIN sources ON sources.id = stage_sources.source_id
            WHERE stages.name = ?""";
    private static final String SKIPS =
            """
            SELECT files.path, max(events.id)
            FROM events
            CROSS JOIN files ON files.id = events.file_id
            WHERE events.id > max(?1, (SELECT begun_event FROM stages WHERE name = ?2))
                AND events.kind = 'skipped' AND events.stage_source_id = (
                    SELECT stage_sources.id
                    FROM stage_sources
                    JOIN stages ON stages.id = stage_sources.stage_id AND stages.name = ?2
                    JOIN sources ON sources.id = stage_sources.source_id AND sources.name = ?3)
            GROUP BY files.path""";
    private static final String PUBLISHED_SOURCES =
            """
            SELECT sources.name
            FROM stage_sources
            JOIN stages ON stages.id = stage_sources.stage_id
            JOIN sources ON sources.id = stage_sources.source_id
            WHERE stages.name = ? AND stage_sources.news > 0
            ORDER BY sources.name""";

    /** With the sources that a stage has begun with: only its routes know which others it reads. */
    private static final String STAGES =
            """
            SELECT stages.name, stages.reads, stages.publishes, sources.name AS source,
                cursors.done, cursors.rejected, cursors.superseded, cursors.skipped,
                stage_sources.news - cursors.news_before + cursors.asked
                    - cursors.done - cursors.rejected - cursors.superseded - cursors.skipped AS pending
            FROM stages
            LEFT JOIN cursors ON cursors.stage_id = stages.id
            LEFT JOIN stage_sources ON stage_sources.id = cursors.stage_source_id
            LEFT JOIN sources ON sources.id = stage_sources.source_id
            WHERE stages.id <> 1 AND NOT stages.ended
            ORDER BY stages.name, sources.name""";

    private StageQueries() {}

    static long lastEvent(Statements sql) throws SQLException {
        return sql.number(LAST_EVENT);
    }

    static long beginning(Statements sql, String stage) throws SQLException {
        return sql.number(BEGINNING, stage);
    }

    static List<Cursor> cursors(Statements sql, Feed feed) throws SQLException {
        return sql.list(
                CURSORS,
                row -> new Cursor(
                        feed,
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)),
                feed.stage());
    }

    static Map<String, Long> skips(Statements sql, Feed feed, String source, long after) throws SQLException {
        return sql.all(
                SKIPS,
                rows -> {
                    Map<String, Long> skips = new HashMap<>();
                    while (rows.next()) {
                        skips.put(rows.getString(1), rows.getLong(2));
                    }
                    return skips;
                },
                after,
                feed.stage(),
                source);
    }

    static List<String> publishedSources(Statements sql, String stage) throws SQLException {
        return sql.list(PUBLISHED_SOURCES, row -> row.getString(1), stage);
    }

    static List<StageTotals> stages(Statements sql) throws SQLException {
        return sql.all(STAGES, StageQueries::grouped);
    }

    private static List<StageTotals> grouped(ResultSet row) throws SQLException {
        List<StageTotals> stages = new ArrayList<>();
        String name = null;
        String reads = "";
        @Nullable String publishes = null;
        Map<String, StageCounts> sources = new LinkedHashMap<>();
        while (row.next()) {
            if (name != null && !name.equals(row.getString("name"))) {
                stages.add(new StageTotals(name, reads, publishes, sources));
                sources = new LinkedHashMap<>();
            }
            name = row.getString("name");
            reads = row.getString("reads");
            publishes = row.getString("publishes");
            String source = row.getString("source");
            if (source != null) {
                StageCounts counts = new StageCounts(
                        row.getLong("done"),
                        row.getLong("rejected"),
                        row.getLong("superseded"),
                        row.getLong("skipped"),
                        row.getLong("pending"));
                sources.merge(source, counts, StageCounts::plus); // two stages may publish in one zone
            }
        }
        if (name != null) {
            stages.add(new StageTotals(name, reads, publishes, sources));
        }
        return stages;
    }
}
