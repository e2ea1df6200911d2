package io.sluice.ledger.sqlite;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.EnvironmentFault.Kind;
import io.sluice.fault.Presence;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's file and the write-ahead log beside it, with the device and inode that they had when they were opened.
 *
 * <p>SQLite goes on writing into a file that was deleted or replaced, without an error, and what it writes is lost. So
 * the identities are compared before each commit. The write-ahead log lives from the first connection of a process to
 * its last, and is compared in that time only.
 */
final class LedgerFile {
    private final Path file;
    private final Path log;
    private @Nullable Object fileOpened;
    private @Nullable Object logOpened;
    private int connections;

    private LedgerFile(Path realFile) {
        this.file = realFile;
        this.log = realFile.resolveSibling(realFile.getFileName() + "-wal");
    }

    /** The ledger at this path, whose directory is made, durably, when it is missing; the file is not. */
    static LedgerFile create(Path file) throws EnvironmentFault {
        Path absolute = file.toAbsolutePath().normalize();
        try {
            createDirectory(absolute.getParent());
        } catch (IOException failure) {
            throw LedgerFaults.of(absolute, failure);
        }
        Optional<LedgerFile> there = find(absolute);
        return there.isPresent() ? there.get() : new LedgerFile(absolute);
    }

    /** Empty when there is no such file. */
    static Optional<LedgerFile> find(Path file) throws EnvironmentFault {
        try {
            // SQLite places the log beside what a symbolic link points at.
            return Optional.of(new LedgerFile(file.toRealPath()));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException failure) {
            throw LedgerFaults.of(file, failure);
        }
    }

    private static void createDirectory(@Nullable Path directory) throws IOException {
        if (directory == null || Presence.isDirectory(directory)) {
            return;
        }
        Path parent = directory.getParent();
        createDirectory(parent);
        Files.createDirectory(directory);
        if (parent != null) {
            try (FileChannel names = FileChannel.open(parent)) {
                names.force(true);
            }
        }
    }

    Path path() {
        return file;
    }

    /** Whether a write-ahead log is there, which is so while any process has the ledger open, and after a crash. */
    boolean hasLog() {
        return Files.exists(log);
    }

    /**
     * To be called before the file is opened to be written. SQLite itself falls back to reading, and leaves files beside the
     * ledger that may not be written either when the ledger may be again.
     *
     * @throws EnvironmentFault when the ledger or a file beside it is there and may not be written
     */
    void requireWritable() throws EnvironmentFault {
        for (Path each : all()) {
            try {
                if (Presence.isThere(each) && !Files.isWritable(each)) {
                    throw LedgerFaults.notWritable(file, each);
                }
            } catch (IOException unseen) {
                throw LedgerFaults.of(file, unseen);
            }
        }
    }

    /**
     * What the system says to one who opens the files, which SQLite keeps to itself; empty when it says nothing, or this process
     * has them open, which would lose its locks.
     */
    synchronized Optional<IOException> refusal() {
        if (connections > 0) {
            return Optional.empty();
        }
        for (Path each : all()) {
            Optional<IOException> told = refusal(each);
            if (told.isPresent()) {
                return told;
            }
        }
        return Optional.empty();
    }

    private static Optional<IOException> refusal(Path path) {
        try {
            if (Presence.isThere(path)) {
                FileChannel.open(path).close();
            }
            return Optional.empty();
        } catch (IOException told) {
            return Optional.of(told);
        }
    }

    private List<Path> all() {
        return List.of(file, log, file.resolveSibling(file.getFileName() + "-shm"));
    }

    /**
     * To be called once a connection has read from the file: the write-ahead log exists only then. Whoever opens or closes
     * a connection holds this object's monitor meanwhile, because the last one that is closed takes the log along.
     *
     * @throws EnvironmentFault when what lies at the path is not what was opened; the connection does not count
     */
    synchronized void connected() throws EnvironmentFault {
        if (fileOpened == null) {
            fileOpened = identity(file);
        }
        if (connections == 0) {
            logOpened = identity(log);
        }
        check();
        connections++;
    }

    /** To be called once a connection that counts was closed. */
    synchronized void disconnected() {
        connections--;
    }

    /** @throws EnvironmentFault when what lies at the path is not what was opened */
    synchronized void check() throws EnvironmentFault {
        if (fileOpened != null && !fileOpened.equals(identity(file))) {
            throw new EnvironmentFault(
                    Kind.LEDGER,
                    file,
                    file + " was deleted or replaced while it was open; nothing more is recorded and files stay"
                            + " pending; put the original file back, or stop and start again:"
                            + " an empty ledger is rebuilt by republishing equal bytes");
        }
        if (connections > 0 && logOpened != null && !logOpened.equals(identity(log))) {
            throw new EnvironmentFault(
                    Kind.LEDGER,
                    file,
                    log + " was deleted or replaced while the ledger was open; nothing more is recorded and files"
                            + " stay pending; stop and start again: stopping saves what was recorded so far");
        }
    }

    private @Nullable Object identity(Path path) throws EnvironmentFault {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException gone) {
            return null;
        } catch (IOException unreadable) {
            throw LedgerFaults.of(file, unreadable);
        }
    }
}
