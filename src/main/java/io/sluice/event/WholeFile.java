package io.sluice.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A text that others may read at any moment, and never half. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a file under its name in one step, replacing an earlier one. Its directory must be there. It is not forced to the
     * disk.
     *
     * @throws IOException when it cannot be written; what was there before is still there, and no temp is left
     */
    public static void write(Path file, String text) throws IOException {
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
