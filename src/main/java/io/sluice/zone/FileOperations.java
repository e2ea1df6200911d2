package io.sluice.zone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Every call that changes a file system, in one place, so that a test can fail or record each one. */
interface FileOperations {
    /** Makes a new file, under the umask. Fails when anything has that name. */
    OpenFile create(Path file) throws IOException;

    /** Atomically gives a file another name, replacing a file that has it. */
    void rename(Path from, Path to) throws IOException;

    /** Gives a file a second name. Fails when anything has that name. */
    void link(Path existing, Path name) throws IOException;

    /** Makes a symbolic link. Fails when anything has that name. */
    void symbolicLink(Path name, Path pointsAt) throws IOException;

    void createDirectory(Path directory) throws IOException;

    /** Removes a file, a link or an empty directory; false when it was not there. */
    boolean delete(Path path) throws IOException;

    /** Opens a file or a directory and waits until it is on the disk. */
    void sync(Path existing) throws IOException;

    /** Equal for directories of one file system. */
    Object fileSystem(Path directory) throws IOException;

    /**
     * Waits until everything that was written to the file system of a directory is on its disk.
     *
     * @param sinceNs {@link System#nanoTime} before the first of what has to be on the disk was written
     * @return false when that cannot be had, or a failure might go unseen: then each file and directory has to be
     *     flushed, and nothing was done here
     */
    boolean syncFileSystem(Path directory, long sinceNs) throws IOException;

    /** A file that is being written. */
    interface OpenFile {
        /** Writes some of the bytes, perhaps not all, and returns how many. */
        int write(ByteBuffer bytes) throws IOException;

        /** Waits until the bytes are on the disk. Never to be called again after it failed. */
        void sync() throws IOException;

        /** Closing again does nothing. */
        void close() throws IOException;

        /** Writes all of the bytes. */
        default void writeAll(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                if (write(bytes) <= 0) {
                    throw new IOException("nothing of " + bytes.remaining() + " bytes was written");
                }
            }
        }
    }
}
