package io.sluice.intake.list;

import java.io.IOException;

/** One entry of a directory that is being listed. The same object serves for every entry: it holds only during the call. */
public interface Entry {
    /** Holds the name, in the bytes of the file system. Not to be changed. */
    byte[] bytes();

    /** Where the name begins in {@link #bytes}. */
    int nameAt();

    /** The length of the name in bytes. */
    int nameLength();

    /** What the listing says the entry is; {@link FileKind#UNKNOWN} when it does not say. */
    FileKind kind();

    /**
     * The inode's number as the listing has it; 0 when it does not say. To be compared with that of another listing only:
     * on stacked file systems a {@code stat} may name another.
     */
    long inode();

    /**
     * The status of the entry itself: a symlink is not followed. One system call.
     *
     * @throws java.nio.file.NoSuchFileException when it is gone since it was listed
     */
    FileStatus status() throws IOException;
}
