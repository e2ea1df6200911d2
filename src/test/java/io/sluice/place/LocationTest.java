package io.sluice.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocationTest {
    private final Path home;

    LocationTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void placesBesideEachOtherAreApartWhetherTheyAreThereOrNot() throws Exception {
        Path there = Files.createDirectories(home.resolve("a"));

        assertThat(Location.overlap(there, home.resolve("ab"))).isFalse();
        assertThat(Location.overlap(home.resolve("not/a"), home.resolve("not/b")))
                .isFalse();
        assertThat(Location.overlap(home.resolve("not/a"), home.resolve("not/a/b")))
                .isTrue();
        assertThat(Location.overlap(there, home.resolve("a/not/yet"))).isTrue();
    }

    @Test
    void linksLeadToOnePlaceAtAnyDepth() throws Exception {
        Path raw = Files.createDirectories(home.resolve("raw/sff"));
        Path link = Files.createSymbolicLink(home.resolve("dead"), Path.of("raw"));
        Path deep = Files.createSymbolicLink(home.resolve("deep"), raw);

        assertThat(Location.overlap(link, home.resolve("raw"))).isTrue();
        assertThat(Location.overlap(deep, home.resolve("raw"))).isTrue();
        assertThat(Location.overlap(deep.resolve("not/yet"), raw)).isTrue();
        assertThat(Location.overlap(link.resolve("other"), raw)).isFalse();
    }

    @Test
    void bindMountsOfADirectoryInTheMiddleAreThatPlace() throws Exception {
        Path middle = Files.createDirectories(home.resolve("raw/sff/2024"));
        Path point = Files.createDirectories(home.resolve("dead letters/sff"));
        Process mounted = new ProcessBuilder("mount", "--bind", middle.toString(), point.toString()).start();
        assumeTrue(mounted.waitFor() == 0, "skipped: this user may not mount");
        try {
            assertThat(Location.overlap(point, home.resolve("raw"))).isTrue();
            assertThat(Location.overlap(point.resolve("below"), middle.resolve("below")))
                    .isTrue();
            assertThat(Location.overlap(point, home.resolve("raw/other"))).isFalse();
            assertThat(Location.overlap(home.resolve("dead letters"), home.resolve("raw")))
                    .isFalse();
        } finally {
            assertThat(new ProcessBuilder("umount", point.toString()).start().waitFor())
                    .isZero();
        }
    }
}
