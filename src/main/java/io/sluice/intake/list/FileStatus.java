package io.sluice.intake.list;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What one {@code stat} says of a file or directory. Times are nanoseconds since the epoch; those before 1677 or after
 * 2262 are clamped.
 *
 * @param ctimeNs inode change time; no writer can set it
 * @param inode the inode's number
 */
public record FileStatus(FileKind kind, long sizeBytes, long mtimeNs, long ctimeNs, long inode) {
    private static final String ATTRIBUTES = "unix:mode,size,lastModifiedTime,ctime,ino";

    /** Of the path itself: a symlink is not followed. One system call. */
    public static FileStatus of(Path path) throws IOException {
        return read(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Of what the path leads to. One system call. */
    public static FileStatus followed(Path path) throws IOException {
        return read(path);
    }

    private static FileStatus read(Path path, LinkOption... options) throws IOException {
        if (KernelStatus.isUsable()) {
            return KernelStatus.of(path, options.length == 0);
        }
        Map<String, Object> unix = Files.readAttributes(path, ATTRIBUTES, options);
        return new FileStatus(
                FileKind.ofMode(attribute(unix, "mode", Integer.class)),
                attribute(unix, "size", Long.class),
                attribute(unix, "lastModifiedTime", FileTime.class).to(TimeUnit.NANOSECONDS),
                attribute(unix, "ctime", FileTime.class).to(TimeUnit.NANOSECONDS),
                attribute(unix, "ino", Long.class));
    }

    private static <T> T attribute(Map<String, Object> unix, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(unix.get(name), name));
    }

    /** The later one of the modification and the inode change time. */
    public long changedNs() {
        return Math.max(mtimeNs, ctimeNs);
    }
}
