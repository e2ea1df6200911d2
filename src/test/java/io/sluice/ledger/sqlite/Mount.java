package io.sluice.ledger.sqlite;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A small file system in memory. The test that needs one is skipped where this user may not mount. */
final class Mount implements AutoCloseable {
    private static final String FILLER = "filler";

    private final Path directory;

    private Mount(Path directory) {
        this.directory = directory;
    }

    static Mount ofSize(String size, Path directory) throws IOException {
        String refused = execute("mount", "-t", "tmpfs", "-o", "size=" + size, "sluice-test", directory.toString());
        assumeTrue(refused.isEmpty(), "skipped: mounting a tmpfs was refused: " + refused);
        return new Mount(directory);
    }

    Path at(String name) {
        return directory.resolve(name);
    }

    /** Leaves no more than so many bytes. */
    void fillBut(long bytes) throws IOException {
        byte[] page = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(at(FILLER), StandardOpenOption.CREATE)) {
            while (Files.getFileStore(directory).getUsableSpace() > bytes) {
                out.write(page);
            }
        }
    }

    void free() throws IOException {
        Files.delete(at(FILLER));
    }

    void makeReadOnly() throws IOException {
        remount("ro");
    }

    void makeWritable() throws IOException {
        remount("rw");
    }

    private void remount(String access) throws IOException {
        String refused = execute("mount", "-o", "remount," + access, directory.toString());
        assumeTrue(refused.isEmpty(), "skipped: mounting " + access + " was refused: " + refused);
    }

    @Override
    public void close() throws IOException {
        String refused = execute("umount", "--lazy", directory.toString());
        if (!refused.isEmpty()) {
            throw new IOException(refused);
        }
    }

    /** What the command said when it failed; empty when it did what it should. */
    private static String execute(String... command) {
        try {
            Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? "" : command[0] + " failed: " + said;
        } catch (IOException absent) {
            return absent.toString();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
