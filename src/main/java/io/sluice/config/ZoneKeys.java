package io.sluice.config;

import io.sluice.text.ClosestWords;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys of zones that a user makes: two for each name. */
final class ZoneKeys {
    private static final Pattern KEY = Pattern.compile("sluice\\.zone\\.([^.]*)\\.(directory|content)");
    private static final Pattern OF_A_ZONE = Pattern.compile("(sluice\\.zone\\.[^.]+\\.).*");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

    /** Zones that are there already, and places that a reader would take for zones. */
    private static final Set<String> TAKEN =
            new TreeSet<>(Set.of("raw", "validated", "dead-letter", "backups", "archive", "ledger"));

    private ZoneKeys() {}

    /** Whether a key is one of a user's zone. */
    static boolean matches(String key) {
        return KEY.matcher(key).matches();
    }

    /** The key of a user's zone that one which is none comes closest to. */
    static Optional<String> closest(String key) {
        Matcher matcher = OF_A_ZONE.matcher(key);
        return matcher.matches()
                ? ClosestWords.to(key, List.of(matcher.group(1) + "directory", matcher.group(1) + "content"))
                : Optional.empty();
    }

    /** What is wrong with the name of the zone in a key, in words that follow "expected". */
    static Optional<String> wrongName(String key) {
        String name = name(key);
        if (TAKEN.contains(name)) {
            return Optional.of("a name of your own; taken are " + String.join(", ", TAKEN));
        }
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("sluice.zone.<name>.directory with a name of lower-case letters, digits, - and _");
    }

    /** The directory keys of all zones that stand in a file, by the name of the zone. */
    static Map<String, Key<Path>> directories(Iterable<String> keys) {
        Map<String, Key<Path>> directories = new TreeMap<>();
        for (String key : keys) {
            if (matches(key)) {
                String name = name(key);
                directories.put(name, Key.path("sluice.zone." + name + ".directory", ""));
            }
        }
        return directories;
    }

    static Key<UserZone.Content> content(String name) {
        return Key.word("sluice.zone." + name + ".content", "derived", UserZone.Content.class);
    }

    private static String name(String key) {
        Matcher matcher = KEY.matcher(key);
        return matcher.matches() ? matcher.group(1) : "";
    }
}
