package io.sluice.pipeline.consume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What tells whether a raw file still is the same: one {@code stat}.
 *
 * @param sizeBytes the size
 * @param mtimeNs modification time, nanoseconds since the epoch; a copy may have set it to anything
 * @param ctimeNs inode change time, nanoseconds since the epoch; no writer can set it
 * @param inode the inode's number: another one means that the file was replaced
 */
public record RawAttributes(long sizeBytes, long mtimeNs, long ctimeNs, long inode) {

    /** Reads the attributes of a file, following a symlink. */
    public static RawAttributes of(Path file) throws IOException {
        Map<String, Object> unix = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino");
        return new RawAttributes(
                attribute(unix, "size", Long.class),
                nanoseconds(attribute(unix, "lastModifiedTime", FileTime.class)),
                nanoseconds(attribute(unix, "ctime", FileTime.class)),
                attribute(unix, "ino", Long.class));
    }

    private static <T> T attribute(Map<String, Object> unix, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(unix.get(name), name));
    }

    /** Nanoseconds since the epoch; times before 1677 or after 2262 are clamped. */
    public static long nanoseconds(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }
}
