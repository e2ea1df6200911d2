package io.sluice.operate;

import io.sluice.config.Settings;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.History;
import io.sluice.zone.DeadLetterPlaces;
import io.sluice.zone.KeptReasons;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody means who names a path: a path on disk, relative to where they stand or to the home, or {@code source/path}.
 *
 * @param place on disk, absolute; where the raw file would be, when the path was named as {@code source/path}
 * @param zone in which the place lies; {@code backups} for a backup; null when it lies in none
 * @param source null when the path is that of a zone or lies in none
 * @param path relative to the source; null when the path is that of a source, or there is no source
 */
public record NamedFile(
        Path place,
        @Nullable String zone,
        @Nullable String source,
        @Nullable String path) {
    /** Where replaced files are kept, as if it were a zone. */
    public static final String BACKUPS = "backups";

    /** {@code runs/<run>/v<version>/<source>/<path>}; before the version stands the zone, where it is another than validated. */
    private static final Pattern BACKUP = Pattern.compile("runs/[^/]+/(?:[^/]+/)?v[0-9]+/(.+)", Pattern.DOTALL);

    /** Whether something lies there, be it a symlink that leads nowhere. */
    public boolean exists() {
        return Files.exists(place, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Finds out.
     *
     * @param history of the ledger; null when there is none, or it cannot be read
     * @return what is there, on disk or in the ledger, or else what would be; empty when the text is no path
     * @throws EnvironmentFault when the ledger, or the reasons of a dead letter, cannot be read
     */
    public static Optional<NamedFile> of(String typed, OperationContext context, @Nullable History history)
            throws EnvironmentFault {
        Settings settings = context.settings();
        List<Path> places;
        Path raw;
        try {
            places = List.of(
                    context.standing().resolve(typed).normalize(),
                    settings.home().resolve(typed).normalize());
            raw = settings.raw().resolve(typed).normalize();
        } catch (InvalidPathException impossible) {
            return Optional.empty();
        }
        for (Path place : places) {
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(onDisk(place, settings));
            }
        }
        NamedFile inLedger = onDisk(raw, settings);
        if (!Path.of(typed).isAbsolute() && raw.startsWith(settings.raw())) {
            if (inLedger.exists() || inLedger.isKnown(history)) {
                return Optional.of(inLedger);
            }
        }
        for (Path place : places) {
            NamedFile gone = onDisk(place, settings);
            if (gone.source() != null) {
                return Optional.of(gone);
            }
        }
        return Optional.of(Path.of(typed).isAbsolute() ? onDisk(places.get(0), settings) : inLedger);
    }

    private boolean isKnown(@Nullable History history) throws EnvironmentFault {
        return history != null
                && source != null
                && path != null
                && !history.history(source, path).isEmpty();
    }

    private static NamedFile onDisk(Path place, Settings settings) throws EnvironmentFault {
        ZoneDirectories zones = ZoneDirectories.of(settings);
        Path parent = place.getParent();
        Path name = place.getFileName();
        Path real = parent == null || name == null
                ? place
                : ZoneDirectories.real(parent).resolve(name);
        Optional<ZoneDirectories.Inside> inside = zones.zoneOf(place).or(() -> zones.zoneOf(real));
        if (inside.isEmpty()) {
            return backup(place, settings).orElse(new NamedFile(place, null, null, null));
        }
        String zone = inside.get().zone();
        if (zone.equals(ZoneDirectories.DEAD_LETTER)) {
            Optional<KeptReasons> reasons = reasons(place);
            if (reasons.isPresent()) {
                return new NamedFile(
                        place, zone, reasons.get().source(), reasons.get().file());
            }
        }
        Path relative = inside.get().relative();
        boolean stages = zone.equals(ZoneDirectories.DEAD_LETTER)
                && relative.getNameCount() > 1
                && DeadLetterPlaces.isStage(relative.getName(0).toString());
        return below(place, zone, stages ? relative.subpath(1, relative.getNameCount()) : relative);
    }

    private static Optional<NamedFile> backup(Path place, Settings settings) {
        if (!place.startsWith(settings.backups())) {
            return Optional.empty();
        }
        Matcher backup = BACKUP.matcher(settings.backups().relativize(place).toString());
        return backup.matches() ? Optional.of(below(place, BACKUPS, Path.of(backup.group(1)))) : Optional.empty();
    }

    private static NamedFile below(Path place, String zone, Path relative) {
        int names = relative.toString().isEmpty() ? 0 : relative.getNameCount();
        return new NamedFile(
                place,
                zone,
                names == 0 ? null : relative.getName(0).toString(),
                names < 2 ? null : relative.subpath(1, names).toString());
    }

    /** Of the file of reasons itself, or of the dead letter that it lies beside. */
    private static Optional<KeptReasons> reasons(Path place) throws EnvironmentFault {
        String name = String.valueOf(place.getFileName());
        return KeptReasons.read(
                name.endsWith(KeptReasons.SUFFIX) ? place : place.resolveSibling(name + KeptReasons.SUFFIX));
    }
}
