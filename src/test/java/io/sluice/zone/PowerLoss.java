package io.sluice.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.zone.RecordedDisk.Change;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a disk may hold when the power fails after any prefix of the changes, under the worst that POSIX allows: what was
 * not flushed may be there or not, in any order, and a file whose bytes were not flushed may hold anything.
 */
public final class PowerLoss {
    /** A file's bytes, whatever its names. */
    private static final class Inode {
        private boolean durable;
    }

    private final Path home;
    private final Path zone;

    /** The names of the running system. A directory is an inode too, durable once made. */
    private final Map<Path, Inode> names = new HashMap<>();
    /** What a name may mean after a power loss; no inode stands for none. */
    private final Map<Path, Set<Inode>> possible = new HashMap<>();

    private final Inode none = new Inode();
    private final Set<Path> recorded = new HashSet<>();
    private int prefix;

    private PowerLoss(Path home, Path zone) {
        this.home = home;
        this.zone = zone;
    }

    /**
     * Replays every prefix, and fails at the first one after which a power loss would hurt.
     *
     * @param home where the changes lie; it and what nothing here has made are durable before the first of them
     * @param zone where what is replaced must be kept under another name
     */
    public static void replay(Path home, Path zone, List<Change> changes) {
        PowerLoss disk = new PowerLoss(home, zone);
        for (Change change : changes) {
            disk.prefix++;
            disk.apply(change);
            disk.check(change);
        }
    }

    private void apply(Change change) {
        switch (change.kind()) {
            case CREATE -> put(change.path(), new Inode());
            case WRITE -> inode(change.path()).durable = false;
            case MAKE_DIRECTORY -> {
                Inode directory = new Inode();
                directory.durable = true;
                put(change.path(), directory);
            }
            case RENAME -> {
                Inode moved = inode(change.path());
                requireKept(change);
                put(change.path(), none);
                put(change.other(), moved);
            }
            case LINK -> put(change.other(), inode(change.path()));
            case DELETE -> put(change.path(), none);
            case SYNC -> sync(change.path());
            case SYNC_ALL ->
                List.copyOf(names.keySet()).forEach(path -> {
                    inode(path).durable = true;
                    possible.put(path, new HashSet<>(Set.of(inode(path))));
                });
            case LEDGER -> requireRecordable(change);
        }
    }

    /** The name means this from now on; after a power loss it may still mean what it meant. */
    private void put(Path path, Inode inode) {
        possible.computeIfAbsent(path, unused -> new HashSet<>(Set.of(none))).add(inode);
        names.put(path, inode);
    }

    private Inode inode(Path path) {
        return names.getOrDefault(path, none);
    }

    private void sync(Path path) {
        inode(path).durable = true;
        names.forEach((name, inode) -> {
            if (path.equals(name.getParent())) {
                possible.put(name, new HashSet<>(Set.of(inode)));
            }
        });
    }

    private void check(Change change) {
        Path touched = change.other();
        if (isTemp(touched)) {
            return;
        }
        for (Inode inode : possible.getOrDefault(touched, Set.of())) {
            assertThat(inode == none || inode.durable)
                    .as("a power loss after change %s, %s, leaves no part of a file as %s", prefix, change, touched)
                    .isTrue();
        }
        if (recorded.contains(touched)) {
            assertThat(possible.get(touched))
                    .as("a power loss after change %s, %s, takes nothing away that the ledger tells of", prefix, change)
                    .doesNotContain(none);
        }
    }

    private void requireKept(Change change) {
        Inode replaced = inode(change.other());
        if (replaced != none && change.other().startsWith(zone)) {
            assertThat(names)
                    .as("change %s, %s: what is replaced is durable as a backup", prefix, change)
                    .anySatisfy((name, inode) -> {
                        assertThat(name).isNotEqualTo(change.other());
                        assertThat(possible.get(name)).containsExactly(replaced);
                    });
        }
    }

    private void requireRecordable(Change change) {
        if (change.note().equals("absent")) {
            assertThat(possible.getOrDefault(change.path(), Set.of(none)))
                    .as("change %s: what the ledger's decision takes away stays away: %s", prefix, change.path())
                    .containsExactly(none);
            return;
        }
        if (change.path().startsWith(zone)) { // a dead letter goes before the ledger says that the next version passed
            recorded.add(change.path());
        }
        assertThat(possible.getOrDefault(change.path(), Set.of(none)))
                .as("change %s: %s is durable before the ledger tells of it", prefix, change.path())
                .containsExactly(inode(change.path()))
                .doesNotContain(none);
        for (Path above = change.path().getParent(); above != null && !above.equals(home); above = above.getParent()) {
            assertThat(possible.getOrDefault(above, Set.of()))
                    .as("change %s: %s lies in durable directories", prefix, change.path())
                    .doesNotContain(none);
        }
    }

    private static boolean isTemp(Path path) {
        return path.getFileName().toString().startsWith(".sluice-");
    }
}
