package io.sluice.ledger.sqlite;

import static io.sluice.ledger.sqlite.Decisions.RUN;
import static io.sluice.ledger.sqlite.Decisions.STARTED;
import static io.sluice.ledger.sqlite.Decisions.file;
import static io.sluice.ledger.sqlite.Decisions.validated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.EnvironmentFault.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ledger does when the world around its file is wrong. */
class SqliteLedgerFaultTest {
    private final Path directory;
    private final Path path;

    SqliteLedgerFaultTest(@TempDir Path directory) throws Exception {
        this.directory = directory.toRealPath();
        this.path = this.directory.resolve("ledger.db");
    }

    @Test
    void aLockedLedgerIsAFaultThatHealsWithTheLock() throws Exception {
        try (SqliteLedger ledger = started();
                Connection other = connection()) {
            ledger.enter(validated(file("a.json"), "a"));
            other.createStatement().execute("BEGIN IMMEDIATE");

            assertFault(Kind.LEDGER, "locked", () -> ledger.enter(validated(file("b.json"), "b")));
            assertThat(ledger.current(file("a.json"))).isPresent();
            assertThat(ledger.current(file("b.json"))).isEmpty();

            other.createStatement().execute("ROLLBACK");
            assertThat(ledger.enter(validated(file("b.json"), "b")).version().number())
                    .isEqualTo(1);
            assertThat(ledger.current(file("b.json"))).isPresent();
        }
    }

    @Test
    void aLedgerThatAnotherProcessHoldsForItselfIsNotOpened() throws Exception {
        started().close();
        try (Connection other = connection()) {
            other.createStatement().execute("PRAGMA locking_mode = EXCLUSIVE");
            other.createStatement().execute("BEGIN EXCLUSIVE");
            other.createStatement().execute("UPDATE generation SET value = value + 1");

            assertFault(Kind.LEDGER, "locked", () -> SqliteLedger.open(path));
        }
        SqliteLedger.open(path).close();
    }

    @Test
    void aDeletedLedgerRecordsNothingAndIsNotTrustedForUnknownPaths() throws Exception {
        try (SqliteLedger ledger = started()) {
            ledger.enter(validated(file("a.json"), "a"));
            Files.delete(path);

            assertFault(Kind.LEDGER, "deleted or replaced", () -> ledger.enter(validated(file("b.json"), "b")));
            assertFault(Kind.LEDGER, "deleted or replaced", () -> ledger.current(file("c.json")));
            assertFault(Kind.LEDGER, "deleted or replaced", ledger::refresh);
            assertThat(path).doesNotExist();
        }
        try (SqliteLedger rebuilt = started()) {
            assertThat(rebuilt.current(file("a.json"))).isEmpty();
            assertThat(rebuilt.enter(validated(file("a.json"), "a")).version().number())
                    .isEqualTo(1);
        }
    }

    @Test
    void workGoesOnWhenTheOriginalFileComesBack() throws Exception {
        Path away = directory.resolve("away.db");
        try (SqliteLedger ledger = started()) {
            ledger.enter(validated(file("a.json"), "a"));
            Files.move(path, away);
            assertFault(Kind.LEDGER, "deleted or replaced", () -> ledger.enter(validated(file("b.json"), "b")));

            Files.move(away, path);

            ledger.enter(validated(file("c.json"), "c"));
            assertThat(ledger.current(file("b.json"))).isEmpty();
        }
        try (SqliteLedger reopened = SqliteLedger.open(path)) {
            assertThat(reopened.current(file("a.json"))).isPresent();
            assertThat(reopened.current(file("b.json"))).isEmpty();
            assertThat(reopened.current(file("c.json"))).isPresent();
        }
    }

    @Test
    void aReplacedLedgerIsLeftAsItIs() throws Exception {
        try (SqliteLedger ledger = started()) {
            ledger.enter(validated(file("a.json"), "a"));
            Path replacement = directory.resolve("replacement.db");
            SqliteLedger.open(replacement).close();
            Files.delete(path);
            Files.move(replacement, path);
            byte[] before = Files.readAllBytes(path);

            assertFault(Kind.LEDGER, "deleted or replaced", () -> ledger.enter(validated(file("b.json"), "b")));
            assertFault(Kind.LEDGER, "deleted or replaced", () -> ledger.current(file("b.json")));
            assertThat(Files.readAllBytes(path)).isEqualTo(before);
        }
    }

    @Test
    void aDeletedLogIsAFaultAndARestartKeepsWhatWasRecorded() throws Exception {
        try (SqliteLedger ledger = started()) {
            ledger.enter(validated(file("a.json"), "a"));
            Files.delete(directory.resolve("ledger.db-wal"));

            assertFault(Kind.LEDGER, "ledger.db-wal", () -> ledger.enter(validated(file("b.json"), "b")));
        }
        try (SqliteLedger reopened = SqliteLedger.open(path)) {
            assertThat(reopened.current(file("a.json"))).isPresent();
            assertThat(reopened.current(file("b.json"))).isEmpty();
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsLeftAsItIs() throws Exception {
        Files.writeString(path, "{\"processed\": []}\n".repeat(500));
        byte[] before = Files.readAllBytes(path);

        assertFault(Kind.LEDGER, "move it", () -> SqliteLedger.open(path));
        assertFault(Kind.LEDGER, "move it", () -> SqliteLedger.openReadOnly(path));
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
    }

    @Test
    void aDamagedLedgerIsAFaultAndNotADefect() throws Exception {
        started().close();
        byte[] bytes = Files.readAllBytes(path);
        java.util.Arrays.fill(bytes, 4_096, bytes.length, (byte) 0x5a);
        Files.write(path, bytes);

        assertFault(Kind.LEDGER, "move it", () -> SqliteLedger.open(path));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE theirs (id INTEGER) | 0",
                "CREATE TABLE theirs (id INTEGER) | 1",
                "CREATE TABLE theirs (id INTEGER) | 2",
                "CREATE TABLE files (id); CREATE TABLE versions (id); CREATE TABLE generation (id) | 0",
                "CREATE TABLE files (id); CREATE TABLE versions (id); CREATE TABLE generation (id) | 1",
                "CREATE TABLE files (id); CREATE TABLE versions (id); CREATE TABLE generation (id) | 2",
                "CREATE TABLE theirs (id INTEGER); CREATE TABLE flyway_schema_history (id) | 0",
                "CREATE TABLE theirs (id INTEGER); CREATE TABLE flyway_schema_history (id) | 1",
                "CREATE VIEW theirs AS SELECT 1 | 0",
                "CREATE VIEW theirs AS SELECT 1 | 2",
                "PRAGMA application_id = 77 | 0"
            })
    void aDatabaseOfAnotherProgramIsLeftAsItIs(String statements, int userVersion) throws Exception {
        try (Connection other = connection()) {
            for (String statement : statements.split("; ", -1)) {
                other.createStatement().execute(statement);
            }
            other.createStatement().execute("PRAGMA user_version = " + userVersion);
        }
        byte[] before = Files.readAllBytes(path);

        assertFault(Kind.LEDGER, "no ledger of this program", () -> SqliteLedger.open(path));
        assertFault(Kind.LEDGER, "no ledger of this program", () -> SqliteLedger.openReadOnly(path));
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all).containsExactly(path);
        }
    }

    /** As {@code sqlite3 .dump} makes it. */
    @Test
    void aCopyThatLostItsSchemaVersionIsLeftAsItIs() throws Exception {
        started().close();
        String before = tables();
        try (Connection other = connection()) {
            other.createStatement().execute("PRAGMA user_version = 0");
        }

        assertFault(Kind.LEDGER, "user_version = " + LedgerSchema.VERSION, () -> SqliteLedger.open(path));
        assertThat(tables()).isEqualTo(before);

        try (Connection other = connection()) {
            other.createStatement().execute("PRAGMA user_version = " + LedgerSchema.VERSION);
        }
        SqliteLedger.open(path).close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aDatabaseWithoutTablesIsFilled(int userVersion) throws Exception {
        try (Connection other = connection()) {
            other.createStatement().execute("PRAGMA user_version = " + userVersion);
        }
        assertThat(SqliteLedger.openReadOnly(path)).isEmpty();
        try (SqliteLedger ledger = started()) {
            ledger.enter(validated(file("a.json"), "a"));
        }
        assertThat(tables()).contains("versions");
    }

    @Test
    void whatABatchLeftBehindIsNotPartOfTheNext() throws Exception {
        Statements sql = new Statements(connection());
        try {
            sql.script("CREATE TABLE numbers (n INTEGER)");
            String insert = "INSERT INTO numbers (n) VALUES (?)";
            List<Object[]> broken = new ArrayList<>(List.of(new Object[] {1}, new Object[] {2}));
            broken.set(1, null);
            assertThatThrownBy(() -> sql.updateAll(insert, broken)).isInstanceOf(NullPointerException.class);
            List<Object[]> one = new ArrayList<>();
            one.add(new Object[] {3});
            assertThat(sql.updateAll(insert, one)).containsExactly(1);
            assertThat(sql.number("SELECT sum(n) FROM numbers")).isEqualTo(3);
        } finally {
            sql.close();
        }
    }

    private String tables() throws Exception {
        try (Connection other = connection();
                ResultSet tables = other.createStatement()
                        .executeQuery("SELECT group_concat(name, ' ') FROM sqlite_schema WHERE type = 'table'")) {
            return String.valueOf(tables.getString(1));
        }
    }

    @Test
    void aLedgerOfANewerProgramIsLeftAsItIs() throws Exception {
        started().close();
        try (Connection other = connection()) {
            other.createStatement().execute("PRAGMA user_version = 99");
        }

        assertFault(Kind.LEDGER, "newer program", () -> SqliteLedger.open(path));
        assertFault(Kind.LEDGER, "newer program", () -> SqliteLedger.openReadOnly(path));
    }

    @Test
    void aDirectoryInTheLedgersPlaceIsAFault() throws Exception {
        Files.createDirectory(path);

        assertFault(Kind.LEDGER, "cannot be opened", () -> SqliteLedger.open(path));
    }

    @Test
    void aFileInTheDirectorysPlaceIsAFault() throws Exception {
        Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> SqliteLedger.open(directory.resolve("file/new/ledger.db")))
                .isInstanceOf(EnvironmentFault.class);
    }

    private SqliteLedger started() throws EnvironmentFault {
        SqliteLedger ledger = SqliteLedger.open(path);
        ledger.runStarted(RUN, "once", STARTED);
        return ledger;
    }

    private Connection connection() throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + path);
    }

    private static void assertFault(Kind kind, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(EnvironmentFault.class, fault -> assertThat(fault.kind())
                        .isEqualTo(kind))
                .hasMessageContaining(words)
                .hasMessageNotContaining("\n");
    }
}
