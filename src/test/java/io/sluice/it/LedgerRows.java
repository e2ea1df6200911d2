package io.sluice.it;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The ledger as another program reads it. */
record LedgerRows(Path file) {
    /**
     * The rows of a query, their columns joined by blanks.
     *
     * @param values of the query's question marks
     */
    List<String> query(String sql, String... values) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                statement.setString(index + 1, values[index]);
            }
            try (ResultSet result = statement.executeQuery()) {
                return rows(result);
            }
        }
    }

    private static List<String> rows(ResultSet result) throws SQLException {
        List<String> rows = new ArrayList<>();
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                row.add(result.getString(column));
            }
            rows.add(String.join(" ", row));
        }
        return rows;
    }

    /** {@code number state sha256} of every version of a file, the oldest first. */
    List<String> versions(String source, String path) throws SQLException {
        return query(
                """
                SELECT versions.number, versions.state, lower(hex(versions.sha256)) FROM versions
                JOIN files ON files.id = versions.file_id
                JOIN stage_sources ON stage_sources.id = files.stage_source_id AND stage_sources.stage_id = 1
                JOIN sources ON sources.id = stage_sources.source_id
                WHERE sources.name = ? AND files.path = ? ORDER BY versions.number""",
                source,
                path);
    }

    /** The kinds of the events of a file, the oldest first. */
    List<String> events(String source, String path) throws SQLException {
        return query(
                """
                SELECT events.kind FROM events
                JOIN files ON files.id = events.file_id
                JOIN stage_sources ON stage_sources.id = files.stage_source_id AND stage_sources.stage_id = 1
                JOIN sources ON sources.id = stage_sources.source_id
                WHERE sources.name = ? AND files.path = ? ORDER BY events.id""",
                source,
                path);
    }
}
