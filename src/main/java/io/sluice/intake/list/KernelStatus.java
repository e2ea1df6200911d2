package io.sluice.intake.list;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The status of files by Linux's {@code statx}, at half of what the JDK's costs, which makes a map of it. To be had once a
 * {@link KernelLister} was found: it loads what is needed. Safe for use by many threads.
 */
final class KernelStatus {
    static final int ENOENT = 2;

    private static final int EACCES = 13;
    private static final int ENOTDIR = 20;
    private static final int AT_FDCWD = -100;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int STATX_BASIC_STATS = 0x7ff;
    private static final int STATUS_BYTES = 256;

    private static final ThreadLocal<Memory> STATUS = ThreadLocal.withInitial(() -> new Memory(STATUS_BYTES));

    private static volatile boolean usable;

    private KernelStatus() {}

    static boolean isUsable() {
        return usable;
    }

    /**
     * Finds out whether the call is to be had.
     *
     * @throws IOException when it is not
     * @throws LinkageError when the C library has no such call, or cannot be loaded
     */
    static void probe() throws IOException {
        of(Path.of("/"), false);
        usable = true;
    }

    /** @param followed whether a symlink is followed */
    static FileStatus of(Path path, boolean followed) throws IOException {
        String shown = path.toString();
        return read(AT_FDCWD, terminated(shown), followed ? 0 : AT_SYMLINK_NOFOLLOW, shown);
    }

    /**
     * The status of an entry itself, relative to its open directory.
     *
     * @param terminated the name, with a byte 0 behind it
     * @param shown what an exception is about
     */
    static FileStatus of(int directory, byte[] terminated, String shown) throws IOException {
        return read(directory, terminated, AT_SYMLINK_NOFOLLOW, shown);
    }

    private static FileStatus read(int directory, byte[] terminated, int flags, String shown) throws IOException {
        Memory status = STATUS.get();
        try {
            LibC.statx(directory, terminated, flags, STATX_BASIC_STATS, status);
        } catch (LastErrorException e) {
            throw failed(e, shown);
        }
        return new FileStatus(
                FileKind.ofMode(status.getShort(28)),
                status.getLong(40),
                timeNs(status, 112),
                timeNs(status, 96),
                status.getLong(32));
    }

    private static long timeNs(Memory status, int at) {
        long seconds = status.getLong(at);
        long whole = TimeUnit.SECONDS.toNanos(seconds);
        return whole == Long.MAX_VALUE || whole == Long.MIN_VALUE ? whole : whole + status.getInt(at + 8L);
    }

    static byte[] terminated(String path) {
        byte[] name = path.getBytes(UTF_8);
        return Arrays.copyOf(name, name.length + 1);
    }

    static IOException failed(LastErrorException error, String path) {
        IOException told =
                switch (error.getErrorCode()) {
                    case ENOENT -> new NoSuchFileException(path);
                    case EACCES -> new AccessDeniedException(path);
                    case ENOTDIR -> new NotDirectoryException(path);
                    default -> new FileSystemException(path, null, reason(error));
                };
        told.initCause(error);
        return told;
    }

    /** As the JDK says it, without the number that JNA puts in front. */
    private static String reason(LastErrorException error) {
        String message = error.getMessage();
        return message == null ? "error " + error.getErrorCode() : message.replaceFirst("^\\[[0-9]+] ", "");
    }
}
