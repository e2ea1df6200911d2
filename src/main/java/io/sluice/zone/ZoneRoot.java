package io.sluice.zone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.fault.Presence;
import io.sluice.ledger.KnownPlace;
import io.sluice.ledger.Places;
import io.sluice.place.Location;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a zone. It is told from any other that may come to stand in its place, such as the empty directory beneath
 * a mount that is gone, by a marker in it: a hidden file with an id, which the ledger remembers before anything is
 * published there. A zone that the ledger knows is never made anew. And it must be a place apart: nothing is written to, and
 * nothing removed from, a directory that lies in another zone, whatever leads there.
 *
 * <p>Safe for use by many threads.
 */
public final class ZoneRoot {
    /** No file of a source has such a name, and no reader of {@code *.json} finds it. */
    public static final String MARKER = ".sluice-zone";

    private static final int ID_LENGTH_MAX = 100;

    private final String name;
    private final Path directory;
    private final List<Path> apart;
    private final @Nullable Places places;
    private volatile @Nullable Object seen;

    private ZoneRoot(String name, Path directory, Collection<Path> apart, @Nullable Places places) {
        this.name = name;
        this.directory = directory.toAbsolutePath().normalize();
        this.apart = List.copyOf(apart);
        this.places = places;
    }

    /**
     * A zone.
     *
     * @param name as {@link KnownPlace#name} makes it
     * @param apart other places, which it must neither be, nor lie in, nor hold
     * @param places where its id is remembered
     */
    public static ZoneRoot marked(String name, Path directory, Collection<Path> apart, Places places) {
        return new ZoneRoot(name, directory, apart, places);
    }

    /** A directory without a marker, which is made when it is missing. */
    public static ZoneRoot unmarked(Path directory, Collection<Path> apart) {
        return new ZoneRoot(directory.toString(), directory, apart, null);
    }

    Path directory() {
        return directory;
    }

    /** The other places as they lie now. */
    List<Location> others() {
        return Location.all(apart);
    }

    /**
     * Refuses a directory that is, lies in, or holds another place.
     *
     * @param others as {@link #others} had them
     */
    void requireApart(Path checked, List<Location> others) throws EnvironmentFault {
        Location location = Location.of(checked);
        for (int each = 0; each < others.size(); each++) {
            if (location.overlaps(others.get(each))) {
                throw new EnvironmentFault(
                        EnvironmentFault.Kind.ZONE,
                        checked,
                        OneLine.of(checked) + " is the same place as " + OneLine.of(apart.get(each))
                                + ", or one lies in the other: it leads to " + OneLine.of(location.toString())
                                + "; nothing was written or removed there, the file stays pending and is tried again;"
                                + " give each its own directory, and look at symbolic links and bind mounts");
            }
        }
    }

    /**
     * Makes sure that a zone that was published in is there, and is the one it was. One that is new may be missing.
     *
     * @throws EnvironmentFault of kind ZONE when it is not
     */
    public void require() throws EnvironmentFault {
        Optional<KnownPlace> known = known();
        if (known.isPresent()) {
            requireSame(known.get());
        }
    }

    private Optional<KnownPlace> known() throws EnvironmentFault {
        return places == null ? Optional.empty() : places.place(name);
    }

    /** Whether it may be made where it is missing. */
    boolean isNew() throws EnvironmentFault {
        return known().isEmpty();
    }

    /** The fault of a zone that the ledger knows and that is not there. */
    EnvironmentFault gone() throws EnvironmentFault {
        return other("is gone", known().map(KnownPlace::id).orElse(""));
    }

    /**
     * To be called once the directory is there, and before anything is written below it: a known zone must be the one it
     * was; a new one is marked, durably, and remembered. A marker that is there already is taken over, as after the loss of a
     * ledger.
     */
    void establish(FileOperations operations) throws IOException, EnvironmentFault {
        Places memory = places;
        if (memory == null) {
            return;
        }
        Optional<KnownPlace> known = known();
        if (known.isPresent()) {
            Object now = marker();
            requireSame(known.get());
            seen = now;
            return;
        }
        String id = id();
        if (id == null) {
            id = UUID.randomUUID().toString();
            mark(id, operations);
        }
        memory.remember(new KnownPlace(name, id, ""));
        seen = marker();
    }

    /**
     * Whether the marker is the file that {@link #establish} saw, which one {@code stat} tells: another disk that is mounted in
     * its place may have the device and the inodes of the one before.
     */
    boolean isAsSeen() {
        if (places == null) {
            return true;
        }
        Object now = marker();
        return now != null && now.equals(seen);
    }

    private @Nullable Object marker() {
        try {
            BasicFileAttributes now = Files.readAttributes(
                    directory.resolve(MARKER), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return List.of(Objects.requireNonNull(now.fileKey()), now.lastModifiedTime());
        } catch (IOException unseen) {
            return null;
        }
    }

    private void requireSame(KnownPlace known) throws EnvironmentFault {
        String found;
        boolean there;
        try {
            found = id();
            there = Presence.isDirectory(directory);
        } catch (IOException unreadable) {
            throw IoFaults.of(unreadable, directory.resolve(MARKER), "read");
        }
        if (!known.id().equals(found)) {
            throw other(
                    there
                            ? found == null ? "is another directory than it was" : "is another zone than it was"
                            : "is gone",
                    known.id());
        }
    }

    private EnvironmentFault other(String how, String id) {
        String shown = OneLine.of(directory);
        return new EnvironmentFault(
                EnvironmentFault.Kind.ZONE,
                directory,
                shown + " " + how
                        + ", and files were kept there before; nothing was written, the file stays pending and is tried again; mount it,"
                        + " or bring it back; where a new directory is meant, say so: mkdir -p " + shown + "; echo "
                        + id
                        + " > " + shown + "/" + MARKER);
    }

    /** What the marker says; null when there is none that says anything. */
    private @Nullable String id() throws IOException {
        Path marker = directory.resolve(MARKER);
        try {
            if (!Presence.isFile(marker, LinkOption.NOFOLLOW_LINKS) || Files.size(marker) > ID_LENGTH_MAX) {
                return null;
            }
            String id = Files.readString(marker, UTF_8).strip();
            return id.isEmpty() ? null : id;
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    private void mark(String id, FileOperations operations) throws IOException {
        Path marker = directory.resolve(MARKER);
        operations.delete(marker);
        FileOperations.OpenFile file = operations.create(marker);
        try {
            file.writeAll(ByteBuffer.wrap((id + "\n").getBytes(UTF_8)));
            file.sync();
        } finally {
            file.close();
        }
        operations.sync(directory);
    }
}
