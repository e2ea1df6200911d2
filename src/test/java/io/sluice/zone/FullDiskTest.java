package io.sluice.zone;

import static io.sluice.zone.Tree.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.config.Durability;
import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.EnvironmentFault.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FullDiskTest {
    private static final byte[] SMALL = bytes("{}");
    private static final byte[] TOO_LARGE = new byte[300 * 1024];

    private final Tmpfs disk;
    private final Path zone;
    private final Path backups;

    FullDiskTest() throws Exception {
        disk = Tmpfs.ofKibibytes(256);
        zone = disk.path().resolve("validated");
        backups = disk.path().resolve("_backups");
    }

    @AfterEach
    void unmount() throws Exception {
        disk.close();
    }

    private Published publish(byte[] content, Durability durability, String path) throws EnvironmentFault {
        try (Commits commits = Committing.of(durability)) {
            Publisher publisher = new Publisher(
                    ZoneRoot.unmarked(zone, List.of()), ZoneRoot.unmarked(backups, List.of()), "r1", commits, true);
            return Committing.publish(publisher, commits, content, zone.resolve(path), backups.resolve(path));
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void fullDiskLeavesNoPartOfTheFileAndTheEarlierOneIntact(Durability durability) throws Exception {
        publish(SMALL, durability, "sff/a.json");
        EnvironmentFault fault =
                catchThrowableOfType(EnvironmentFault.class, () -> publish(TOO_LARGE, durability, "sff/a.json"));
        EnvironmentFault other =
                catchThrowableOfType(EnvironmentFault.class, () -> publish(TOO_LARGE, durability, "lab/deep/b.json"));

        assertThat(fault.kind()).isEqualTo(Kind.DISK_SPACE);
        assertThat(fault)
                .hasMessageStartingWith("Insufficient disk space: could not write " + zone.resolve("sff/a.json"))
                .hasMessageContaining("stays pending")
                .hasMessageContaining("free space or inodes on " + disk.path());
        assertThat(other.key()).isEqualTo(fault.key());
        assertThat(Tree.files(disk.path())).isEqualTo(List.of("validated/sff/a.json"));
        assertThat(zone.resolve("sff/a.json")).hasBinaryContent(SMALL);

        publish(bytes("{ }"), durability, "sff/a.json");
        assertThat(zone.resolve("sff/a.json")).hasContent("{ }");
    }

    @Test
    void readOnlyTargetIsAFaultOfItsOwn() throws Exception {
        publish(SMALL, Durability.FILE, "sff/a.json");
        disk.remount("ro");
        EnvironmentFault fault = catchThrowableOfType(
                EnvironmentFault.class, () -> publish(bytes("{ }"), Durability.FILE, "sff/a.json"));
        EnvironmentFault other = catchThrowableOfType(
                EnvironmentFault.class, () -> publish(bytes("{ }"), Durability.FILE, "lab/b.json"));
        assertThat(fault.kind()).isEqualTo(Kind.READ_ONLY);
        assertThat(fault).hasMessageContaining("remount " + disk.path() + " for writing");
        assertThat(other.key()).isEqualTo(fault.key());
        assertThat(Tree.files(disk.path())).containsExactly("validated/sff/a.json");
    }

    @Test
    void spaceIsKnownBeforeWriting() throws Exception {
        FreeSpace space = new FreeSpace();
        space.require(zone, 200 * 1024);
        EnvironmentFault before =
                catchThrowableOfType(EnvironmentFault.class, () -> space.require(zone, TOO_LARGE.length));
        EnvironmentFault within =
                catchThrowableOfType(EnvironmentFault.class, () -> publish(TOO_LARGE, Durability.FILE, "sff/a.json"));
        assertThat(before.kind()).isEqualTo(Kind.DISK_SPACE);
        assertThat(before)
                .hasMessageStartingWith("Insufficient disk space: " + disk.path() + " has ")
                .hasMessageContaining("307200 are needed");
        assertThat(before.key()).isEqualTo(within.key());
    }

    @Test
    void spaceThatIsTakenIsSeenAtOnce() throws Exception {
        FreeSpace space = new FreeSpace();
        Files.createDirectories(zone);
        assertThat(space.freePercent(zone)).isEqualTo(100.0);
        Files.write(zone.resolve("half"), new byte[128 * 1024]);
        assertThat(space.freePercent(zone)).isEqualTo(50.0);
        assertThat(space.usableBytes(zone)).isEqualTo(128 * 1024);
        assertThat(space.usableBytes(zone.resolve("not/yet"))).isEqualTo(128 * 1024);
    }
}
