package io.sluice.ledger.sqlite;

import io.sluice.ledger.FileId;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.LedgerChanges;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest extends LedgerContract {
    private final Path directory;

    SqliteLedgerTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Override
    Ledger open() throws Exception {
        return SqliteLedger.open(file());
    }

    @Override
    LedgerChanges changes() throws Exception {
        return SqliteLedgerChanges.open(file(), Clock.fixed(ASKED, ZoneOffset.UTC));
    }

    @Override
    void raiseGeneration() throws Exception {
        try (Connection beside = connection()) {
            beside.createStatement().execute("UPDATE generation SET value = value + 1");
        }
    }

    @Override
    List<String> events(FileId file) throws Exception {
        try (Connection beside = connection();
                PreparedStatement query = beside.prepareStatement(
                        """
                        SELECT kind || coalesce(' ' || other.path, '') FROM events
                        JOIN files ON files.id = events.file_id
                        LEFT JOIN files AS other ON other.id = events.other_file_id
                        WHERE files.path = ? ORDER BY events.id""")) {
            query.setString(1, file.path());
            List<String> events = new ArrayList<>();
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                events.add(rows.getString(1));
            }
            return events;
        }
    }

    private Connection connection() throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }

    private Path file() {
        return directory.resolve("new/ledger.db");
    }
}
