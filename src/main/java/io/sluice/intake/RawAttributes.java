package io.sluice.intake;

import io.sluice.intake.list.FileStatus;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What tells whether a raw file still is the same: one {@code stat}.
 *
 * @param sizeBytes the size
 * @param mtimeNs modification time, nanoseconds since the epoch; a copy may have set it to anything
 * @param ctimeNs inode change time, nanoseconds since the epoch; no writer can set it
 * @param inode the inode's number: another one means that the file was replaced
 */
public record RawAttributes(long sizeBytes, long mtimeNs, long ctimeNs, long inode) {

    /** As a record has it, without a call site to link: asked for every file. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawAttributes that
                && sizeBytes == that.sizeBytes
                && mtimeNs == that.mtimeNs
                && ctimeNs == that.ctimeNs
                && inode == that.inode;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * inode + ctimeNs);
    }

    /** Reads the attributes of a file, following a symlink. */
    public static RawAttributes of(Path file) throws IOException {
        return of(FileStatus.followed(file));
    }

    /** What has been read of a file. */
    public static RawAttributes of(FileStatus status) {
        return new RawAttributes(status.sizeBytes(), status.mtimeNs(), status.ctimeNs(), status.inode());
    }

    /** Whether the inode and its change time are the same: then everything else should be, too. */
    public boolean hasChangeTimeOf(RawAttributes other) {
        return inode == other.inode && ctimeNs == other.ctimeNs;
    }
}
