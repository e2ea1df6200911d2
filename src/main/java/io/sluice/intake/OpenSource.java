package io.sluice.intake;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A source's directory, held open for one scan. What lies below it is opened name by name from there, and no symbolic link is
 * followed on the way: whoever exchanges a directory for a link meanwhile leads nobody out of the source. A link to a file that
 * lies in the source is resolved first.
 *
 * <p>Two descriptors, until the scan and every file that it took up have let go of it; two more while a directory below is
 * passed through. Safe for use by many threads.
 */
public final class OpenSource {
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Path directory;
    private final SecureDirectoryStream<Path> root;
    private final AtomicInteger holders = new AtomicInteger(1);

    private OpenSource(Path directory, SecureDirectoryStream<Path> root) {
        this.directory = directory;
        this.root = root;
    }

    /**
     * Opens a directory, whose own name may be a link; {@link #letGo} closes it.
     *
     * @throws NoSuchFileException when it is not there
     */
    @SuppressWarnings("StreamResourceLeak") // closed by the last one that lets go of it
    static OpenSource of(Path directory) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(directory);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new OpenSource(directory, secure);
        }
        stream.close();
        throw new FileSystemException(
                directory.toString(), null, "this file system cannot be read without following symbolic links");
    }

    /** Equal for one directory, whatever its path. */
    Object identity() throws IOException {
        return Objects.requireNonNull(root.getFileAttributeView(BasicFileAttributeView.class)
                .readAttributes()
                .fileKey());
    }

    /** One more that {@link #letGo}s. */
    public OpenSource hold() {
        holders.incrementAndGet();
        return this;
    }

    /** The last one closes it. */
    public void letGo() throws IOException {
        if (holders.decrementAndGet() == 0) {
            root.close();
        }
    }

    /**
     * Opens a file for reading.
     *
     * @param file absolute, below the directory
     * @throws NoSuchFileException when it is gone, or leads out of the source now
     */
    public OpenFile open(Path file) throws IOException {
        Path relative = directory.relativize(file);
        try {
            return openBelow(relative);
        } catch (IOException refused) {
            if (!Files.isSymbolicLink(file)) {
                throw refused;
            }
            return openBelow(target(file));
        }
    }

    /** What a link leads to, relative to the directory. */
    private Path target(Path link) throws IOException {
        Path target = link.toRealPath();
        Path real = directory.toRealPath();
        if (!target.startsWith(real)) {
            throw new NoSuchFileException(link.toString(), null, "it is a symlink that leaves the source");
        }
        return real.relativize(target);
    }

    private OpenFile openBelow(Path relative) throws IOException {
        Deque<DirectoryStream<Path>> passed = new ArrayDeque<>();
        try {
            SecureDirectoryStream<Path> at = root;
            for (int depth = 0; depth < relative.getNameCount() - 1; depth++) {
                at = below(at, relative.getName(depth));
                passed.push(at);
            }
            Path name = Objects.requireNonNull(relative.getFileName());
            return new OpenFile(name, at.newByteChannel(name, READ), at, passed);
        } catch (IOException | RuntimeException failed) {
            OpenFile.close(passed);
            throw failed;
        }
    }

    private static SecureDirectoryStream<Path> below(SecureDirectoryStream<Path> above, Path name) throws IOException {
        try {
            return above.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
        } catch (FileSystemException refused) {
            BasicFileAttributes now = above.getFileAttributeView(
                            name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
            if (now.isDirectory()) {
                throw refused;
            }
            throw new NoSuchFileException(name.toString(), null, "it is no directory any more");
        }
    }
}
