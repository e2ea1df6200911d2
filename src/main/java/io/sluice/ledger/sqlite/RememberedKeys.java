package io.sluice.ledger.sqlite;

import java.sql.SQLException;

/** Keys of users' own routes, each within a transaction of its caller. */
final class RememberedKeys {
    /** Of all routes together; beyond it the oldest are forgotten. A million take some 100 MB. */
    private static final int KEYS_MAX = 1_000_000;

    private static final String ADD = "INSERT INTO remembered (route, key) VALUES (?, ?) ON CONFLICT DO NOTHING";
    private static final String FORGET_OLDEST =
            "DELETE FROM remembered WHERE id <= (SELECT max(id) FROM remembered) - " + KEYS_MAX;
    private static final String CONTAINS = "SELECT count(*) FROM remembered WHERE route = ? AND key = ?";
    private static final String REMOVE = "DELETE FROM remembered WHERE route = ? AND key = ?";
    private static final String REMOVE_ALL = "DELETE FROM remembered WHERE route = ?";

    private RememberedKeys() {}

    static boolean add(Statements sql, String route, String key) throws SQLException {
        boolean added = sql.update(ADD, route, key) > 0;
        if (added) {
            sql.update(FORGET_OLDEST);
        }
        return added;
    }

    static boolean contains(Statements sql, String route, String key) throws SQLException {
        return sql.number(CONTAINS, route, key) > 0;
    }

    static boolean remove(Statements sql, String route, String key) throws SQLException {
        return sql.update(REMOVE, route, key) > 0;
    }

    static int removeAll(Statements sql, String route) throws SQLException {
        return sql.update(REMOVE_ALL, route);
    }
}
