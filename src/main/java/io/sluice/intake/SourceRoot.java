package io.sluice.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.KnownPlace;
import io.sluice.ledger.Ledger;
import io.sluice.place.Location;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a source, opened for each scan. Nothing is written to raw, so no marker tells it from another directory
 * that comes to stand in its place: the empty one beneath a mount that is gone, or another tree that its name was made a
 * link to. Where it lies, by real path and file system, is remembered in the ledger. When it lies elsewhere, one of the files
 * that the ledger knows must lie there too, with its size and mtime, as in a home that was moved or brought back; or a marker
 * that an operator has put there.
 *
 * <p>Used by one thread.
 */
public final class SourceRoot {
    /** Read only, and made by operators alone. */
    private static final String MARKER = ".sluice-zone";

    /** So many of the known files are looked for in a directory that is another one. */
    private static final int SOUGHT_MAX = 10_000;

    private final Source source;
    private final Path home;
    private final List<Path> apart;
    private final Ledger ledger;
    private @Nullable Object trusted;

    /** @param apart places that are no sources, which it must neither be, nor lie in, nor hold */
    public SourceRoot(Source source, Path home, List<Path> apart, Ledger ledger) {
        this.source = source;
        this.home = home;
        this.apart = List.copyOf(apart);
        this.ledger = ledger;
    }

    /**
     * Opens the directory.
     *
     * @throws IOException when it is not there, or cannot be read
     * @throws EnvironmentFault of kind SOURCE when it is another than it was, or another place; nothing is open
     */
    public OpenSource open() throws IOException, EnvironmentFault {
        OpenSource open = OpenSource.of(source.directory());
        boolean well = false;
        try {
            Object identity = open.identity();
            if (!identity.equals(trusted)) {
                judge(identity);
                trusted = identity;
            }
            well = true;
            return open;
        } finally {
            if (!well) {
                open.letGo();
            }
        }
    }

    /**
     * Makes sure that the directory is the one that it was, if it was ever seen.
     *
     * @throws EnvironmentFault when it is not
     */
    public void require() throws EnvironmentFault {
        try {
            open().letGo();
        } catch (NoSuchFileException gone) {
            if (ledger.place(name()).isPresent()) {
                throw UnreadableDirectory.fault(source.directory(), OneLine.of(source.directory()), gone);
            }
        } catch (IOException told) {
            throw UnreadableDirectory.fault(source.directory(), OneLine.of(source.directory()), told);
        }
    }

    private String name() {
        return KnownPlace.name("raw/" + source.name(), home, source.directory());
    }

    private void judge(Object identity) throws IOException, EnvironmentFault {
        Path real = source.directory().toRealPath();
        if (!identity.equals(
                Files.readAttributes(real, BasicFileAttributes.class).fileKey())) {
            throw new NotDirectoryException(source.directory().toString());
        }
        requireApart(real);
        String location = location(real);
        Optional<KnownPlace> known = ledger.place(name());
        if (known.isEmpty()) {
            ledger.remember(new KnownPlace(name(), UUID.randomUUID().toString(), location));
        } else if (!known.get().location().equals(location)) {
            if (!isMarked(real, known.get().id()) && !holdsWhatIsKnown(real)) {
                throw another(known.get(), location);
            }
            ledger.remember(new KnownPlace(name(), known.get().id(), location));
        }
    }

    private void requireApart(Path real) throws EnvironmentFault {
        Location location = Location.of(real);
        for (Path other : apart) {
            if (location.overlaps(Location.of(other))) {
                throw fault(
                        OneLine.of(source.directory()) + " is the same place as " + OneLine.of(other)
                                + ", or one lies in the other: it leads to " + OneLine.of(real)
                                + "; its files stay pending; give each its own directory, and look at symbolic links and bind mounts");
            }
        }
    }

    /** In a home that is moved with its data nothing changes. A link may be turned to where the next release lies. */
    private String location(Path real) throws IOException {
        Path realHome = home.toRealPath();
        Path path = real.startsWith(realHome) ? realHome.relativize(real) : real;
        return (Files.isSymbolicLink(source.directory()) ? "a link" : path) + " on " + Files.getFileStore(real);
    }

    private static boolean isMarked(Path real, String id) {
        try {
            Path marker = real.resolve(MARKER);
            return Files.size(marker) <= id.length() + 2
                    && Files.readString(marker).strip().equals(id);
        } catch (IOException none) {
            return false;
        }
    }

    /** Whether a known file lies there as the ledger has it, or none is known. */
    private boolean holdsWhatIsKnown(Path real) throws EnvironmentFault {
        Search search = new Search(real);
        ledger.currentOf(
                source.name(),
                (path, sizeBytes, mtimeNs, ctimeNs, state, schema) -> search.look(path, sizeBytes, mtimeNs));
        return search.found || search.sought == 0;
    }

    private static final class Search {
        private final Path real;
        private long sought;
        private boolean found;

        private Search(Path real) {
            this.real = real;
        }

        private void look(byte[] path, long sizeBytes, long mtimeNs) {
            if (found || sought == SOUGHT_MAX) {
                return;
            }
            sought++;
            try {
                RawAttributes there = RawAttributes.of(real.resolve(new String(path, UTF_8)));
                found = there.sizeBytes() == sizeBytes && there.mtimeNs() == mtimeNs;
            } catch (IOException missing) {
                found = false;
            }
        }
    }

    private EnvironmentFault another(KnownPlace known, String location) {
        String shown = OneLine.of(source.directory());
        return fault(shown + " is another directory than it was: " + OneLine.of(location) + ", and was "
                + OneLine.of(known.location()) + "; none of the files that the ledger knows of " + source.name()
                + " lies in it; its files stay pending; mount it, or bring it back; where this directory is meant, say so: echo "
                + known.id() + " > " + shown + "/" + MARKER);
    }

    private EnvironmentFault fault(String detail) {
        return new EnvironmentFault(EnvironmentFault.Kind.SOURCE, source.directory(), detail);
    }
}
