package io.sluice.ledger.sqlite;

import static io.sluice.ledger.sqlite.Decisions.RUN;
import static io.sluice.ledger.sqlite.Decisions.STARTED;
import static io.sluice.ledger.sqlite.Decisions.file;
import static io.sluice.ledger.sqlite.Decisions.validated;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.LedgerView;
import io.sluice.ledger.SourceTotals;
import io.sluice.ledger.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking at a ledger leaves no trace. */
class SqliteLedgerReadOnlyTest {
    private final Path directory;
    private final Path path;

    SqliteLedgerReadOnlyTest(@TempDir Path directory) throws Exception {
        this.directory = directory.toRealPath();
        this.path = this.directory.resolve("what? 100%.db");
    }

    @Test
    void aMissingLedgerIsToldAndNotCreated() throws Exception {
        assertThat(SqliteLedger.openReadOnly(directory.resolve("none/ledger.db")))
                .isEmpty();
        assertThat(names()).isEmpty();
    }

    @Test
    void aLedgerWithoutTablesKnowsNothing() throws Exception {
        Files.createFile(path);

        assertThat(SqliteLedger.openReadOnly(path)).isEmpty();
        assertThat(path).isEmptyFile();
    }

    @Test
    void aLedgerThatNobodyHasOpenIsReadWithoutLeavingAFile() throws Exception {
        try (SqliteLedger ledger = SqliteLedger.open(path)) {
            ledger.runStarted(RUN, "once", STARTED);
            ledger.enter(validated(file("a.json"), "a"));
        }
        assertThat(names()).containsExactly("what? 100%.db");
        byte[] before = Files.readAllBytes(path);

        try (LedgerView view = SqliteLedger.openReadOnly(path).orElseThrow()) {
            assertThat(view.totals()).containsExactly(new SourceTotals("sff", 1, 0, null));
            assertThat(view.lastRun().orElseThrow().id()).isEqualTo(RUN);
        }

        assertThat(names()).containsExactly("what? 100%.db");
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
    }

    @Test
    void whatAWritingProcessCommitsIsSeen() throws Exception {
        try (SqliteLedger ledger = SqliteLedger.open(path);
                LedgerView view = SqliteLedger.openReadOnly(path).orElseThrow()) {
            ledger.runStarted(RUN, "once", STARTED);
            assertThat(view.current(file("a.json"))).isEmpty();

            Version version = ledger.enter(validated(file("a.json"), "a")).version();

            assertThat(view.current(file("a.json"))).contains(version);
        }
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
