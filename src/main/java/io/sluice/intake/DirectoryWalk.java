package io.sluice.intake;

import io.sluice.event.ScanCount;
import io.sluice.intake.list.FileKind;
import io.sluice.intake.list.FileStatus;
import io.sluice.intake.list.Lister;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks a source's directory again and again. Files are handed over as the kernel gives them. A directory that scans as
 * it did when it was listed is not listed again: what its files came to is remembered, and only those that were left open
 * are met again, and those rejected files that changed ({@link RejectedFiles}).
 *
 * <p>A full scan lists everything and compares the size and times of every file. With a lister that tells inodes it does
 * so in two passes, the names first, so that what is new need not wait for what is known.
 *
 * <p>Used by one thread.
 */
public final class DirectoryWalk {

    /** What a walk meets. */
    public interface Visitor {
        /** Whether to go on; asked before each entry. */
        boolean goesOn();

        /**
         * A regular file, or a symlink to one that stays inside the source.
         *
         * @param status the file's own, behind a symlink
         * @param decided whether the ledger may hold a decision on it; false when it is new
         */
        Met file(Path file, FileStatus status, boolean decided);

        /**
         * Something that is neither a file nor a directory of this source.
         *
         * @param name as a person can find it
         */
        void passedOver(Path directory, String name, String why);

        /** A file whose status cannot be read. It stays pending. */
        void unreadableFile(Path file, IOException why);

        /** A directory that cannot be listed. What lies below it stays pending. */
        void unreadable(Path directory, IOException why);

        /** What was done with a file broke off for a defect. It stays pending, and the walk goes on. */
        void defect(Path file, RuntimeException why);
    }

    /**
     * From so many known files on, a {@code stat} of each takes longer than an ordinary scan may: 10,000 take about 15
     * ms. A directory with fewer is compared file by file whenever it changed.
     */
    static final int LARGE_FILES_MIN = 10_000;

    private final Path root;
    private final int depthMax;
    private final FileSystemClock clock;
    private final RejectedFiles rejected = new RejectedFiles();
    /** By {@link Level#path}. */
    private Map<String, WalkedDirectory> walked = Map.of();

    private boolean complete;

    /**
     * @param root the source's directory
     * @param depthMax how many levels of directories are walked; 1 is the root alone
     */
    public DirectoryWalk(Path root, int depthMax, FileSystemClock clock) {
        this.root = root;
        this.depthMax = depthMax;
        this.clock = clock;
    }

    /** @param path relative to the root, with a slash behind each name */
    private record Level(String path, int depth) {
        private Level below(String name) {
            return new Level(path + name + "/", depth + 1);
        }
    }

    /**
     * Whether a scan would find nothing to do: every directory looks as it did, and no file was left open. One {@code
     * stat} per directory and per rejected file that it looks at.
     */
    public boolean rests() {
        if (!complete) {
            return false;
        }
        rejected.look(root, this::openAgain);
        for (Map.Entry<String, WalkedDirectory> each : walked.entrySet()) {
            try {
                if (!each.getValue().rests() || !each.getValue().isUnchanged(status(each.getKey()), clock.nowNs())) {
                    return false;
                }
            } catch (IOException changed) {
                return false; // the scan that follows says what is wrong
            }
        }
        return true;
    }

    /**
     * Walks until everything was met or the visitor stops.
     *
     * @param full whether to list and compare everything
     */
    public void walk(FileIndex index, Lister lister, boolean full, ScanCount count, Visitor visitor) {
        complete = false;
        if (!full) {
            rejected.look(root, this::openAgain);
        }
        DirectoryVisit visit = new DirectoryVisit(root, index, lister, count, visitor, rejected);
        boolean inTwoPasses = full && lister.tellsInodes();
        Map<String, WalkedDirectory> before = walked;
        walked = new LinkedHashMap<>();
        boolean whole = true;
        Deque<Level> open = new ArrayDeque<>();
        open.add(new Level("", 1));
        while (!open.isEmpty() && visitor.goesOn()) {
            Level level = open.remove();
            WalkedDirectory directory =
                    walk(level, full ? null : before.get(level.path()), inTwoPasses, visit, visitor);
            if (directory == null) {
                whole = false;
                continue;
            }
            walked.put(level.path(), directory);
            if (level.depth() < depthMax) {
                directory.directories().forEach(name -> open.add(level.below(name)));
            }
        }
        if (inTwoPasses && !compare(visit, visitor)) {
            whole = false;
        }
        complete = whole && visitor.goesOn();
    }

    private @Nullable WalkedDirectory walk(
            Level level, @Nullable WalkedDirectory before, boolean inTwoPasses, DirectoryVisit visit, Visitor visitor) {
        try {
            FileStatus status = status(level.path());
            clock.saw(status.ctimeNs());
            long nowNs = clock.nowNs();
            if (before != null && before.isUnchanged(status, nowNs)) {
                visit.again(level.path(), before);
                return before;
            }
            WalkedDirectory directory = new WalkedDirectory(status, nowNs);
            visit.list(level.path(), directory, trust(inTwoPasses, before));
            return directory;
        } catch (NoSuchFileException e) {
            if (level.depth() == 1) {
                visitor.unreadable(root, e);
            }
        } catch (IOException e) {
            visitor.unreadable(root.resolve(level.path()), e);
        }
        return null;
    }

    private static DirectoryVisit.Trust trust(boolean inTwoPasses, @Nullable WalkedDirectory before) {
        if (inTwoPasses) {
            return DirectoryVisit.Trust.NAMES;
        }
        boolean large = before != null && before.known() >= LARGE_FILES_MIN;
        return large ? DirectoryVisit.Trust.INODES : DirectoryVisit.Trust.NOTHING;
    }

    /** Forgets the directories that cannot be compared: the next scan lists them. */
    private boolean compare(DirectoryVisit visit, Visitor visitor) {
        return !walked.entrySet().removeIf(each -> {
            try {
                visit.compare(each.getKey(), each.getValue());
                return false;
            } catch (NoSuchFileException gone) {
                return true;
            } catch (IOException e) {
                visitor.unreadable(root.resolve(each.getKey()), e);
                return true;
            }
        });
    }

    /** The root itself may be a symlink. */
    private FileStatus status(String path) throws IOException {
        Path directory = root.resolve(path);
        FileStatus status = path.isEmpty() ? FileStatus.followed(directory) : FileStatus.of(directory);
        if (status.kind() != FileKind.DIRECTORY) {
            throw new NotDirectoryException(directory.toString());
        }
        return status;
    }

    /** A rejected file is not as it was: it is met when its directory is walked next. */
    private void openAgain(String path) {
        int name = path.lastIndexOf('/') + 1;
        WalkedDirectory directory = walked.get(path.substring(0, name));
        if (directory != null) {
            directory.addKnown(-1);
            directory.addAgain(path.substring(name));
        }
    }
}
