package io.sluice.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A validated zone that may not be written. */
class ReadOnlyIT {
    private static final String PHRASE = "Read-only file system";

    @RegisterExtension
    final FaultyHome home = new FaultyHome();

    @Test
    void readOnlyTargetIsSaidOnceAndLeavesFilesPending() throws Exception {
        SmallDisk disk = home.mount(home.validated(), "8m");
        disk.remount("ro");
        Deliveries deliveries = Deliveries.of(31, 100, 0);
        deliveries.deliverTo(home);

        SluiceProcess.Ended refused = home.runOnce();

        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(5);
        assertThat(home.faultsSaid(PHRASE)).isEqualTo(1);
        assertThat(refused.out()).contains("\"pending\" : 100,");
        assertThat(Zones.visible(home.deadLetters())).isEmpty();
        assertThat(LedgerRows.versions(home.ledger())).isEmpty();

        disk.remount("rw");
        assertThat(home.runOnce().exitCode()).isZero();
        Zones.assertOneCopyOfEach(home, deliveries);
    }

    @Test
    void watchingProcessGoesOnWhenTheTargetCanBeWrittenAgain() throws Exception {
        SmallDisk disk = home.mount(home.validated(), "8m");
        SluiceProcess watching = home.watch();
        disk.remount("ro");
        Deliveries deliveries = Deliveries.of(32, 40, 0);
        deliveries.deliverTo(home);
        home.awaitSaid(PHRASE);

        disk.remount("rw");

        for (String file : deliveries.files().keySet()) {
            home.awaitPublished(file);
        }
        home.awaitSaid("Over after");
        assertThat(home.faultsSaid(PHRASE)).isEqualTo(1);
        watching.terminate();
        assertThat(watching.ended().exitCode()).isEqualTo(143);
        Zones.assertOneCopyOfEach(home, deliveries);
    }
}
