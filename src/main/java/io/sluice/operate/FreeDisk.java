package io.sluice.operate;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Free space of the file system that a zone lies in.
 *
 * @param bytes what this user may still write
 * @param totalBytes the size of the file system; 0 when the system does not tell
 */
public record FreeDisk(long bytes, long totalBytes) {

    /** Of the directory, or of the nearest directory above it that exists. */
    public static FreeDisk of(Path directory) {
        Path there = directory.toAbsolutePath();
        while (Files.notExists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        File file = there.toFile();
        return new FreeDisk(file.getUsableSpace(), file.getTotalSpace());
    }

    /** Whether the system tells. */
    public boolean isKnown() {
        return totalBytes > 0;
    }

    /** The free share, 0 to 100. */
    public double percent() {
        return totalBytes == 0 ? 0 : 100.0 * bytes / totalBytes;
    }
}
