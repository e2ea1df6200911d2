package io.sluice.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A zone on a file system of 256 KiB. */
class FullDiskIT {
    private static final String PHRASE = "Insufficient disk space";

    @RegisterExtension
    final FaultyHome home = new FaultyHome();

    @Test
    void fullValidatedZoneLeavesFilesPendingUntilThereIsSpace() throws Exception {
        SmallDisk disk = home.mount(home.validated(), "256k");
        Deliveries deliveries = Deliveries.of(21, 200, 5);
        deliveries.deliverTo(home);

        SluiceProcess.Ended full = home.runOnce();

        assertThat(full.exitCode()).as(full.err()).isEqualTo(5);
        assertThat(home.faultsSaid(PHRASE)).isEqualTo(1);
        assertThat(home.said("Defect")).isZero();
        Zones.assertOnlyWholeFiles(home, deliveries);
        Zones.assertNoTemps(home);
        assertThat(LedgerRows.states(home.ledger())).hasSizeLessThan(200);
        assertThat(full.out()).contains("\"seen\" : 200,").doesNotContain("\"pending\" : 0,\n  \"failed\" : 0");

        disk.remount("size=8m");
        SluiceProcess.Ended freed = home.runOnce();

        assertThat(freed.exitCode()).as(freed.err()).isIn(0, 1);
        Zones.assertOneCopyOfEach(home, deliveries);
    }

    @Test
    void fullDeadLetterFolderLeavesFilesPendingAndGoodOnesPass() throws Exception {
        SmallDisk disk = home.mount(home.deadLetters(), "256k");
        Deliveries deliveries = Deliveries.of(22, 300, 60);
        deliveries.deliverTo(home);

        SluiceProcess.Ended full = home.runOnce();

        assertThat(full.exitCode()).as(full.err()).isEqualTo(5);
        assertThat(home.faultsSaid(PHRASE)).isEqualTo(1);
        Zones.assertOnlyWholeFiles(home, deliveries);
        Zones.assertNoTemps(home);

        disk.remount("size=8m");
        SluiceProcess.Ended freed = home.runOnce();

        assertThat(freed.exitCode()).as(freed.err()).isEqualTo(1);
        Zones.assertOneCopyOfEach(home, deliveries);
    }

    @Test
    void fullLedgerLeavesFilesPendingUntilThereIsSpace() throws Exception {
        SmallDisk disk = home.mount(ledgerDirectory(), "448k");
        Deliveries deliveries = Deliveries.of(23, 1_500, 5);
        deliveries.deliverTo(home);

        SluiceProcess.Ended full = home.runOnce();

        assertThat(full.exitCode()).as(full.err()).isEqualTo(5);
        assertThat(full.err() + home.log()).contains(PHRASE);
        assertThat(home.faultsSaid(PHRASE)).isLessThanOrEqualTo(1);
        assertThat(home.said("Defect")).isZero();
        Zones.assertOnlyWholeFiles(home, deliveries);
        Zones.assertNoTemps(home);

        disk.remount("size=16m");
        SluiceProcess.Ended freed = home.runOnce();

        assertThat(freed.exitCode()).as(freed.err()).isIn(0, 1);
        Zones.assertOneCopyOfEach(home, deliveries);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/transformed/validated", "data/dead-letter", "data/_ledger"})
    void fullFileSystemBeforeARunIsAPreconditionThatDoesNotHold(String zone) throws Exception {
        SmallDisk disk = home.mount(home.path().resolve(zone), "256k");
        disk.fill();
        Deliveries deliveries = Deliveries.of(24, 10, 10);
        deliveries.deliverTo(home);

        SluiceProcess.Ended refused = home.runOnce();

        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(3);
        assertThat(refused.err()).contains(PHRASE);
        assertThat(Zones.visible(home.deadLetters()))
                .doesNotContainAnyElementsOf(deliveries.files().keySet());

        disk.free();
        disk.remount("size=8m");

        assertThat(home.runOnce().exitCode()).isIn(0, 1);
        Zones.assertOneCopyOfEach(home, deliveries);
    }

    @Test
    void fileThatDoesNotFitBlocksNoOther() throws Exception {
        SmallDisk disk = home.mount(home.validated(), "256k");
        home.deliver("sff/large.json", Deliveries.good("L-1", 300 * 1024));
        for (int number = 0; number < 20; number++) {
            home.deliver("sff/small-" + number + ".json", Deliveries.good("S-" + number, 500));
        }

        SluiceProcess.Ended full = home.runOnce();

        assertThat(full.exitCode()).as(full.err()).isEqualTo(5);
        assertThat(Zones.visible(home.validated())).hasSize(20).doesNotContain("sff/large.json");
        assertThat(home.faultsSaid(PHRASE)).isEqualTo(1);
        Zones.assertNoTemps(home);

        disk.remount("size=1m");
        assertThat(home.runOnce().exitCode()).isZero();
        assertThat(Zones.visible(home.validated())).hasSize(21);
    }

    @Test
    void manyFilesThatDoNotFitBlockNoOther() throws Exception {
        home.mount(home.validated(), "256k");
        for (int number = 0; number < 40; number++) {
            home.deliver("sff/large-" + number + ".json", Deliveries.good("L-" + number, 300 * 1024));
        }
        home.watch();
        home.awaitSaid(PHRASE);

        home.deliver("sff/small.json", Deliveries.good("S-1", 500));

        home.awaitPublished("sff/small.json");
        assertThat(home.faultsSaid(PHRASE)).isEqualTo(1);
    }

    private Path ledgerDirectory() throws IOException {
        return home.data().resolve("_ledger");
    }
}
