package io.sluice.zone;

import static io.sluice.zone.Tree.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.Durability;
import io.sluice.event.Events;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoverTempsTest {
    private final Path home;

    LeftoverTempsTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void tempsGoAndEverythingElseStays() throws Exception {
        Path zone = Files.createDirectories(home.resolve("zone"));
        Path deep = Files.createDirectories(zone.resolve("sff/2024/.hidden"));
        Path outside = Files.createDirectories(home.resolve("outside"));
        DurableWriter writer = new DurableWriter(
                ZoneRoot.unmarked(zone, List.of()),
                "20240115T103000Z-4f2a",
                Commits.eachAlone(Durability.FILE, new Events()),
                false);
        for (Path killed : List.of(zone.resolve("a.json"), deep.resolve("b.json"), deep.resolve("c.json"))) {
            writer.stage(killed, Content.of(bytes("killed")));
        }
        for (Path keep : List.of(
                zone.resolve(".sluice.tmp"),
                zone.resolve(".sluice-r1-1.tmp.json"),
                zone.resolve("x.sluice-r1-1.tmp"),
                zone.resolve(".sluice-notes.tmp"),
                deep.resolve("a.tmp"),
                outside.resolve(".sluice-r1-1.tmp"))) {
            Files.write(keep, bytes("keep"));
        }
        Files.createDirectory(zone.resolve(".sluice-r1-2.tmp"));
        Files.createSymbolicLink(zone.resolve("linked"), outside);
        Files.createSymbolicLink(zone.resolve(".sluice-r1-3.tmp"), outside.resolve(".sluice-r1-1.tmp"));

        assertThat(LeftoverTemps.removeFrom(zone)).isEqualTo(3);
        assertThat(LeftoverTemps.removeFrom(zone)).isZero();
        assertThat(Tree.files(home)).hasSize(8).contains("outside/.sluice-r1-1.tmp", "zone/linked");
        assertThat(zone.resolve(".sluice-r1-2.tmp")).isDirectory();
    }

    @Test
    void zoneBehindALinkIsSwept() throws Exception {
        Path disk = Files.createDirectories(home.resolve("disk"));
        Path zone = Files.createSymbolicLink(home.resolve("zone"), disk);
        Files.write(disk.resolve(LeftoverTemps.name("r1", 1)), bytes("killed"));
        assertThat(LeftoverTemps.removeFrom(zone)).isEqualTo(1);
    }

    @Test
    void zoneThatDoesNotExistHoldsNone() throws Exception {
        assertThat(LeftoverTemps.removeFrom(home.resolve("nowhere"))).isZero();
    }
}
