package io.sluice.ledger.sqlite;

import io.sluice.ledger.FileId;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The ids of the names that repeat in every decision: stages, sources, schemas, runs. An id is remembered for later
 * transactions only once its own was committed; none is ever taken away from a ledger.
 */
final class Names {
    private static final String NEW_SOURCE = "INSERT INTO sources (name) VALUES (?) ON CONFLICT (name) DO NOTHING";
    private static final String SOURCE = "SELECT id FROM sources WHERE name = ?";
    private static final String STAGE = "SELECT id FROM stages WHERE name = ?";
    private static final String NEW_STAGE_SOURCE =
            "INSERT INTO stage_sources (stage_id, source_id) VALUES (?, ?) ON CONFLICT (stage_id, source_id) DO NOTHING";
    private static final String STAGE_SOURCE = "SELECT id FROM stage_sources WHERE stage_id = ? AND source_id = ?";
    private static final String NEW_SCHEMA =
            "INSERT INTO schemas (name, sha256) VALUES (?, ?) ON CONFLICT (name, sha256) DO NOTHING";
    private static final String SCHEMA = "SELECT id FROM schemas WHERE name = ? AND sha256 = ?";
    private static final String RUN = "SELECT id FROM runs WHERE name = ?";

    private interface Lookup {
        long id() throws SQLException;
    }

    /** By the table and what identifies a name there. No record, whose first hash costs a start more than all of these. */
    private final Map<List<String>, Long> committed = new HashMap<>();

    private final Map<List<String>, Long> uncommitted = new HashMap<>();

    /** A transaction begins: what one before it did not commit is void. */
    void begun() {
        uncommitted.clear();
    }

    void committed() {
        committed.putAll(uncommitted);
        uncommitted.clear();
    }

    /** The id of a source, which becomes known to the ledger with this transaction. */
    private long source(Statements sql, String name) throws SQLException {
        return id(List.of("sources", name), () -> {
            sql.update(NEW_SOURCE, name);
            return sql.number(SOURCE, name);
        });
    }

    /** @throws IllegalStateException when no such stage was started */
    long stage(Statements sql, String name) throws SQLException {
        return id(List.of("stages", name), () -> sql.first(STAGE, row -> row.getLong(1), name)
                .orElseThrow(() -> new IllegalStateException("stage " + name + " was not started")));
    }

    /**
     * The id of a source at a stage, which becomes known to the ledger with this transaction.
     *
     * @throws IllegalStateException when no such stage was started
     */
    long stageSource(Statements sql, String stage, String source) throws SQLException {
        return id(List.of("stage_sources", stage, source), () -> {
            long stageId = stage(sql, stage);
            long sourceId = source(sql, source);
            sql.update(NEW_STAGE_SOURCE, stageId, sourceId);
            return sql.number(STAGE_SOURCE, stageId, sourceId);
        });
    }

    /** The id of the stage and source of a file. */
    long stageSource(Statements sql, FileId file) throws SQLException {
        return stageSource(sql, file.stage(), file.source());
    }

    /** The id of a schema under this hash, which becomes known to the ledger with this transaction. */
    long schema(Statements sql, String name, String sha256) throws SQLException {
        return id(List.of("schemas", name, sha256), () -> {
            byte[] hash = HexFormat.of().parseHex(sha256);
            sql.update(NEW_SCHEMA, name, hash);
            return sql.number(SCHEMA, name, hash);
        });
    }

    /** @throws IllegalStateException when no such run was started */
    long run(Statements sql, String name) throws SQLException {
        return id(List.of("runs", name), () -> sql.first(RUN, row -> row.getLong(1), name)
                .orElseThrow(() -> new IllegalStateException("run " + name + " was not started")));
    }

    private long id(List<String> key, Lookup lookup) throws SQLException {
        Long known = committed.get(key);
        if (known == null) {
            known = uncommitted.get(key);
        }
        if (known == null) {
            known = lookup.id();
            uncommitted.put(key, known);
        }
        return known;
    }
}
