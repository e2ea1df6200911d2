package io.sluice.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a file or directory really lies, whatever symbolic links and bind mounts lead to it. Three things tell: the real
 * path, device and inode of everything above it, and the place within its file system, which a bind mount of a directory in
 * the middle of another place does not change. Of what is not there, what is above it tells, and the names are as they are
 * written.
 */
public final class Location {
    private final Path real;
    private final @Nullable Object identity;
    /** Of itself, if it is there, and of every directory above. */
    private final Set<Object> identities;

    private final Mounts.@Nullable Within within;

    private Location(Path real, @Nullable Object identity, Set<Object> identities, Mounts.@Nullable Within within) {
        this.real = real;
        this.identity = identity;
        this.identities = identities;
        this.within = within;
    }

    /** As it is now. What may not be looked at counts as it is written: whoever uses it says why. */
    public static Location of(Path path) {
        return of(path, Mounts.now());
    }

    /** Of many paths, as they are now. */
    public static List<Location> all(List<Path> paths) {
        Mounts mounts = Mounts.now();
        return paths.stream().map(path -> of(path, mounts)).toList();
    }

    private static Location of(Path path, Mounts mounts) {
        Path there = path.toAbsolutePath();
        while (there.getParent() != null && Files.notExists(there)) {
            there = there.getParent();
        }
        Path real = path.toAbsolutePath().normalize();
        boolean whole = there.equals(path.toAbsolutePath());
        try {
            Path realThere = there.toRealPath();
            real = realThere.resolve(there.relativize(path.toAbsolutePath())).normalize();
            there = realThere;
        } catch (IOException unreadable) {
            whole = false;
        }
        Set<Object> identities = new HashSet<>();
        for (Path above = there; above != null; above = above.getParent()) {
            Object identity = identity(above);
            if (identity != null) {
                identities.add(identity);
            }
        }
        return new Location(real, whole ? identity(real) : null, identities, mounts.within(real));
    }

    /** Whether these are one place, or one lies in the other. */
    public boolean overlaps(Location other) {
        return isIn(other) || other.isIn(this);
    }

    /** Whether {@link #overlaps} holds of these as they are now. */
    public static boolean overlap(Path one, Path other) {
        return of(one).overlaps(of(other));
    }

    private boolean isIn(Location other) {
        return real.startsWith(other.real)
                || (other.identity != null && identities.contains(other.identity))
                || (within != null && other.within != null && within.isIn(other.within));
    }

    private static @Nullable Object identity(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException unseen) {
            return null;
        }
    }

    /** The real path. */
    @Override
    public String toString() {
        return real.toString();
    }
}
