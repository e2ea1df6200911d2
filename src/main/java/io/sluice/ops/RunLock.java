package io.sluice.ops;

import io.sluice.fault.EnvironmentFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One run at a time over the same data: a lock of the operating system on {@code run.lock} in the ledger's directory,
 * held for the life of the process.
 *
 * <p>The lock counts, not the file: the file stays behind, and what a killed process left in it means nothing. On POSIX
 * a process loses its lock when it closes <em>any</em> descriptor of the file. So what this process holds is remembered
 * in {@link #HELD}, the file is not opened a second time meanwhile, and all that opens or closes it is synchronized.
 */
public final class RunLock implements AutoCloseable {
    /** The name of the lock's file. */
    public static final String FILE_NAME = "run.lock";

    private static final Map<Path, Holder> HELD = new HashMap<>();
    private static final int ATTEMPTS = 20;
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Path key;
    private final FileChannel channel;

    private RunLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /**
     * Who holds the lock.
     *
     * @param pid 0 when the process has not said yet who it is
     * @param mode {@code once} or {@code watch}
     * @param startedAt null when {@code pid} is 0
     * @param run the id of the run that the process began with
     */
    public record Holder(long pid, String mode, @Nullable Instant startedAt, String run) {
        static final Holder UNNAMED = new Holder(0, "", null, "");

        @Override
        public String toString() {
            return pid == 0 || startedAt == null
                    ? "a process that has just started"
                    : "process " + pid + " (" + mode + ", run " + run + "), started at "
                            + startedAt.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /**
     * Takes the lock for this process; the directory is created when it is missing.
     *
     * @param directory the ledger's directory
     * @throws AlreadyRunning when this or another living process holds it
     * @throws EnvironmentFault when the lock's file cannot be created or written; nothing is held then
     */
    public static synchronized RunLock acquire(Path directory, String mode, String run, Instant start)
            throws AlreadyRunning, EnvironmentFault {
        Holder self = new Holder(ProcessHandle.current().pid(), mode, start, run);
        try {
            Path key = Files.createDirectories(directory).toRealPath();
            Holder inThisProcess = HELD.putIfAbsent(key, self);
            if (inThisProcess != null) {
                throw new AlreadyRunning(inThisProcess);
            }
            return lock(key, self);
        } catch (IOException told) {
            throw fault(directory, told);
        }
    }

    private static RunLock lock(Path key, Holder self) throws AlreadyRunning, IOException {
        RunLock held = null;
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    key.resolve(FILE_NAME),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (!locked(channel)) {
                throw new AlreadyRunning(named(channel));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(HolderJson.write(self)), 0);
            held = new RunLock(key, channel);
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
     * @throws EnvironmentFault when the lock's file is there and cannot be read
     */
    public static synchronized Optional<Holder> holder(Path directory) throws EnvironmentFault {
        try {
            Path key = directory.toRealPath();
            Holder inThisProcess = HELD.get(key);
            if (inThisProcess != null) {
                return Optional.of(inThisProcess);
            }
            try (FileChannel channel = FileChannel.open(key.resolve(FILE_NAME), StandardOpenOption.READ)) {
                return isFree(channel) ? Optional.empty() : Optional.of(named(channel));
            }
        } catch (NoSuchFileException neverRan) {
            return Optional.empty();
        } catch (IOException told) {
            throw fault(directory, told);
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

    private static EnvironmentFault fault(Path directory, IOException told) {
        EnvironmentFault.Kind kind =
                told instanceof AccessDeniedException ? EnvironmentFault.Kind.PERMISSION : EnvironmentFault.Kind.IO;
        Path file = directory.resolve(FILE_NAME);
        return new EnvironmentFault(
                kind,
                directory,
                "the run lock " + file + " cannot be used (" + told + "). No file was touched. Make its directory"
                        + " readable and writable for this user, then start again.",
                told);
    }

    /** Gives the lock back. The file stays, empty. */
    @Override
    public void close() throws EnvironmentFault {
        synchronized (RunLock.class) {
            try (channel) {
                channel.truncate(0);
            } catch (IOException told) {
                throw fault(key, told);
            } finally {
                HELD.remove(key);
            }
        }
    }
}
