package io.sluice.zone;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flushes whole file systems with {@code syncfs(2)}, where its answer can be trusted.
 *
 * <p>{@code syncfs} tells of all that failed since the descriptor was opened only since Linux 5.17, and only where the
 * file system keeps its errors with the mount that is asked: an overlay or a network file system may say that all is
 * well. Elsewhere each file has to be flushed for itself, and so until the C library has been loaded: that takes as long as
 * a hundred files, and the first ones do not wait for it. A descriptor is opened once per file system and is dropped after
 * a failure, because a failure is told once.
 */
final class WholeFileSystems {
    private static final Logger LOG = LoggerFactory.getLogger(WholeFileSystems.class);

    private static final Set<String> TRUSTED = Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "tmpfs");

    /**
     * The first Linux whose {@code syncfs} reports every failure: of data since 5.8 (syncfs(2), VERSIONS), of the file
     * system's own sync, names and directories, since 5.17 ("vfs: make sync_filesystem return errors from ->sync_fs").
     */
    private static final int[] REPORTS_ERRORS = {5, 17};

    /** {@code O_RDONLY | O_CLOEXEC} of Linux on every architecture that the JDK runs on. */
    private static final int READ_ONLY = 0x80000;

    /** Said by a system on which the call is not there or not allowed: EPERM, EINVAL, ENOSYS. */
    private static final Set<Integer> NOT_TO_BE_HAD = Set.of(1, 22, 38);

    private static final Opened NONE = new Opened(-1, 0);

    private final Map<Object, Opened> descriptors = new HashMap<>();
    private boolean sought;
    private volatile boolean usable;

    private record Opened(int descriptor, long atNs) {}

    /**
     * Waits until all of a file system is on its disk.
     *
     * @param key equal for directories of one file system
     * @param sinceNs {@link System#nanoTime} before the first of what has to be on the disk was written
     * @return false when nothing was done: this cannot be had here, or something was written before the descriptor was
     *     opened, and what failed before that could not be told
     */
    synchronized boolean sync(Path directory, Object key, long sinceNs) throws IOException {
        if (!usable()) {
            return false;
        }
        Opened opened = descriptors.get(key);
        if (opened == null) {
            descriptors.put(key, trusted(directory) ? new Opened(C.opened(directory), System.nanoTime()) : NONE);
            return false;
        }
        return !opened.equals(NONE) && sinceNs - opened.atNs() > 0 && synced(key, opened);
    }

    private boolean synced(Object key, Opened opened) throws IOException {
        try {
            C.syncfs(opened.descriptor());
            return true;
        } catch (LastErrorException failed) {
            C.close(opened.descriptor());
            if (NOT_TO_BE_HAD.contains(failed.getErrorCode())) {
                descriptors.put(key, NONE);
                return false;
            }
            descriptors.remove(key);
            throw new IOException(reason(failed), failed);
        }
    }

    private boolean usable() {
        if (!sought) {
            sought = true;
            Thread thread = new Thread(this::seek, "syncfs");
            thread.setDaemon(true);
            thread.start();
        }
        return usable;
    }

    private void seek() {
        usable =
                reportsErrors(System.getProperty("os.name", ""), System.getProperty("os.version", "")) && C.available();
    }

    static boolean reportsErrors(String system, String version) {
        String[] parts = version.split("[^0-9]+", 3);
        if (!system.equals("Linux") || parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            return false;
        }
        int major = Integer.parseInt(parts[0]);
        int minor = Integer.parseInt(parts[1]);
        return major > REPORTS_ERRORS[0] || (major == REPORTS_ERRORS[0] && minor >= REPORTS_ERRORS[1]);
    }

    private static boolean trusted(Path directory) throws IOException {
        FileStore store = Files.getFileStore(directory);
        boolean trusted = TRUSTED.contains(store.type());
        LOG.debug(
                "{} lies on {}: {}", directory, store.type(), trusted ? "flushed as a whole" : "each file is flushed");
        return trusted;
    }

    private static String reason(LastErrorException failed) {
        String message = failed.getMessage();
        return message == null ? "error " + failed.getErrorCode() : message.replaceFirst("^\\[[0-9]+] ", "");
    }

    /** The C library. Its names are what they are there. */
    private static final class C {
        private C() {}

        /** Whether the library could be loaded and has what is needed; said once when not. */
        static boolean available() {
            try {
                Native.register(C.class, NativeLibrary.getProcess());
                return true;
            } catch (LinkageError absent) {
                LOG.info("The file system cannot be flushed as a whole, each file is flushed: {}", absent.toString());
                return false;
            }
        }

        static int opened(Path directory) throws IOException {
            try {
                return open(Native.toByteArray(directory.toString(), "UTF-8"), READ_ONLY);
            } catch (LastErrorException failed) {
                throw new IOException(reason(failed), failed);
            }
        }

        private static native int open(byte[] path, int flags) throws LastErrorException;

        static native int syncfs(int descriptor) throws LastErrorException;

        static native int close(int descriptor) throws LastErrorException;
    }
}
