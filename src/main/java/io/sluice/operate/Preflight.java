package io.sluice.operate;

import io.sluice.check.Schema;
import io.sluice.config.Settings;
import io.sluice.config.UserZone;
import io.sluice.event.Events;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.Run;
import io.sluice.zone.FreeSpace;
import io.sluice.zone.LeftoverTemps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is looked at before a run begins. */
final class Preflight {
    private static final Logger LOG = LoggerFactory.getLogger("preflight");

    /** Room for one dead letter's reasons and one page of the ledger; with less, no decision can be made durable. */
    private static final long FREE_BYTES_MIN = 16 * 1024;

    private final Settings settings;
    private final FreeSpace freeSpace;

    Preflight(Settings settings, FreeSpace freeSpace) {
        this.settings = settings;
        this.freeSpace = freeSpace;
    }

    /** @throws EnvironmentFault of kind DISK_SPACE when nothing could be published, kept or recorded */
    void requireSpace() throws EnvironmentFault {
        for (Path directory : List.of(settings.validated(), settings.deadLetter(), ledgerDirectory())) {
            freeSpace.require(directory, FREE_BYTES_MIN);
        }
        for (UserZone zone : settings.zones().values()) {
            freeSpace.require(zone.directory(), FREE_BYTES_MIN);
        }
        double percent = freeSpace.freePercent(settings.validated());
        if (percent < settings.diskFreePercentMin()) {
            LOG.warn(
                    "Insufficient disk space ahead: {} % of the file system of {} is free, less than"
                            + " sluice.disk.free_percent_min = {}",
                    String.format(Locale.ROOT, "%.1f", percent), settings.validated(), settings.diskFreePercentMin());
        }
    }

    private Path ledgerDirectory() {
        Path directory = settings.ledger().getParent();
        return directory == null ? settings.home() : directory;
    }

    /** Removes the temp files of a run that was killed. A run that ended cleanly left none. */
    void removeLeftovers(Optional<Run> lastRun) throws EnvironmentFault {
        if (lastRun.isPresent() && lastRun.get().endedAt() != null) {
            return;
        }
        long removed = 0;
        List<Path> zones = new ArrayList<>(List.of(settings.validated(), settings.deadLetter(), settings.backups()));
        settings.zones().values().forEach(zone -> zones.add(zone.directory()));
        for (Path zone : zones) {
            removed += LeftoverTemps.removeFrom(zone);
        }
        if (removed > 0) {
            LOG.info("Removed {} temp files that an earlier run left when it was killed", removed);
        }
    }

    /** A schema that was used and now has other bytes is an alarm. */
    void compareSchemas(Ledger ledger, Prepared prepared, Events events) throws EnvironmentFault {
        Map<String, Schema> schemas = new TreeMap<>();
        prepared.sources().all().forEach(source -> schemas.put(source.schema().name(), source.schema()));
        prepared.stages()
                .forEach(stage -> stage.schemas().values().forEach(schema -> schemas.put(schema.name(), schema)));
        for (Schema schema : schemas.values()) {
            EditedSchemas.compare(ledger, schema.name(), schema.sha256()).ifPresent(events::publish);
        }
    }
}
