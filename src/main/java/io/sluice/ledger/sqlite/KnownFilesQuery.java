package io.sluice.ledger.sqlite;

import io.sluice.ledger.KnownFiles;
import io.sluice.ledger.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads every current version of a source at the stage that reads the raw zone, whose id is 1. */
final class KnownFilesQuery {
    /** A scan uses each page once: what it would fill of a larger cache is memory lost. */
    private static final String SMALL_CACHE = "PRAGMA cache_size = -1024";

    private static final State[] STATES = State.values();

    private static final String SCHEMAS = "SELECT id, sha256 FROM schemas";

    /**
     * By the rows of {@code files}, whose versions lie in nearly the same order: ten times as fast as by the index of
     * paths. Hence the unary plus, which keeps SQLite from that index, and the cross join, which keeps the order of the
     * tables. Schema and state are one number: a column costs the driver more than SQLite's step to the next row.
     */
    private static final String CURRENT = String.format(
            Locale.ROOT,
            """
            SELECT files.path, versions.size_bytes, versions.mtime_ns, coalesce(versions.ctime_after_ns, %d),
                versions.schema_id * %d + CASE versions.state %s END
            FROM files
            CROSS JOIN versions ON versions.id = files.version_id
            WHERE +files.stage_source_id = (
                SELECT stage_sources.id
                FROM stage_sources
                JOIN sources ON sources.id = stage_sources.source_id
                WHERE stage_sources.stage_id = 1 AND sources.name = ?)""",
            KnownFiles.UNKNOWN,
            STATES.length,
            IntStream.range(0, STATES.length)
                    .mapToObj(index -> "WHEN '" + STATES[index] + "' THEN " + index)
                    .collect(Collectors.joining(" ")));

    private KnownFilesQuery() {}

    /**
     * Tells of all files, from one snapshot.
     *
     * @param sql is left in a transaction and with a small cache: to be closed afterwards
     * @return how many were told
     */
    static long tell(Statements sql, String source, KnownFiles each) throws SQLException {
        sql.update(SMALL_CACHE);
        sql.update("BEGIN");
        Map<Long, String> schemas = sql.all(SCHEMAS, KnownFilesQuery::hashes);
        return sql.all(CURRENT, rows -> tell(rows, schemas, each), source);
    }

    private static long tell(ResultSet row, Map<Long, String> schemas, KnownFiles each) throws SQLException {
        long told = 0;
        while (row.next()) {
            long mtimeNs = row.getLong(3);
            long ctimeAfterNs = row.getLong(4);
            long schemaAndState = row.getLong(5);
            each.known(
                    row.getBytes(1),
                    row.getLong(2),
                    mtimeNs,
                    ctimeAfterNs == KnownFiles.UNKNOWN ? KnownFiles.UNKNOWN : mtimeNs + ctimeAfterNs,
                    STATES[(int) (schemaAndState % STATES.length)],
                    Objects.requireNonNull(schemas.get(schemaAndState / STATES.length)));
            told++;
        }
        return told;
    }

    private static Map<Long, String> hashes(ResultSet row) throws SQLException {
        Map<Long, String> hashes = new HashMap<>();
        while (row.next()) {
            hashes.put(row.getLong(1), HexFormat.of().formatHex(row.getBytes(2)));
        }
        return hashes;
    }
}
