package io.sluice.it.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small file system in memory. A test that needs one is skipped where this user may not mount. */
final class SmallDisk implements AutoCloseable {
    private static final String FILLER = "filler";

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    static SmallDisk mountedAt(Path directory, String size) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        String refused = execute("mount", "-t", "tmpfs", "-o", "size=" + size, "sluice-test", directory.toString());
        assumeTrue(refused.isEmpty(), "skipped: mounting a tmpfs was refused: " + refused);
        return new SmallDisk(directory);
    }

    /** Options of mount, such as {@code ro} or {@code size=4m}. */
    void remount(String options) throws IOException, InterruptedException {
        String refused = execute("mount", "-o", "remount," + options, directory.toString());
        assumeTrue(refused.isEmpty(), "skipped: mounting with " + options + " was refused: " + refused);
    }

    /** Leaves no free page. */
    void fill() throws IOException {
        byte[] page = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(directory.resolve(FILLER))) {
            while (Files.getFileStore(directory).getUsableSpace() > 0) {
                out.write(page);
            }
        }
    }

    void free() throws IOException {
        Files.delete(directory.resolve(FILLER));
    }

    @Override
    public void close() throws IOException {
        try {
            String refused = execute("umount", "-l", directory.toString());
            if (!refused.isEmpty()) {
                throw new IOException(refused);
            }
        } catch (InterruptedException interrupted) {
            throw new IOException("interrupted while unmounting " + directory, interrupted);
        }
    }

    /** What the command said when it failed; empty when it did what it should. */
    static String execute(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? "" : command[0] + " failed: " + said;
        } catch (IOException absent) {
            return absent.toString();
        }
    }
}
