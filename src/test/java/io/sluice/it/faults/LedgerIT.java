package io.sluice.it.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A ledger that is locked, gone, another one, or none. */
class LedgerIT {
    private static final String PHRASE = "Ledger unavailable";

    @RegisterExtension
    final FaultyHome home = new FaultyHome();

    @Test
    void lockedLedgerStopsTheStart() throws Exception {
        assertThat(home.runOnce().exitCode()).isZero();
        home.deliver("sff/new.json", Deliveries.good("N-1", 300));
        try (Connection other = LedgerRows.open(home.ledger());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");

            SluiceProcess.Ended refused = home.runOnce();

            assertThat(refused.exitCode()).as(refused.err()).isEqualTo(5);
            assertThat(refused.err()).contains(PHRASE, "is locked by another process", "close what holds it, or wait");
            assertThat(Zones.visible(home.deadLetters())).isEmpty();
            statement.execute("ROLLBACK");
        }
        assertThat(home.runOnce().exitCode()).isZero();
        assertThat(LedgerRows.states(home.ledger())).containsEntry("sff/new.json", "VALIDATED");
    }

    @Test
    void ledgerLockedWhileWatchingLeavesFilesPending() throws Exception {
        home.watch();
        home.deliver("sff/first.json", Deliveries.good("F-1", 300));
        home.awaitRecorded("sff/first.json", "VALIDATED");
        try (Connection other = LedgerRows.open(home.ledger());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            home.deliver("sff/good.json", Deliveries.good("G-1", 300));
            home.deliver("open_philanthropy/good.json", Deliveries.good("G-2", 300));
            home.awaitSaid("is locked by another process");
            statement.execute("ROLLBACK");
        }

        home.awaitRecorded("sff/good.json", "VALIDATED");
        home.awaitRecorded("open_philanthropy/good.json", "VALIDATED");

        home.awaitSaid("Over after");
        assertThat(home.faultsSaid(PHRASE)).isEqualTo(1);
        assertThat(LedgerRows.versions(home.ledger())).hasSize(3);
        assertThat(Zones.visible(home.deadLetters())).isEmpty();
        Zones.assertNoTemps(home);
    }

    @Test
    void ledgerDeletedWhileWatchingIsRebuiltByARestart() throws Exception {
        Deliveries deliveries = Deliveries.of(51, 30, 10);
        deliveries.deliverTo(home);
        assertThat(home.runOnce().exitCode()).isIn(0, 1);
        SluiceProcess watching = home.watch();
        Files.delete(home.ledger());
        home.deliver("sff/late.json", Deliveries.bad("L-1", 300));
        home.awaitSaid(PHRASE);

        watching.terminate();

        SluiceProcess.Ended stopped = watching.ended();
        assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(143);
        assertThat(home.faultsSaid(PHRASE)).isEqualTo(1);
        assertThat(home.ledger()).doesNotExist();
        Files.delete(home.raw("sff").resolve("late.json"));
        Files.deleteIfExists(home.deadLetters().resolve("sff/late.json"));
        Files.deleteIfExists(home.deadLetters().resolve("sff/late.json.reason.json"));
        assertThat(home.runOnce().exitCode()).isIn(0, 1);
        Zones.assertOneCopyOfEach(home, deliveries);
    }

    @Test
    void ledgerDeletedBesideItsLogIsRebuiltAfterAKill() throws Exception {
        Deliveries deliveries = Deliveries.of(52, 30, 10);
        deliveries.deliverTo(home);
        SluiceProcess watching = home.watch();
        FaultyHome.await("everything is recorded")
                .ignoreExceptions()
                .until(() -> LedgerRows.versions(home.ledger()).size() == 30);
        Files.delete(home.ledger());
        watching.kill();

        SluiceProcess.Ended rebuilt = home.runOnce();

        assertThat(rebuilt.exitCode()).as(rebuilt.err()).isIn(0, 1);
        Zones.assertOneCopyOfEach(home, deliveries);
    }

    @Test
    void ledgerReplacedWhileWatchingIsAFaultUntilTheOriginalIsBack() throws Exception {
        assertThat(home.runOnce().exitCode()).isZero();
        Path other = home.ledger().resolveSibling("other.db");
        Path original = home.ledger().resolveSibling("original.db");
        Files.copy(home.ledger(), other);
        home.watch();
        Files.move(home.ledger(), original);
        Files.move(other, home.ledger());
        home.deliver("sff/new.json", Deliveries.good("N-1", 300));
        home.awaitSaid("was deleted or replaced");

        Files.move(home.ledger(), other);
        Files.move(original, home.ledger());

        home.awaitSaid("Over after");
        home.awaitRecorded("sff/new.json", "VALIDATED");
        assertThat(home.faultsSaid(PHRASE)).isEqualTo(1);
        assertThat(LedgerRows.versions(other)).isEmpty();
        assertThat(Zones.visible(home.deadLetters())).isEmpty();
    }

    @Test
    void garbageInPlaceOfTheLedgerIsLeftAloneAndSaid() throws Exception {
        Files.createDirectories(home.ledger().getParent());
        byte[] garbage = "this is not a ledger\n".repeat(400).getBytes(UTF_8);
        Files.write(home.ledger(), garbage);
        home.deliver("sff/new.json", Deliveries.good("N-1", 300));

        SluiceProcess.Ended refused = home.runOnce();

        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(5);
        assertThat(refused.err()).contains(PHRASE, "is damaged or is no ledger", "move it", "start again");
        assertThat(home.ledger()).hasBinaryContent(garbage);
        assertThat(Zones.visible(home.validated())).isEmpty();
    }

    @Test
    void ledgerOfAnotherProgramIsLeftAloneAndSaid() throws Exception {
        Files.createDirectories(home.ledger().getParent());
        try (Connection other = LedgerRows.open(home.ledger());
                Statement statement = other.createStatement()) {
            statement.execute("CREATE TABLE files (name TEXT)");
        }

        SluiceProcess.Ended refused = home.runOnce();

        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(5);
        assertThat(refused.err()).contains(PHRASE, "is no ledger of this program", "move it aside");
    }
}
