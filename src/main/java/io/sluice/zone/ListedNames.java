package io.sluice.zone;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether files are there: a question that is asked for every file that passes, and nearly always answered with no. The
 * directory is listed once in a second instead of asking for each name; where it holds many names, or cannot be listed,
 * each is asked for.
 *
 * <p>What this process adds has to be told ({@link #changed}); what others add is seen a second later. Safe for use by
 * many threads.
 */
final class ListedNames {
    /** A listing of so many costs as much as asking for some twenty of them. */
    private static final int NAMES_MAX = 200;

    private static final int DIRECTORIES_MAX = 1_000;

    private static final long REMEMBERED_NS = 1_000_000_000;

    private final Map<Path, Listing> listings = new ConcurrentHashMap<>();

    /** @param names null where each is to be asked for */
    private record Listing(long atNs, @Nullable Set<String> names) {
        boolean isFresh() {
            return System.nanoTime() - atNs < REMEMBERED_NS;
        }
    }

    /** Whether a directory has any of these names, or may have one where that cannot be seen. */
    boolean anyExists(Path directory, List<String> names) {
        Set<String> listed = listed(directory).names();
        for (String name : names) {
            if (listed == null ? !Files.notExists(directory.resolve(name)) : listed.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** Names may have been added to the directory; those that were removed need not be told. */
    void changed(Path directory) {
        listings.remove(directory);
    }

    private Listing listed(Path directory) {
        Listing listing = listings.get(directory);
        if (listing != null && listing.isFresh()) {
            return listing;
        }
        if (listings.size() >= DIRECTORIES_MAX) {
            listings.clear();
        }
        // within compute, so that a change that is told meanwhile waits, and drops this listing
        return listings.compute(directory, (path, outdated) -> new Listing(System.nanoTime(), list(path)));
    }

    private static @Nullable Set<String> list(Path directory) {
        Set<String> names = new HashSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (names.size() == NAMES_MAX) {
                    return null;
                }
                names.add(String.valueOf(entry.getFileName()));
            }
        } catch (NoSuchFileException | NotDirectoryException none) {
            return Set.of();
        } catch (IOException | DirectoryIteratorException unlisted) {
            return null; // then each name is asked for
        }
        return names;
    }
}
