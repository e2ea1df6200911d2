package io.sluice.ledger.sqlite;

import io.sluice.ledger.KnownPlace;
import java.sql.SQLException;
import java.util.Optional;

/** The directories of zones and sources, each within a transaction of its caller. */
final class PlaceRows {
    private static final String FIND = "SELECT name, id, location FROM places WHERE name = ?";
    private static final String REMEMBER = "INSERT INTO places (name, id, location) VALUES (?, ?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET id = excluded.id, location = excluded.location";

    private PlaceRows() {}

    static Optional<KnownPlace> find(Statements sql, String name) throws SQLException {
        return sql.first(FIND, row -> new KnownPlace(row.getString(1), row.getString(2), row.getString(3)), name);
    }

    static void remember(Statements sql, KnownPlace place) throws SQLException {
        sql.update(REMEMBER, place.name(), place.id(), place.location());
    }
}
