package io.sluice.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small file system in memory, for as long as a test lasts. Where mounting is refused the test is skipped. */
public final class Tmpfs implements AutoCloseable {
    private final Path mount;

    private Tmpfs(Path mount) {
        this.mount = mount;
    }

    public static Tmpfs ofKibibytes(int size) throws IOException, InterruptedException {
        Path mount = Files.createTempDirectory("sluice-tmpfs-");
        int status = run("mount", "-t", "tmpfs", "-o", "size=" + size + "k", "tmpfs", mount.toString());
        if (status != 0) {
            Files.delete(mount);
        }
        assumeTrue(status == 0, "mounting a tmpfs is refused here: needs the right to mount (root)");
        return new Tmpfs(mount);
    }

    public Path path() {
        return mount;
    }

    public void remount(String options) throws IOException, InterruptedException {
        assertThat(run("mount", "-o", "remount," + options, mount.toString())).isZero();
    }

    @Override
    public void close() throws IOException {
        try {
            assertThat(run("umount", mount.toString())).isZero();
        } catch (InterruptedException interrupted) {
            throw new IOException("interrupted while unmounting " + mount, interrupted);
        }
        Files.delete(mount);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
