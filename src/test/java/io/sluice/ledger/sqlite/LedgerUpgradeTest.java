package io.sluice.ledger.sqlite;

import static io.sluice.ledger.sqlite.Decisions.RUN;
import static io.sluice.ledger.sqlite.Decisions.file;
import static io.sluice.ledger.sqlite.Decisions.rejected;
import static io.sluice.ledger.sqlite.Decisions.sha256;
import static io.sluice.ledger.sqlite.Decisions.validated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Entered;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.SourceTotals;
import io.sluice.ledger.Version;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger that an older program wrote is brought up to date, and nothing of it is lost. */
class LedgerUpgradeTest {
    private static final String FIRST = "V1__files_versions_events_runs.sql";
    private static final String TABLES =
            """
            SELECT group_concat(type || ' ' || name || ': ' || coalesce(sql, ''), char(10)) FROM
                (SELECT * FROM sqlite_schema WHERE tbl_name <> 'flyway_schema_history' ORDER BY type, name)""";

    private final Path path;

    LedgerUpgradeTest(@TempDir Path directory) {
        this.path = directory.resolve("ledger.db");
    }

    /** @param byFlyway whether with Flyway's history, or as a ledger is made that needs no upgrade yet */
    private void writeLedgerOfVersionOne(boolean byFlyway) throws Exception {
        if (byFlyway) {
            flyway().target("1").load().migrate();
        } else {
            try (InputStream script = getClass().getResourceAsStream("/db/migration/" + FIRST);
                    Connection connection = connection()) {
                connection.createStatement().executeUpdate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        execute("INSERT INTO sources (id, name) VALUES (1, 'sff')");
        execute("INSERT INTO schemas (id, name, sha256) VALUES (1, 'funding_data_v1', x'" + sha256("schema") + "')");
        execute("INSERT INTO runs (id, name, mode, started_at_ms) VALUES (1, '" + RUN + "', 'once', 1)");
        insert(1, "a.json", "VALIDATED", "same");
        insert(2, "b.json", "REJECTED", "bad");
    }

    private FluentConfiguration flyway() {
        return Flyway.configure().dataSource("jdbc:sqlite:" + path, null, null).locations("classpath:db/migration");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsInItStaysAndCountsGoOn(boolean byFlyway) throws Exception {
        writeLedgerOfVersionOne(byFlyway);
        try (Ledger ledger = SqliteLedger.open(path)) {
            Version first = ledger.current(file("a.json")).orElseThrow();
            assertThat(first.sha256()).isEqualTo(sha256("same"));
            assertThat(ledger.totals()).containsExactly(new SourceTotals("sff", 1, 1, null));

            Entered duplicate = ledger.enter(validated(file("c.json"), "same"));
            Entered changed = ledger.enter(rejected(file("a.json"), "other"));

            assertThat(duplicate.duplicateOf()).isEqualTo(file("a.json"));
            assertThat(duplicate.version().id()).isEqualTo(3);
            assertThat(changed.previous()).isEqualTo(first);
            assertThat(changed.version().number()).isEqualTo(2);
            assertThat(ledger.totals()).containsExactly(new SourceTotals("sff", 1, 2, null));
        }
        assertThat(text("PRAGMA integrity_check")).isEqualTo("ok");
        assertThat(text("SELECT count(*) FROM pragma_foreign_key_check")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatRefersToAnotherRowIsStillHeldToIt(boolean byFlyway) throws Exception {
        writeLedgerOfVersionOne(byFlyway);
        SqliteLedger.open(path).close();

        assertThat(text("SELECT group_concat(\"from\") FROM pragma_foreign_key_list('files')"))
                .isEqualTo("stage_source_id");
        assertThatThrownBy(() -> execute("UPDATE versions SET errors = 1, file_id = 99 WHERE id = 1"))
                .hasMessageContaining("never changed");
        assertThatThrownBy(() -> execute("INSERT INTO events (at_ms, kind, file_id) VALUES (1, 'held', 99)"))
                .hasMessageContaining("FOREIGN KEY");
    }

    @Test
    void aNewLedgerHasWhatAnUpgradedOneHas() throws Exception {
        flyway().load().migrate();
        String upgraded = text(TABLES);
        Files.delete(path);

        SqliteLedger.open(path).close();

        assertThat(text(TABLES)).isEqualTo(upgraded).contains("CREATE TABLE versions");
        assertThat(text("PRAGMA user_version")).isEqualTo(Integer.toString(LedgerSchema.VERSION));
        assertThat(text("PRAGMA integrity_check")).isEqualTo("ok");
    }

    @Test
    void aLookNamesTheRunThatBringsItUpToDate() throws Exception {
        writeLedgerOfVersionOne(true);
        assertThatThrownBy(() -> SqliteLedger.openReadOnly(path))
                .isInstanceOf(EnvironmentFault.class)
                .hasMessageContaining("the next run brings it up to date");
    }

    private void insert(int id, String file, String state, String content) throws Exception {
        execute("INSERT INTO files (id, source_id, path) VALUES (" + id + ", 1, '" + file + "')");
        execute(
                """
                INSERT INTO versions (id, file_id, number, state, size_bytes, mtime_ns, sha256, schema_id, published,
                    errors, run_id, decided_at_ms, duration_us)
                VALUES (%d, %d, 1, '%s', 4, 1, x'%s', 1, 0, 0, 1, 1, 1)"""
                        .formatted(id, id, state, sha256(content)));
        execute("UPDATE files SET version_id = " + id + " WHERE id = " + id);
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = connection()) {
            connection.createStatement().execute(sql);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + path + "?foreign_keys=on");
    }

    private String text(String sql) throws Exception {
        try (Connection connection = connection();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            return row.getString(1);
        }
    }
}
