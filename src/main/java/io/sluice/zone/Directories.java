package io.sluice.zone;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.Presence;
import io.sluice.place.Location;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The directories below one root, made when they are needed.
 *
 * <p>A directory is established once: it is made if it is missing, it must really lie below the root (a symbolic link
 * may not lead out), and {@link Commits} makes sure that the directory above it is flushed before anything that relies on
 * it is committed, whoever made it, because a process that was killed may have made it and not have flushed it. After that
 * one scan before each commit tells that it is still the same directory; one that was removed or swapped is established
 * again. A directory counts as established only after that, so that no thread trusts a directory that another one has just
 * made.
 */
final class Directories {
    private static final int KNOWN_MAX = 10_000;

    private final ZoneRoot zone;
    private final Path root;
    private final Commits commits;
    private final Map<Path, Known> known = new ConcurrentHashMap<>();
    private volatile @Nullable Path realRoot;
    private volatile List<Location> others = List.of();

    /** @param path always the same object, so that those who compare it need not look at its bytes */
    private record Known(Path path, Object identity) {}

    Directories(ZoneRoot zone, Commits commits) {
        this.zone = zone;
        this.root = zone.directory();
        this.commits = commits;
    }

    Path root() {
        return root;
    }

    /** The directory of a file below the root; anything else is a defect of the caller. */
    Path of(Path file) {
        Path directory = file.getParent();
        if (directory == null || !file.equals(file.normalize()) || !directory.startsWith(root)) {
            throw new IllegalArgumentException(OneLine.of(file) + " does not lie below " + root);
        }
        return directory;
    }

    /**
     * Makes sure that a directory was there, below the root, when it was last looked at.
     *
     * @return the same directory, as the same object where that is known
     */
    Path expect(Path directory) throws IOException, EnvironmentFault {
        Known before = known.get(directory);
        if (before == null) {
            establish(directory);
        }
        return before == null ? directory : before.path();
    }

    /** Makes sure that a directory is there, below the root, and durable. */
    void require(Path directory) throws IOException, EnvironmentFault {
        Known before = known.get(directory);
        if (before == null || !before.identity().equals(identity(directory)) || !zone.isAsSeen()) {
            known.remove(directory); // nothing more is staged in it until it is established again
            establish(directory);
        }
    }

    /** Whether a directory is there; one that leads out of the root, or into another zone, is a fault. */
    boolean holds(Path directory) throws IOException, EnvironmentFault {
        if (!Presence.isDirectory(directory)) {
            return false;
        }
        require(directory);
        return true;
    }

    /** Makes sure that the root is there and is the one it was, if anything was ever published below it. */
    void requireRoot() throws EnvironmentFault {
        if (!zone.isAsSeen()) {
            zone.require();
        }
    }

    void forget(Path directory) {
        known.remove(directory);
    }

    private synchronized void establish(Path directory) throws IOException, EnvironmentFault {
        if (directory.equals(root)) {
            establishRoot();
        } else {
            Path above = parentOf(directory);
            require(above);
            boolean made = make(directory);
            refuseOutside(directory);
            if (!made) {
                zone.requireApart(directory, others);
            }
            commits.directoryMade(above);
        }
        if (known.size() >= KNOWN_MAX) {
            known.clear();
        }
        Object identity = identity(directory);
        if (identity != null) {
            known.put(directory, new Known(directory, identity));
        }
    }

    private void establishRoot() throws IOException, EnvironmentFault {
        if (!Presence.isDirectory(root) && !zone.isNew()) {
            throw zone.gone();
        }
        List<Location> now = zone.others();
        zone.requireApart(root, now); // before it is made, and so where it is only about to be
        makeWithParents(root);
        zone.establish(commits.operations());
        others = now;
        realRoot = root.toRealPath();
    }

    private void makeWithParents(Path directory) throws IOException, EnvironmentFault {
        if (Presence.isDirectory(directory)) {
            return;
        }
        Path above = parentOf(directory);
        makeWithParents(above);
        make(directory);
        commits.directoryMade(above);
    }

    /** Whether it was missing. */
    private boolean make(Path directory) throws IOException, EnvironmentFault {
        if (Presence.isDirectory(directory)) {
            return false;
        }
        try {
            commits.operations().createDirectory(directory);
            return true;
        } catch (FileAlreadyExistsException exists) {
            if (!Presence.isDirectory(directory)) {
                throw new EnvironmentFault(
                        EnvironmentFault.Kind.IO,
                        directory,
                        String.format(
                                Locale.ROOT,
                                "%s is needed as a directory, and something else has that name; nothing was written, the file stays pending and is tried again; move it away",
                                OneLine.of(directory)),
                        exists);
            }
            return false;
        }
    }

    private void refuseOutside(Path directory) throws IOException, EnvironmentFault {
        Path real = directory.toRealPath();
        if (realRoot == null || !real.startsWith(realRoot)) {
            throw new EnvironmentFault(
                    EnvironmentFault.Kind.IO,
                    directory,
                    String.format(
                            Locale.ROOT,
                            "%s leads out of %s, to %s; nothing was written, the file stays pending and is tried again; replace the symbolic link by a directory",
                            OneLine.of(directory),
                            OneLine.of(root),
                            OneLine.of(real)));
        }
    }

    /** Equal as long as the path leads to the same directory; null when it leads to none that can be seen. */
    private static @Nullable Object identity(Path directory) {
        try {
            return Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
        } catch (IOException unseen) {
            return null;
        }
    }

    private static Path parentOf(Path directory) throws IOException {
        Path above = directory.getParent();
        if (above == null) {
            throw new IOException("the root directory is missing");
        }
        return above;
    }
}
