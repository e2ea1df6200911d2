package io.sluice.ledger.sqlite;

import static io.sluice.ledger.sqlite.Decisions.RUN;
import static io.sluice.ledger.sqlite.Decisions.file;
import static io.sluice.ledger.sqlite.Decisions.rejected;
import static io.sluice.ledger.sqlite.Decisions.sha256;
import static io.sluice.ledger.sqlite.Decisions.validated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Cursor;
import io.sluice.ledger.Entered;
import io.sluice.ledger.Feed;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.SourceTotals;
import io.sluice.ledger.StageStart;
import io.sluice.ledger.Version;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
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

    @Test
    void aLedgerOfVersionThreeWithManyRowsKeepsThemAll() throws Exception {
        flyway().target("3").load().migrate();
        int files = 20_000;
        execute(
                """
                INSERT INTO sources (id, name) VALUES (1, 'sff'), (2, 'other');
                INSERT INTO schemas (id, name, sha256) VALUES (1, 'funding_data_v1', x'%s');
                INSERT INTO runs (id, name, mode, started_at_ms) VALUES (1, '%s', 'once', 1);
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)
                INSERT INTO files (id, source_id, path, version_id) SELECT i, 1 + i %% 2, i || '.json', i FROM n;
                INSERT INTO versions (id, file_id, number, state, size_bytes, mtime_ns, sha256, schema_id, published,
                    errors, run_id, decided_at_ms, duration_us)
                SELECT id, id, 1, iif(id %% 10 = 0, 'REJECTED', 'VALIDATED'), 4, id, x'%s', 1, id %% 10 <> 0, 0, 1, id, 1
                FROM files;
                INSERT INTO events (id, at_ms, kind, file_id, version_id)
                SELECT id, decided_at_ms, lower(state), file_id, id FROM versions;
                INSERT INTO source_states (source_id, state, files)
                SELECT source_id, state, count(*) FROM files JOIN versions ON versions.id = version_id GROUP BY 1, 2;
                INSERT INTO looks (source_id, run_id, at_ms, seen, pending, ignored) VALUES (1, 1, 7, 10000, 0, 3)"""
                        .formatted(sha256("schema"), RUN, files, sha256("same")));

        try (Ledger ledger = SqliteLedger.open(path)) {
            assertThat(ledger.totals())
                    .containsExactly(
                            new SourceTotals("other", 10_000, 0, null),
                            new SourceTotals(
                                    "sff", 8_000, 2_000, ledger.totals().get(1).lastScan()));
            assertThat(ledger.totals().get(1).lastScan()).isNotNull();
            assertThat(ledger.current(file("10.json")).orElseThrow().mtimeNs()).isEqualTo(10);
            assertThat(ledger.history("other", "19999.json").events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.stage()).isEqualTo("validate"));
            ledger.stageStarted(new StageStart("notify", "validated", null, false));
            Feed feed = new Feed("notify", "validate");
            ledger.advance(List.of(Cursor.at(feed, "sff", 0), Cursor.at(feed, "other", 0)));
            assertThat(ledger.stages().get(0).totals().pending()).isEqualTo(18_000);
            assertThat(ledger.news(feed, null, 0).news().get(0).file()).isEqualTo(new FileId("other", "1.json"));
            Entered changed = ledger.enter(rejected(file("2.json"), "other"));
            assertThat(changed.version().id()).isEqualTo(files + 1);
        }
        assertThat(text("SELECT count(*) FROM events")).isEqualTo(Integer.toString(files + 2));
        assertThat(text("PRAGMA integrity_check")).isEqualTo("ok");
        assertThat(text("SELECT count(*) FROM pragma_foreign_key_check")).isEqualTo("0");
        assertThatThrownBy(() -> execute("UPDATE events SET kind = 'held' WHERE id = 1"))
                .hasMessageContaining("append-only");
    }

    private void insert(int id, String file, String state, String content) throws Exception {
        execute("INSERT INTO files (id, source_id, path) VALUES (" + id + ", 1, '" + file + "')");
        execute(
                """
                INSERT INTO versions (id, file_id, number, state, size_bytes, mtime_ns, sha256, schema_id, published,
                    errors, run_id, decided_at_ms, duration_us)
                VALUES (%s, %s, 1, '%s', 4, 1, x'%s', 1, 0, 0, 1, 1, 1)"""
                        .formatted(id, id, state, sha256(content)));
        execute("UPDATE files SET version_id = " + id + " WHERE id = " + id);
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = connection()) {
            connection.createStatement().executeUpdate(sql);
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
