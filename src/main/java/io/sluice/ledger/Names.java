package io.sluice.ledger;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * The ids of the names that repeat in every decision: sources, schemas, runs. An id is remembered for later
 * transactions only once its own was committed; none is ever taken away from a ledger.
 */
final class Names {
    private static final String SOURCE =
            """
            INSERT INTO sources (name) VALUES (:name)
            ON CONFLICT (name) DO UPDATE SET name = excluded.name
            RETURNING id""";
    private static final String SCHEMA =
            """
            INSERT INTO schemas (name, sha256) VALUES (:name, :sha256)
            ON CONFLICT (name, sha256) DO UPDATE SET name = excluded.name
            RETURNING id""";
    private static final String RUN = "SELECT id FROM runs WHERE name = :name";

    private record Key(String table, String name, String sha256) {}

    private final Map<Key, Long> committed = new HashMap<>();
    private final Map<Key, Long> uncommitted = new HashMap<>();

    /** A transaction begins: what one before it did not commit is void. */
    void begun() {
        uncommitted.clear();
    }

    void committed() {
        committed.putAll(uncommitted);
        uncommitted.clear();
    }

    /** The id of a source, which becomes known to the ledger with this transaction. */
    long source(Handle handle, String name) {
        return id(new Key("sources", name, ""), () -> handle.createQuery(SOURCE)
                .bind("name", name)
                .map((row, context) -> row.getLong(1))
                .one());
    }

    /** The id of a schema under this hash, which becomes known to the ledger with this transaction. */
    long schema(Handle handle, String name, String sha256) {
        return id(new Key("schemas", name, sha256), () -> handle.createQuery(SCHEMA)
                .bind("name", name)
                .bind("sha256", HexFormat.of().parseHex(sha256))
                .map((row, context) -> row.getLong(1))
                .one());
    }

    /** @throws IllegalStateException when no such run was started */
    long run(Handle handle, String name) {
        return id(new Key("runs", name, ""), () -> handle.createQuery(RUN)
                .bind("name", name)
                .map((row, context) -> row.getLong(1))
                .findOne()
                .orElseThrow(() -> new IllegalStateException("run " + name + " was not started")));
    }

    private long id(Key key, Supplier<Long> lookedUp) {
        Long known = committed.get(key);
        if (known == null) {
            known = uncommitted.get(key);
        }
        if (known == null) {
            known = lookedUp.get();
            uncommitted.put(key, known);
        }
        return known;
    }
}
