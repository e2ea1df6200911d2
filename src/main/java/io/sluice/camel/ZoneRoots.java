package io.sluice.camel;

import io.sluice.config.Settings;
import io.sluice.intake.Source;
import io.sluice.intake.Sources;
import io.sluice.ledger.KnownPlace;
import io.sluice.ledger.Places;
import io.sluice.zone.ZoneRoot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The directories of all places, each apart from every other. */
public final class ZoneRoots {
    private static final String BACKUPS = "backups";

    private final Map<String, Path> places = new LinkedHashMap<>();
    private final Map<String, Path> sources = new LinkedHashMap<>();
    private final Path home;
    private final Places memory;

    /** @param memory which directory each zone was found in */
    public ZoneRoots(Settings settings, Sources declared, Places memory) {
        this.home = settings.home();
        this.memory = memory;
        places.put(ZoneEndpoint.RAW, settings.raw());
        places.put(ZoneEndpoint.VALIDATED, settings.validated());
        places.put(ZoneEndpoint.DEAD_LETTER, settings.deadLetter());
        places.put(BACKUPS, settings.backups());
        settings.zones().forEach((name, zone) -> places.put(name, zone.directory()));
        places.put(".ledger", settings.ledger());
        places.put(".logs", settings.logs());
        places.put(".routes", settings.routes());
        places.put(".schemas", settings.schemas());
        places.put(".config", settings.home().resolve("config"));
        places.put(".lib", settings.home().resolve("lib"));
        for (Source source : declared.all()) {
            sources.put(source.name(), source.directory());
        }
    }

    /** A zone that files are published or kept in. */
    public ZoneRoot zone(String name) {
        List<Path> apart = apartFrom(name);
        apart.addAll(sources.values());
        Path directory = Objects.requireNonNull(places.get(name), name);
        return ZoneRoot.marked(KnownPlace.name(name, home, directory), directory, apart, memory);
    }

    ZoneRoot deadLetters() {
        return zone(ZoneEndpoint.DEAD_LETTER);
    }

    ZoneRoot backups() {
        return zone(BACKUPS);
    }

    /** What the raw zone, and each source in it, must lie apart from. */
    List<Path> apartFromRaw() {
        return apartFrom(ZoneEndpoint.RAW);
    }

    private List<Path> apartFrom(String name) {
        List<Path> others = new ArrayList<>();
        places.forEach((other, directory) -> {
            if (!other.equals(name)) {
                others.add(directory);
            }
        });
        return others;
    }
}
