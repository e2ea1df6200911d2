package io.sluice.ledger.lease;

import io.sluice.ledger.lease.RunLock.Holder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock of the operating system on one file, held for the life of the process.
 *
 * <p>The lock counts, not the file: the file stays behind, and what a killed process left in it means nothing. On POSIX
 * a process loses its lock when it closes <em>any</em> descriptor of the file. So what this process holds is remembered
 * in {@link #HELD}, the file is not opened a second time meanwhile, and all that opens or closes it is synchronized.
 */
final class LockFile {
    private static final Map<Path, Holder> HELD = new HashMap<>();
    private static final int ATTEMPTS = 20;
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Path key;
    private final FileChannel channel;

    private LockFile(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /**
     * Takes the lock for this process; the file is created when it is missing, its directory is not.
     *
     * @throws AlreadyRunning when this or another living process holds it
     * @throws IOException when the file cannot be created or written; nothing is held then
     */
    static LockFile acquire(Path file, Holder self) throws AlreadyRunning, IOException {
        synchronized (LockFile.class) {
            Path key = key(file);
            Holder inThisProcess = HELD.putIfAbsent(key, self);
            if (inThisProcess != null) {
                throw new AlreadyRunning(inThisProcess);
            }
            return lock(key, self);
        }
    }

    private static Path key(Path file) throws IOException {
        return file.resolveSibling("").toRealPath().resolve(file.getFileName());
    }

    private static LockFile lock(Path key, Holder self) throws AlreadyRunning, IOException {
        LockFile held = null;
        FileChannel channel = null;
        try {
            channel =
                    FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                throw new AlreadyRunning(named(channel));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(HolderJson.write(self)), 0);
            held = new LockFile(key, channel);
            return held;
        } finally {
            if (held == null) {
                HELD.remove(key);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    /** {@link #holder} takes the lock for an instant to see whether it is free, hence more than one attempt. */
    private static boolean locked(FileChannel channel) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                if (channel.tryLock() != null) {
                    return true;
                }
            } catch (OverlappingFileLockException heldByThisProcessUnderAnotherName) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return false;
    }

    /**
     * Who holds the lock now; empty when nobody does, whatever the file says. The lock itself is not disturbed.
     *
     * @throws IOException when the file is there and cannot be read
     */
    static Optional<Holder> holder(Path file) throws IOException {
        synchronized (LockFile.class) {
            try {
                Path key = key(file);
                Holder inThisProcess = HELD.get(key);
                if (inThisProcess != null) {
                    return Optional.of(inThisProcess);
                }
                try (FileChannel channel = FileChannel.open(key, StandardOpenOption.READ)) {
                    return isFree(channel) ? Optional.empty() : Optional.of(named(channel));
                }
            } catch (NoSuchFileException neverRan) {
                return Optional.empty();
            }
        }
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try (FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return shared != null;
        }
    }

    /** The holder writes its name just after it took the lock: a name that is not there yet is waited for. */
    private static Holder named(FileChannel channel) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Holder> holder = HolderJson.read(channel);
            if (holder.isPresent()) {
                return holder.get();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return Holder.UNNAMED;
    }

    /** Gives the lock back, whatever is thrown. The file stays, empty. */
    void release() throws IOException {
        synchronized (LockFile.class) {
            try (channel) {
                channel.truncate(0);
            } finally {
                HELD.remove(key);
            }
        }
    }
}
