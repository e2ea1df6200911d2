package io.sluice.zone;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.fault.Place;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The free space of the file systems that the zones lie on. Of a directory that does not exist yet, it is that of the
 * nearest one above. Cheap enough to require for every file: where there is plenty, the file system is asked once in a
 * second, and what was required since is counted. Safe for use by many threads.
 */
public final class FreeSpace {
    private static final int KNOWN_MAX = 10_000;

    /** So much that other programs do not take it within {@link #REMEMBERED_NS}. */
    private static final long PLENTY_BYTES = 4L << 30;

    private static final long REMEMBERED_NS = 1_000_000_000;

    private final Map<Path, FileStore> known = new ConcurrentHashMap<>();
    private final Map<Path, Plenty> plenty = new ConcurrentHashMap<>();

    private record Plenty(long untilNs, AtomicLong bytes) {
        boolean covers(long required) {
            return System.nanoTime() - untilNs < 0 && bytes.addAndGet(-required) > PLENTY_BYTES;
        }
    }

    /**
     * Makes sure that so many bytes may be written.
     *
     * @throws EnvironmentFault of kind DISK_SPACE when they may not
     */
    public void require(Path directory, long bytes) throws EnvironmentFault {
        Plenty remembered = plenty.get(directory);
        if (remembered != null && remembered.covers(bytes)) {
            return;
        }
        long usable = usableBytes(directory);
        if (usable > PLENTY_BYTES) {
            plenty.put(directory, new Plenty(System.nanoTime() + REMEMBERED_NS, new AtomicLong(usable)));
        }
        if (bytes > usable) {
            Path mount = Place.mountPoint(directory);
            throw new EnvironmentFault(
                    EnvironmentFault.Kind.DISK_SPACE,
                    mount,
                    String.format(
                            Locale.ROOT,
                            "%s has %d bytes left and %d are needed below %s; nothing was written, the file stays pending and is tried again; free space on it",
                            OneLine.of(mount),
                            usable,
                            bytes,
                            OneLine.of(directory)));
        }
    }

    /** What this user may still write, in bytes; {@link Long#MAX_VALUE} when the file system does not tell. */
    public long usableBytes(Path directory) throws EnvironmentFault {
        return ask(directory, store -> store.getTotalSpace() == 0 ? Long.MAX_VALUE : store.getUsableSpace());
    }

    /** What this user may still write, in percent of the whole file system; 100 when the file system does not tell. */
    public double freePercent(Path directory) throws EnvironmentFault {
        return ask(directory, store -> {
            long total = store.getTotalSpace();
            return total == 0 ? 100.0 : 100.0 * store.getUsableSpace() / total;
        });
    }

    private interface Question<T> {
        T ask(FileStore store) throws IOException;
    }

    private <T> T ask(Path directory, Question<T> question) throws EnvironmentFault {
        try {
            FileStore store = known.get(directory);
            if (store != null && Files.isDirectory(directory)) {
                return question.ask(store);
            }
            return question.ask(find(directory));
        } catch (IOException told) {
            throw IoFaults.of(told, directory, "ask for the free space of");
        }
    }

    /** Remembered for directories that exist: another file system may yet be mounted where one is missing. */
    private FileStore find(Path directory) throws IOException {
        Path existing = Place.nearestDirectory(directory);
        FileStore store = Files.getFileStore(existing);
        if (existing.equals(directory)) {
            if (known.size() >= KNOWN_MAX) {
                known.clear();
            }
            known.put(directory, store);
        }
        return store;
    }
}
