package io.sluice.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The metrics of a run for node_exporter's textfile collector, which reads every {@code *.prom} at any moment. */
final class MetricsFile {
    private MetricsFile() {}

    /**
     * Writes a file under its name in one step, replacing an earlier one. Its directory is not made: a collector reads
     * one that is there.
     *
     * @throws IOException when it cannot be written; what was there before is still there, and no temp is left
     */
    static void write(Path file, String text) throws IOException {
        Path temp = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.writeString(temp, text);
            Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temp);
        }
    }
}
