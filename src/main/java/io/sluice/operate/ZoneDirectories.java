package io.sluice.operate;

import io.sluice.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where each zone lies.
 *
 * @param byName absolute directories
 */
public record ZoneDirectories(Map<String, Path> byName) {
    public static final String RAW = "raw";
    public static final String VALIDATED = "validated";
    public static final String DEAD_LETTER = "dead-letter";

    public ZoneDirectories {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /** The zones that Sluice brings along, and those that the settings declare. */
    public static ZoneDirectories of(Settings settings) {
        Map<String, Path> zones = new LinkedHashMap<>();
        zones.put(RAW, settings.raw());
        zones.put(VALIDATED, settings.validated());
        zones.put(DEAD_LETTER, settings.deadLetter());
        settings.zones().forEach((name, zone) -> zones.put(name, zone.directory()));
        return new ZoneDirectories(zones);
    }

    /** A path in a zone. */
    public record Inside(String zone, Path relative) {}

    /** In which zone a path lies, whether anything is there or not; the zone's own directory does. */
    public Optional<Inside> zoneOf(Path path) {
        for (Map.Entry<String, Path> zone : byName.entrySet()) {
            for (Path root : new Path[] {zone.getValue(), real(zone.getValue())}) {
                if (path.startsWith(root)) {
                    return Optional.of(new Inside(zone.getKey(), root.relativize(path)));
                }
            }
        }
        return Optional.empty();
    }

    /** What a symlink leads to, as far as it exists. */
    static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThere) {
            return path;
        }
    }
}
