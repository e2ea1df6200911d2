package io.sluice.intake;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** A file of a source that is open for reading, with the directory that it was found in. For one thread at a time. */
public final class OpenFile implements AutoCloseable {
    private final Path name;
    private final SeekableByteChannel channel;
    private final SecureDirectoryStream<Path> directory;
    private final Deque<DirectoryStream<Path>> passed;

    /** @param passed the directories that were opened on the way, which are closed with the file */
    OpenFile(
            Path name,
            SeekableByteChannel channel,
            SecureDirectoryStream<Path> directory,
            Deque<DirectoryStream<Path>> passed) {
        this.name = name;
        this.channel = channel;
        this.directory = directory;
        this.passed = passed;
    }

    /** Its bytes, from the beginning. */
    public SeekableByteChannel channel() {
        return channel;
    }

    /**
     * Whether its name leads, in this directory, to a regular file of this size and mtime. What a scan has found by a path
     * may have been another file, outside of the source, of the same name.
     */
    public boolean is(RawAttributes found) throws IOException {
        BasicFileAttributes now = directory
                .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        return now.isRegularFile()
                && now.size() == found.sizeBytes()
                && now.lastModifiedTime().to(TimeUnit.NANOSECONDS) == found.mtimeNs();
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            close(passed);
        }
    }

    static void close(Deque<DirectoryStream<Path>> passed) throws IOException {
        for (DirectoryStream<Path> each : passed) {
            each.close();
        }
    }
}
