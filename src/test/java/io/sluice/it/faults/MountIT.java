package io.sluice.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Zones and sources whose mount is gone, and places that are one through links and bind mounts. */
class MountIT {
    @RegisterExtension
    final FaultyHome home = new FaultyHome();

    @Test
    void validatedZoneWithoutItsMountIsAFaultThatHealsByItself() throws Exception {
        SmallDisk disk = SmallDisk.mountedAt(home.validated(), "4m");
        home.deliver("sff/a.json", Deliveries.good("A-1", 300));
        SluiceProcess watching = home.watch();
        home.awaitRecorded("sff/a.json", "VALIDATED");
        Path kept = home.path().resolve("kept");
        Files.createDirectories(kept);
        assertThat(SmallDisk.execute("mount", "--bind", home.validated().toString(), kept.toString()))
                .isEmpty();
        disk.close();

        home.deliver("sff/b.json", Deliveries.good("B-1", 300));
        home.awaitSaid("Zone missing");
        assertThat(Zones.visible(home.validated())).isEmpty();

        assertThat(SmallDisk.execute(
                        "mount", "--bind", kept.toString(), home.validated().toString()))
                .isEmpty();
        home.awaitRecorded("sff/b.json", "VALIDATED");
        home.awaitSaid("Over after");
        assertThat(home.faultsSaid("Zone missing")).isEqualTo(1);
        assertThat(Zones.visible(home.validated())).containsExactly("sff/a.json", "sff/b.json");
        assertThat(Zones.visible(home.deadLetters())).isEmpty();
        watching.terminate();
        assertThat(watching.ended().exitCode()).isEqualTo(143);
        assertThat(SmallDisk.execute("umount", "-l", home.validated().toString()))
                .isEmpty();
        assertThat(SmallDisk.execute("umount", "-l", kept.toString())).isEmpty();
    }

    @Test
    void anotherDiskInItsPlaceIsAFaultThoughItHasTheSameNumbers() throws Exception {
        SmallDisk disk = SmallDisk.mountedAt(home.validated(), "4m");
        home.deliver("sff/a.json", Deliveries.good("A-1", 300));
        SluiceProcess watching = home.watch();
        home.awaitRecorded("sff/a.json", "VALIDATED");
        disk.close();
        try (SmallDisk other = SmallDisk.mountedAt(home.validated(), "4m")) {
            assertThat(other).isNotNull();
            Files.createDirectories(home.validated().resolve("sff"));
            home.deliver("sff/b.json", Deliveries.good("B-1", 300));
            home.awaitSaid("Zone missing");
            assertThat(Zones.visible(home.validated())).isEmpty();
            watching.terminate();
            assertThat(watching.ended().exitCode()).isEqualTo(143);
        }
    }

    @Test
    void sourceWithoutItsMountIsNoEmptyDirectory() throws Exception {
        SmallDisk disk = SmallDisk.mountedAt(home.raw("sff"), "4m");
        home.deliver("sff/a.json", Deliveries.good("A-1", 300));
        assertThat(home.runOnce().exitCode()).isZero();
        disk.close();

        assertThat(home.runOnce().exitCode()).isEqualTo(5);
        assertThat(home.faultsSaid("is another directory than it was")).isEqualTo(1);
    }

    @Test
    void deadLettersThatAreTheSourceByABindMountTakeNothingAway() throws Exception {
        home.deliver("sff/a.json", Deliveries.good("A-1", 300));
        Path store = Files.createDirectories(home.deadLetters().resolve("sff"));
        String refused = SmallDisk.execute("mount", "--bind", home.raw("sff").toString(), store.toString());
        assumeTrue(refused.isEmpty(), "skipped: " + refused);
        try {
            assertThat(home.runOnce().exitCode()).isEqualTo(5);
            assertThat(home.raw("sff").resolve("a.json")).exists();
            assertThat(home.faultsSaid("is the same place as")).isEqualTo(1);
        } finally {
            assertThat(SmallDisk.execute("umount", store.toString())).isEmpty();
        }
        assertThat(home.runOnce().exitCode()).isZero();
    }

    @Test
    void sourceThatLeadsIntoAZoneIsNotRead() throws Exception {
        Path published = Files.createDirectories(home.validated().resolve("sff"));
        Files.delete(home.raw("sff"));
        Files.createSymbolicLink(home.raw("sff"), published);
        Files.write(published.resolve("a.json"), Deliveries.good("A-1", 300));

        assertThat(home.runOnce().exitCode()).isEqualTo(5);
        assertThat(home.faultsSaid("is the same place as")).isEqualTo(1);
        assertThat(published.resolve("a.json")).exists();
    }

    @Test
    void sourceExchangedForALinkToAnotherTreePublishesNothingOfIt() throws Exception {
        home.deliver("sff/a.json", Deliveries.good("A-1", 300));
        SluiceProcess watching = home.watch();
        home.awaitRecorded("sff/a.json", "VALIDATED");
        Path outside = Files.createDirectories(home.path().resolve("outside"));
        Files.write(outside.resolve("a.json"), Deliveries.good("X-1", 300));
        Files.write(outside.resolve("x.json"), Deliveries.good("X-2", 300));
        Path away = Files.move(home.raw("sff"), home.path().resolve("away"));
        Files.createSymbolicLink(home.raw("sff"), outside);
        home.awaitSaid("is another directory than it was");

        Files.delete(home.raw("sff"));
        Files.move(away, home.raw("sff"));
        home.deliver("sff/b.json", Deliveries.good("B-1", 300));
        home.awaitRecorded("sff/b.json", "VALIDATED");

        assertThat(Zones.visible(home.validated())).containsExactly("sff/a.json", "sff/b.json");
        assertThat(Files.mismatch(
                        home.validated().resolve("sff/a.json"), home.raw("sff").resolve("a.json")))
                .isEqualTo(-1);
        watching.terminate();
        assertThat(watching.ended().exitCode()).isEqualTo(143);
    }
}
