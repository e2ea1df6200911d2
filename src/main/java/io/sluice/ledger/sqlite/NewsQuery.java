package io.sluice.ledger.sqlite;

import io.sluice.ledger.Feed;
import io.sluice.ledger.FileId;
import io.sluice.ledger.News;
import io.sluice.ledger.NewsPage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads events on from a cursor, page by page: a page costs what it holds, however many events there are. */
final class NewsQuery {
    /** Enough that a page costs each of its news next to nothing. */
    private static final int NEWS_MAX = 512;

    /** How many events one page passes over: those of other stages and sources cost SQLite one step each. */
    private static final int EVENTS_MAX = 16_384;

    /**
     * What was published in the zone, and what an operator has asked for again. The events are read in order by their
     * numbers, hence the cross joins, which keep SQLite from beginning with the few sources. A version is looked up among
     * the later ones of its path only where it is not the current one.
     */
    private static final String PAGE =
            """
            SELECT events.id, events.kind = 'asked_again', sources.name, files.path, versions.id, versions.number,
                coalesce(versions.published_path, sources.name || '/' || files.path),
                coalesce(versions.published_sha256, versions.sha256),
                schemas.name, runs.name, events.at_ms,
                files.version_id <> versions.id AND EXISTS (
                    SELECT 1
                    FROM versions AS later
                    WHERE later.file_id = files.id AND later.number > versions.number
                        AND later.state IN ('VALIDATED', 'PUBLISHED')
                        AND coalesce(later.published_sha256, later.sha256)
                            <> coalesce(versions.published_sha256, versions.sha256))
            FROM events
            CROSS JOIN stage_sources ON stage_sources.id = events.stage_source_id
            CROSS JOIN sources ON sources.id = stage_sources.source_id
            CROSS JOIN versions ON versions.id = events.version_id
            CROSS JOIN files ON files.id = events.file_id
            CROSS JOIN schemas ON schemas.id = versions.schema_id
            CROSS JOIN runs ON runs.id = versions.run_id
            WHERE events.id > ?1 AND events.id <= ?2
                AND (?3 IS NULL OR sources.name = ?3)
                AND ((events.kind IN ('validated', 'published')
                        AND stage_sources.stage_id = (SELECT id FROM stages WHERE name = ?4))
                    OR (events.kind = 'asked_again'
                        AND stage_sources.stage_id = (SELECT id FROM stages WHERE name = ?5)
                        AND events.id > (SELECT begun_event FROM stages WHERE name = ?5)))
            ORDER BY events.id
            LIMIT ?6""";

    private NewsQuery() {}

    static NewsPage page(Statements sql, Feed feed, @Nullable String source, long after) throws SQLException {
        long upTo = Math.min(StageQueries.lastEvent(sql), after + EVENTS_MAX);
        if (upTo <= after) {
            return new NewsPage(List.of(), after);
        }
        List<News> news =
                sql.list(PAGE, row -> news(feed, row), after, upTo, source, feed.publisher(), feed.stage(), NEWS_MAX);
        return new NewsPage(
                news, news.size() < NEWS_MAX ? upTo : news.get(news.size() - 1).event());
    }

    private static News news(Feed feed, ResultSet row) throws SQLException {
        return new News(
                row.getLong(1),
                row.getBoolean(2),
                new FileId(feed.publisher(), row.getString(3), row.getString(4)),
                row.getLong(5),
                row.getInt(6),
                row.getString(7),
                HexFormat.of().formatHex(row.getBytes(8)),
                row.getString(9),
                row.getString(10),
                Instant.ofEpochMilli(row.getLong(11)),
                row.getBoolean(12));
    }
}
