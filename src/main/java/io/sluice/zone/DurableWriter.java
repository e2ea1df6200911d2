package io.sluice.zone;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes files below one root so that each is there as a whole or not at all, whenever the machine stops.
 *
 * <p>The steps: a temp beside the target, all bytes, fsync, atomic rename, fsync of the directory; {@link Commits} does
 * the last three. An fsync that failed is never tried again: the kernel may have dropped the pages that it could not
 * write, and would answer well. Safe for use by many threads.
 */
public final class DurableWriter {
    private static final int ATTEMPTS_MAX = 10;
    private static final AtomicLong NEXT_TEMP = new AtomicLong(1);

    private final FileOperations operations;
    private final Directories directories;
    private final String run;
    private final Commits commits;
    private final boolean verify;

    /** Bytes for a file. */
    public record ToWrite(Path target, Content content) {}

    /**
     * @param root the directory that nothing is written outside of
     * @param run names the temps
     * @param commits what publications that are staged here have to be submitted to
     * @param verify whether what was written is read and hashed again before it becomes visible
     */
    public DurableWriter(ZoneRoot root, String run, Commits commits, boolean verify) {
        this.operations = commits.operations();
        this.directories = new Directories(root, commits);
        this.run = run;
        this.commits = commits;
        this.verify = verify;
    }

    /** Absolute and normalized; every target must be so, too, and lie below it. */
    public Path root() {
        return directories.root();
    }

    /**
     * Writes files beside their targets, not yet visible. Missing directories are made.
     *
     * @throws EnvironmentFault nothing but perhaps empty directories was left
     * @throws IllegalArgumentException when a target does not lie below the root
     */
    public Publication stage(List<ToWrite> files) throws EnvironmentFault {
        List<Staged> staged = new ArrayList<>();
        long sizeBytes = 0;
        boolean whole = false;
        try {
            for (ToWrite file : files) {
                staged.add(stage(file.target(), file.content()));
                sizeBytes += file.content().sizeBytes();
            }
            whole = true;
        } finally {
            if (!whole) {
                staged.forEach(Staged::drop);
            }
        }
        return new Publication(staged, List.of(), sizeBytes);
    }

    Staged stage(Path target, Content content) throws EnvironmentFault {
        Path directory = directories.of(target);
        Staged staged;
        try {
            staged = create(directory, target);
        } catch (IOException told) {
            throw IoFaults.of(told, target, "write");
        }
        staged.write(content, verify);
        return staged;
    }

    /**
     * Makes sure that the root is there and is the one it was, if anything was ever written below it.
     *
     * @throws EnvironmentFault of kind ZONE when it is not
     */
    public void requireRoot() throws EnvironmentFault {
        directories.requireRoot();
    }

    /**
     * Removes files of one directory, in this order, durably; then the directories that this left empty, up to but
     * without one of them.
     *
     * @return false when there was none of the files
     * @throws EnvironmentFault perhaps some of them are gone
     * @throws IllegalArgumentException when the files are there and do not lie below the root
     */
    public boolean delete(Path directory, List<String> names, Path keep) throws EnvironmentFault {
        if (!commits.listed().anyExists(directory, names)) {
            return false;
        }
        List<Path> files = names.stream().map(directory::resolve).toList();
        files.forEach(directories::of);
        try {
            synchronized (directories) {
                return directories.holds(directory) && deleteWithin(directory, files, keep);
            }
        } catch (IOException told) {
            throw IoFaults.of(told, files.get(0), "remove");
        }
    }

    /** One thread at a time, and none while directories are made: else one would flush what another has removed. */
    private boolean deleteWithin(Path directory, List<Path> files, Path keep) throws IOException {
        boolean deleted = false;
        for (Path file : files) {
            deleted |= operations.delete(file);
        }
        if (deleted) {
            operations.sync(deleteEmpty(directory, keep));
        }
        return deleted;
    }

    FileOperations operations() {
        return operations;
    }

    Commits commits() {
        return commits;
    }

    Directories directories() {
        return directories;
    }

    static Path parentOf(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(OneLine.of(file) + " has no directory");
        }
        return parent;
    }

    /** Another thread may remove an emptied directory between our look at it and the temp: then it is made again. */
    private Staged create(Path directory, Path target) throws IOException, EnvironmentFault {
        for (int attempt = 1; ; attempt++) {
            Path temp = directory.resolve(LeftoverTemps.name(run, NEXT_TEMP.getAndIncrement()));
            try {
                Path expected = directories.expect(directory);
                return new Staged(operations, directories, operations.create(temp), temp, expected, target);
            } catch (FileAlreadyExistsException | NoSuchFileException told) {
                directories.forget(directory);
                if (attempt == ATTEMPTS_MAX) {
                    throw told;
                }
            }
        }
    }

    /** Returns the lowest directory that is still there. */
    private Path deleteEmpty(Path lowest, Path keep) throws IOException {
        Path directory = lowest;
        while (!directory.equals(keep) && !directory.equals(root())) {
            try {
                operations.delete(directory);
            } catch (DirectoryNotEmptyException stays) {
                return directory;
            }
            directories.forget(directory);
            directory = parentOf(directory);
        }
        return directory;
    }
}
