package io.sluice.it.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The ledger, read as an auditor would: with SQL, knowing none of the program's classes. */
final class LedgerRows {
    private static final String VERSIONS =
            """
            SELECT sources.name || '/' || files.path AS file, versions.state, versions.number,
                hex(versions.sha256) AS sha256
            FROM versions
            JOIN files ON files.id = versions.file_id
            JOIN stage_sources ON stage_sources.id = files.stage_source_id AND stage_sources.stage_id = 1
            JOIN sources ON sources.id = stage_sources.source_id
            ORDER BY versions.id""";
    private static final String CURRENT =
            "SELECT source || '/' || path AS file, state, hex(published_sha256) AS published FROM current_versions";

    private LedgerRows() {}

    /** One decision on a content; the file is source and path. */
    record VersionRow(String file, String state, int number, String sha256) {}

    /** Every version, in the order of the decisions. */
    static List<VersionRow> versions(Path ledger) throws SQLException {
        List<VersionRow> rows = new ArrayList<>();
        try (Connection connection = open(ledger);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(VERSIONS)) {
            while (row.next()) {
                rows.add(new VersionRow(
                        row.getString("file"),
                        row.getString("state"),
                        row.getInt("number"),
                        row.getString("sha256").toLowerCase(Locale.ROOT)));
            }
        }
        return rows;
    }

    /** The state of each file; none when there is no ledger yet. */
    static Map<String, String> states(Path ledger) throws SQLException {
        return Files.exists(ledger) ? current(ledger, "state") : Map.of();
    }

    /** The published hash of each file, empty where nothing is published. */
    static Map<String, String> published(Path ledger) throws SQLException {
        Map<String, String> published = current(ledger, "published");
        published.replaceAll((file, sha256) -> sha256.toLowerCase(Locale.ROOT));
        return published;
    }

    private static Map<String, String> current(Path ledger, String column) throws SQLException {
        Map<String, String> values = new TreeMap<>();
        try (Connection connection = open(ledger);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CURRENT)) {
            while (row.next()) {
                values.put(row.getString("file"), row.getString(column));
            }
        }
        return values;
    }

    /** A connection that may lock the ledger against the program. */
    static Connection open(Path ledger) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + ledger);
    }
}
