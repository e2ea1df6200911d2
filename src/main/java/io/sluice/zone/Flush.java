package io.sluice.zone;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.zone.GroupCommit.Submitted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One flush of many things: each file system as a whole where that can be had, else each thing for itself. What cannot be
 * flushed fails the publications that need it, and no others.
 */
final class Flush {
    private static final Logger LOG = LoggerFactory.getLogger(Flush.class);
    private static final Object UNSEEN = new Object();

    private final FileOperations operations;
    private final boolean whole;
    private final long beganNs = System.nanoTime();
    private final List<Item> items = new ArrayList<>();
    private final Map<Path, Set<Submitted>> needed = new HashMap<>();

    private interface Sync {
        void run() throws IOException, EnvironmentFault;
    }

    /** @param reported whether the caller wants to know that it is durable */
    private record Item(
            Path what,
            Path directory,
            long sinceNs,
            boolean reported,
            Sync alone,
            Supplier<Collection<Submitted>> neededBy) {
        /** Whether everyone that needed it has failed meanwhile: its temp is gone. */
        boolean givenUp() {
            Collection<Submitted> all = neededBy.get();
            return !all.isEmpty() && all.stream().allMatch(Submitted::failed);
        }
    }

    /** @param whole false where there is too little to flush a whole file system for it */
    Flush(FileOperations operations, boolean whole) {
        this.operations = operations;
        this.whole = whole;
    }

    /** The bytes of a publication's files, and the backups that must be durable before they get their names. */
    void bytesOf(Submitted submitted) {
        for (Staged file : submitted.publication().files()) {
            items.add(new Item(
                    file.target(), file.directory(), file.sinceNs(), false, file::flush, () -> Set.of(submitted)));
        }
        for (Path name : submitted.publication().kept()) {
            Path directory = DurableWriter.parentOf(name);
            // the bytes too: a program that knew nothing of fsync may have put the old file there
            if (!Files.isSymbolicLink(name)) {
                items.add(new Item(
                        name, directory, beganNs, false, () -> operations.sync(name), () -> Set.of(submitted)));
            }
            directory(directory, submitted);
        }
    }

    /** The names in a directory, which a publication needs. */
    void directory(Path directory, Submitted neededBy) {
        needed.computeIfAbsent(directory, path -> {
                    Set<Submitted> all = new HashSet<>();
                    directory(path, () -> all);
                    return all;
                })
                .add(neededBy);
    }

    /** The names in a directory; one that is gone is flushed. */
    void directory(Path directory, Supplier<Collection<Submitted>> neededBy) {
        items.add(new Item(directory, directory, beganNs, true, () -> syncUnlessGone(directory), neededBy));
    }

    private void syncUnlessGone(Path directory) throws IOException {
        try {
            operations.sync(directory);
        } catch (NoSuchFileException gone) {
            LOG.debug("{} was removed, and with it every name in it", directory, gone);
        }
    }

    /**
     * Flushes.
     *
     * @return the directories whose names are durable now
     */
    Set<Path> run() {
        Set<Path> durable = new HashSet<>();
        byFileSystem().forEach((fileSystem, sameFileSystem) -> {
            if (fileSystem.equals(UNSEEN)) {
                sameFileSystem.forEach(item -> flush(item, durable));
            } else {
                flush(sameFileSystem, durable);
            }
        });
        return durable;
    }

    private Map<Object, List<Item>> byFileSystem() {
        Map<Path, Object> known = new HashMap<>();
        Map<Object, List<Item>> grouped = new LinkedHashMap<>();
        for (Item item : items) {
            Object fileSystem = known.computeIfAbsent(item.directory(), this::fileSystem);
            grouped.computeIfAbsent(fileSystem, unseen -> new ArrayList<>()).add(item);
        }
        return grouped;
    }

    /** What cannot be asked fails, or is found to be gone, when it is flushed for itself. */
    private Object fileSystem(Path directory) {
        try {
            return operations.fileSystem(directory);
        } catch (IOException unseen) {
            return UNSEEN;
        }
    }

    private void flush(List<Item> sameFileSystem, Set<Path> durable) {
        try {
            Path directory = sameFileSystem.get(0).directory();
            long sinceNs = sameFileSystem.stream()
                    .mapToLong(Item::sinceNs)
                    .reduce(beganNs, (one, other) -> one - other < 0 ? one : other);
            if (whole && operations.syncFileSystem(directory, sinceNs)) {
                sameFileSystem.stream().filter(Item::reported).forEach(item -> durable.add(item.what()));
                return;
            }
        } catch (IOException told) {
            sameFileSystem.forEach(item -> failed(item, IoFaults.of(told, item.what(), "flush")));
            return;
        }
        sameFileSystem.forEach(item -> flush(item, durable));
    }

    private static void flush(Item item, Set<Path> durable) {
        if (item.givenUp()) {
            return;
        }
        try {
            item.alone().run();
            durable.add(item.what());
        } catch (IOException told) {
            failed(item, IoFaults.of(told, item.what(), "flush"));
        } catch (EnvironmentFault fault) {
            failed(item, fault);
        }
    }

    private static void failed(Item item, EnvironmentFault why) {
        item.neededBy().get().forEach(submitted -> submitted.fail(why));
    }
}
