package io.sluice.ledger.lease;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run at a time over the same data, which is the same ledger. Two files are locked: {@code run.lock} in the ledger's
 * directory, and {@code <directory>.lock} beside that directory. The first goes when somebody deletes the directory while a
 * process runs, the second does not. Where the second may not be written, the directory cannot be deleted either, and the
 * first has to do.
 */
public final class RunLock implements AutoCloseable {
    /** The name of the lock's file in the ledger's directory. */
    public static final String FILE_NAME = "run.lock";

    private final Path directory;
    private final List<LockFile> held = new ArrayList<>();

    private RunLock(Path directory) {
        this.directory = directory;
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
     * @throws EnvironmentFault when a file of the lock cannot be created or written; nothing is held then
     */
    public static RunLock acquire(Path directory, String mode, String run, Instant start)
            throws AlreadyRunning, EnvironmentFault {
        Holder self = new Holder(ProcessHandle.current().pid(), mode, start, run);
        Path inside = directory.resolve(FILE_NAME);
        RunLock lock = new RunLock(directory);
        boolean whole = false;
        try {
            Path real = Files.createDirectories(directory).toRealPath();
            lock.held.add(LockFile.acquire(inside, self));
            Optional<Path> beside = beside(real);
            if (beside.isPresent()) {
                lock.acquireBeside(beside.get(), self);
            }
            whole = true;
            return lock;
        } catch (IOException told) {
            throw fault(directory, told);
        } finally {
            if (!whole) {
                lock.close();
            }
        }
    }

    private void acquireBeside(Path file, Holder self) throws AlreadyRunning, IOException {
        try {
            held.add(LockFile.acquire(file, self));
        } catch (IOException told) {
            Path written = Files.exists(file) ? file : file.resolveSibling("");
            if (Files.isWritable(written)) {
                throw told;
            }
            Optional<Holder> another = LockFile.holder(file);
            if (another.isPresent()) {
                throw new AlreadyRunning(another.get());
            }
        }
    }

    /** Empty for the root of a file system. */
    private static Optional<Path> beside(Path directory) {
        Path name = directory.getFileName();
        return Optional.ofNullable(name).map(there -> directory.resolveSibling(there + ".lock"));
    }

    /**
     * Who holds the lock now; empty when nobody does, whatever the files say. The lock itself is not disturbed.
     *
     * @throws EnvironmentFault when a file of the lock is there and cannot be read
     */
    public static Optional<Holder> holder(Path directory) throws EnvironmentFault {
        try {
            Optional<Holder> inside = LockFile.holder(directory.resolve(FILE_NAME));
            if (inside.isPresent()) {
                return inside;
            }
            Path real = Files.exists(directory)
                    ? directory.toRealPath()
                    : directory.toAbsolutePath().normalize();
            Optional<Path> beside = beside(real);
            return beside.isPresent() ? LockFile.holder(beside.get()) : Optional.empty();
        } catch (IOException told) {
            throw fault(directory, told);
        }
    }

    private static EnvironmentFault fault(Path directory, IOException told) {
        return IoFaults.of(told, directory.resolve(FILE_NAME), "use the run lock", "no file was touched");
    }

    /** Gives the lock back. The files stay, empty. */
    @Override
    public void close() throws EnvironmentFault {
        IOException first = null;
        for (LockFile file : held) {
            try {
                file.release();
            } catch (IOException told) {
                first = first == null ? told : first;
            }
        }
        held.clear();
        if (first != null) {
            throw fault(directory, first);
        }
    }
}
