package io.sluice.config;

import io.sluice.place.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of one Sluice. Every {@code sluice.} key that is absent has the value that {@code
 * config/application.properties} ships with. Keys that start with {@code camel.} are Camel's, as far as {@link CamelKeys}
 * lets them; those that start with {@code my.} belong to the user's routes. Any other key would be silently ignored, and is
 * a problem.
 */
public final class SettingsFile {
    /** What keys of the user's own begin with. */
    private static final String OWN = "my.";

    private final Path home;
    private final Path file;
    private final Map<String, String> environment;
    private final Map<String, PropertyLine> lines = new LinkedHashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, PropertyLine> standing = new HashMap<>();
    private final List<SettingsProblem> problems = new ArrayList<>();

    private SettingsFile(Path home, Path file, Map<String, String> environment) {
        this.home = home;
        this.file = file;
        this.environment = environment;
    }

    /**
     * Reads and judges the whole file; nothing is created or changed.
     *
     * @param home what relative paths in the file are relative to
     * @param configFile UTF-8 text in the form of {@link java.util.Properties}
     * @param environment what <code>{{env:NAME}}</code> in a value refers to
     * @throws SettingsProblems with all that is wrong: a file that cannot be read, unknown and duplicate keys, references
     *     that lead nowhere, values of the wrong type or out of range, zones that lie in one another
     */
    public static Settings read(Path home, Path configFile, Map<String, String> environment) throws SettingsProblems {
        SettingsFile settingsFile = new SettingsFile(home.toAbsolutePath().normalize(), configFile, environment);
        settingsFile.load();
        Settings settings = settingsFile.settings();
        settingsFile.stopOnProblems();
        return settings;
    }

    private void load() throws SettingsProblems {
        try {
            PropertyLine.parse(text()).forEach(this::take);
        } catch (PropertyLine.Malformed malformed) {
            problem(malformed.line(), "", malformed.text(), "key = value, with a backslash written as \\\\");
            stopOnProblems();
        }
        References references = new References(lines, environment);
        for (PropertyLine line : lines.values()) {
            try {
                values.put(line.key(), references.resolve(line));
            } catch (References.Dangling dangling) {
                problem(line, dangling.expected());
            }
        }
    }

    /** Whether a key may be left out without being misspelt. */
    static boolean mayBeMissing(String key) {
        return key.startsWith(CamelKeys.PREFIX) || key.startsWith(OWN);
    }

    private String text() throws SettingsProblems {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (IOException told) {
            problems.add(SettingsProblem.unreadable(file, told));
            throw new SettingsProblems(problems, path(Keys.LOGS), told);
        }
    }

    private void take(PropertyLine line) {
        boolean camels = line.key().startsWith(CamelKeys.PREFIX);
        PropertyLine earlier = standing.putIfAbsent(camels ? CamelKeys.canonical(line.key()) : line.key(), line);
        if (earlier != null) {
            problem(line, "one line per key; it stands in line " + earlier.line() + " too");
            return;
        }
        lines.put(line.key(), line);
        if (ZoneKeys.matches(line.key())) {
            ZoneKeys.wrongName(line.key()).ifPresent(expected -> problem(line, expected));
        } else if (!camels
                && !line.key().startsWith(OWN)
                && Keys.named(line.key()).isEmpty()) {
            String expected = ZoneKeys.closest(line.key())
                    .or(() -> Keys.closest(line.key()))
                    .map(known -> "a known key; the closest is " + known)
                    .orElse("a known key, which starts with sluice., camel. or my.");
            problem(line, expected);
        }
    }

    private Settings settings() {
        Settings settings = new Settings(
                home,
                path(Keys.RAW),
                path(Keys.VALIDATED),
                path(Keys.DEAD_LETTER),
                path(Keys.BACKUPS),
                path(Keys.LEDGER),
                path(Keys.SCHEMAS),
                path(Keys.ROUTES),
                path(Keys.LOGS),
                value(Keys.STABLE_SECONDS),
                value(Keys.DOCUMENT_SIZE_MIB_MAX),
                value(Keys.PUBLISH_DURABILITY),
                value(Keys.PUBLISH_VERIFY),
                value(Keys.DISK_FREE_PERCENT_MIN),
                value(Keys.WORKERS),
                value(Keys.QUEUE_FILES_MAX),
                value(Keys.POLL_DELAY_MS),
                value(Keys.FULL_LOOK_SECONDS),
                value(Keys.RETRY_SECONDS_MIN),
                value(Keys.RETRY_SECONDS_MAX),
                value(Keys.STOP_SECONDS_MAX),
                zones(),
                observability(),
                forCamel());
        judgeRetry(settings);
        judgePlaces();
        judgeCamel(settings);
        return settings;
    }

    private Map<String, UserZone> zones() {
        Map<String, UserZone> zones = new TreeMap<>();
        ZoneKeys.directories(lines.keySet()).forEach((name, directory) -> {
            if (lines.containsKey(directory.name())) {
                String text = raw(directory);
                directory
                        .read(text)
                        .ifPresentOrElse(
                                path -> zones.put(
                                        name,
                                        new UserZone(
                                                name, home.resolve(path).normalize(), value(ZoneKeys.content(name)))),
                                () -> problem(directory, directory.expectedFor(text)));
            } else {
                problem(ZoneKeys.content(name), directory.name() + " beside it");
            }
        });
        return Collections.unmodifiableMap(zones);
    }

    private Observability observability() {
        Optional<Path> textFile =
                value(Keys.METRICS_TEXTFILE).map(file -> home.resolve(file).normalize());
        for (Key<Path> zone : List.of(Keys.RAW, Keys.VALIDATED, Keys.DEAD_LETTER, Keys.BACKUPS)) {
            if (textFile.filter(file -> Location.overlap(file, path(zone))).isPresent()) {
                problem(Keys.METRICS_TEXTFILE, "a place outside " + zone.name() + ", which is " + raw(zone));
            }
        }
        return new Observability(value(Keys.MANAGEMENT_PORT), textFile);
    }

    /** Every value that routes and Camel may ask for. */
    private Map<String, String> forCamel() {
        Map<String, String> given = new LinkedHashMap<>();
        Keys.ALL.forEach(key -> given.put(key.name(), key.standard()));
        given.putAll(values);
        return Collections.unmodifiableMap(given);
    }

    private void judgeCamel(Settings settings) {
        for (PropertyLine line : lines.values()) {
            String value = values.get(line.key());
            if (value != null && line.key().startsWith(CamelKeys.PREFIX)) {
                CamelKeys.refused(line.key(), value, settings.stopSecondsMax())
                        .ifPresent(expected -> problem(line, expected));
            }
        }
    }

    private void judgeRetry(Settings settings) {
        if (settings.retrySecondsMin() > settings.retrySecondsMax()) {
            problem(
                    Keys.RETRY_SECONDS_MAX,
                    "at least " + Keys.RETRY_SECONDS_MIN.name() + ", which is " + settings.retrySecondsMin());
        }
    }

    /**
     * Raw is never written to, and no zone feeds another: none of these places may lie in another, whatever leads there. All
     * are written to: what the program is made of is no place for them.
     */
    private void judgePlaces() {
        List<Key<Path>> apart = new ArrayList<>(
                List.of(Keys.RAW, Keys.VALIDATED, Keys.DEAD_LETTER, Keys.BACKUPS, Keys.LEDGER, Keys.LOGS));
        ZoneKeys.directories(lines.keySet()).values().stream()
                .filter(key -> key.read(raw(key)).isPresent())
                .forEach(apart::add);
        Map<Key<Path>, Path> places = new LinkedHashMap<>();
        apart.forEach(key -> places.put(key, path(key)));
        PlacesApart.judge(places, own(), key -> raw(key), this::problem);
    }

    private List<Path> own() {
        return List.of(
                path(Keys.ROUTES),
                path(Keys.SCHEMAS),
                home.resolve("config"),
                home.resolve("lib"),
                home.resolve("src"),
                home.resolve("target"));
    }

    private Path path(Key<Path> key) {
        return home.resolve(value(key)).normalize();
    }

    private <T> T value(Key<T> key) {
        String text = raw(key);
        Optional<T> value = key.read(text);
        if (value.isPresent()) {
            return value.get();
        }
        problem(key, key.expectedFor(text));
        return key.read(key.standard()).orElseThrow();
    }

    private String raw(Key<?> key) {
        return values.getOrDefault(key.name(), key.standard());
    }

    private void problem(Key<?> key, String expected) {
        PropertyLine line = lines.get(key.name());
        if (line == null) {
            problem(null, key.name(), key.standard(), expected);
        } else {
            problem(line, expected);
        }
    }

    private void problem(PropertyLine line, String expected) {
        String value = values.getOrDefault(line.key(), line.value());
        String found = value.equals(line.value()) ? value : line.value() + ", which is " + value;
        problem(line.line(), line.key(), found, expected);
    }

    private void problem(@Nullable Integer line, String key, String found, String expected) {
        SettingsProblem problem = new SettingsProblem(file, line, key, found, expected);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    private void stopOnProblems() throws SettingsProblems {
        if (!problems.isEmpty()) {
            problems.sort(
                    Comparator.comparing(SettingsProblem::line, Comparator.nullsFirst(Comparator.naturalOrder())));
            throw new SettingsProblems(problems, path(Keys.LOGS));
        }
    }
}
