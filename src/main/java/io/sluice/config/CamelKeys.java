package io.sluice.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Camel's own keys as Sluice sees them: what it sets unless the settings file does, what it holds fixed, and what would be
 * ignored or would work against it and so stops the start. All others are Camel's to judge.
 */
public final class CamelKeys {
    static final String PREFIX = "camel.";

    /** The first words of the keys that Camel reads and that work with what Sluice brings along. */
    private static final Set<String> GROUPS = new TreeSet<>(Set.of(
            "main",
            "component",
            "dataformat",
            "language",
            "beans",
            "variable",
            "globalOptions",
            "threadpool",
            "ssl",
            "startupcondition"));

    private static final String ABSENT = "not available in this version";
    private static final String SAME_PLACE = "nothing outside this file changes a setting";
    private static final String EVERY_ROUTE =
            "every route below sluice.routes.directory runs; a source is switched off by moving its file out";
    private static final String NEXT_START = "routes and settings change at the next start";
    private static final String WATCHED = "what may listen is opened by sluice.management.port, on loopback";
    private static final String OWN_CHECKS = "health is what sluice.management.port serves";
    private static final String STOP = "a stop lasts as long as sluice.stop.seconds_max says";

    /**
     * A key that is held, or all that begin like it.
     *
     * @param value the only one that may stand in the file; null when none may
     */
    private record Held(String key, @Nullable String value, String why) {
        private boolean matches(String canonical) {
            String own = canonical(key);
            return value == null ? canonical.startsWith(own) : canonical.equals(own);
        }

        private String expected() {
            return (value == null ? "no such line: " : value + ": ") + why;
        }
    }

    private static final List<Held> HELD = List.of(
            new Held("camel.main.auto-configuration-enabled", "true", "Camel's keys in this file are heeded"),
            new Held("camel.main.auto-configuration-fail-fast", "true", "a misspelt key stops the start"),
            new Held("camel.main.auto-configuration-environment-variables-enabled", "false", SAME_PLACE),
            new Held("camel.main.auto-configuration-system-properties-enabled", "false", SAME_PLACE),
            new Held("camel.main.cloud-properties-location", null, SAME_PLACE),
            new Held("camel.main.file-configurations", null, SAME_PLACE),
            new Held("camel.main.profile", null, SAME_PLACE),
            new Held("camel.main.modeline", "false", "a comment in a route changes no setting"),
            new Held("camel.component.properties.", null, SAME_PLACE),
            new Held("camel.context.", null, "the same options are keys that begin with camel.main."),
            new Held("camel.main.auto-startup", "true", "a run would wait for ever for routes that are not started"),
            new Held("camel.main.auto-startup-exclude-pattern", null, EVERY_ROUTE),
            new Held("camel.main.routes-collector-enabled", "true", EVERY_ROUTE),
            new Held("camel.main.routes-collector-ignore-loading-error", "false", EVERY_ROUTE),
            new Held("camel.main.route-filter-include-pattern", null, EVERY_ROUTE),
            new Held("camel.main.route-filter-exclude-pattern", null, EVERY_ROUTE),
            new Held("camel.main.routes-include-pattern", null, EVERY_ROUTE),
            new Held("camel.main.routes-exclude-pattern", null, EVERY_ROUTE),
            new Held("camel.main.routes-builder", null, EVERY_ROUTE),
            new Held("camel.main.java-routes-", null, EVERY_ROUTE),
            new Held("camel.routeTemplate", null, EVERY_ROUTE),
            new Held("camel.routeController.", null, "a route that cannot start stops the start"),
            new Held("camel.main.base-package-scan-enabled", "false", EVERY_ROUTE),
            new Held("camel.main.base-package-scan", null, EVERY_ROUTE),
            new Held("camel.main.routes-reload-enabled", "false", NEXT_START),
            new Held("camel.main.routes-reload-", null, NEXT_START),
            new Held("camel.main.context-reload-enabled", "false", NEXT_START),
            new Held("camel.main.duration-", null, "a run ends with --once, Ctrl-C or SIGTERM"),
            new Held("camel.main.shutdown-now-on-timeout", "true", STOP),
            new Held("camel.main.jmx-enabled", "false", "JMX is " + ABSENT),
            new Held("camel.main.jmx-", null, "JMX is " + ABSENT),
            new Held("camel.main.endpoint-runtime-statistics-enabled", "false", "JMX is " + ABSENT),
            new Held("camel.main.load-statistics-enabled", "false", "JMX is " + ABSENT),
            new Held("camel.main.load-health-checks", "false", OWN_CHECKS),
            new Held("camel.health.", null, OWN_CHECKS),
            new Held("camel.management.", null, WATCHED),
            new Held("camel.metrics.", null, WATCHED),
            new Held("camel.server.", null, WATCHED),
            new Held("camel.component.platform-http.", null, WATCHED),
            new Held("camel.main.dev-console-enabled", "false", "Camel's developer console is " + ABSENT));

    private static final String SHUTDOWN_TIMEOUT = "camel.main.shutdown-timeout";

    private CamelKeys() {}

    /** The same for keys that Camel takes for the same: dashes and letter case do not count. */
    static String canonical(String key) {
        return key.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** What would have been right, in words that follow "expected"; empty when the line may stand. */
    static Optional<String> refused(String key, String value) {
        String canonical = canonical(key);
        Optional<Held> held =
                HELD.stream().filter(each -> each.matches(canonical)).findFirst();
        if (held.isPresent()) {
            return held.filter(each -> !value.equalsIgnoreCase(each.value())).map(Held::expected);
        }
        String group = key.substring(PREFIX.length()).split("[.\\[]", 2)[0];
        return GROUPS.contains(group) || canonical.startsWith(canonical("camel.globalOptions."))
                ? Optional.empty()
                : Optional.of("a key that begins with "
                        + GROUPS.stream().map(each -> PREFIX + each + ".").collect(Collectors.joining(", "))
                        + "; others are " + ABSENT);
    }

    /** As {@link #refused(String, String)}, for what follows another setting. */
    static Optional<String> refused(String key, String value, int stopSecondsMax) {
        String seconds = String.valueOf(stopSecondsMax);
        return canonical(key).equals(canonical(SHUTDOWN_TIMEOUT)) && !value.equals(seconds)
                ? Optional.of(seconds + ": " + STOP)
                : refused(key, value);
    }

    /** What Camel is set to unless the settings file says otherwise: nothing that costs time for each file. */
    public static Map<String, String> standard() {
        Map<String, String> standard = new LinkedHashMap<>();
        standard.put("camel.main.name", "sluice");
        standard.put("camel.main.auto-configuration-log-summary", "false");
        standard.put("camel.main.startup-summary-level", "off");
        standard.put("camel.main.extra-shutdown-timeout", "1");
        for (String costly : List.of(
                "inflight-repository-browse-enabled",
                "shutdown-log-inflight-exchanges-on-timeout",
                "stream-caching-enabled",
                "allow-use-original-message",
                "autowired-enabled",
                // the headers of files are Camel's own, spelled as Camel spells them
                "case-insensitive-headers")) {
            standard.put("camel.main." + costly, "false");
        }
        return standard;
    }

    /** What Camel is set to whatever else says otherwise. */
    public static Map<String, String> fixed(Settings settings) {
        Map<String, String> fixed = new LinkedHashMap<>();
        for (Held held : HELD) {
            if (held.value() != null) {
                fixed.put(held.key(), held.value());
            }
        }
        fixed.put(SHUTDOWN_TIMEOUT, String.valueOf(settings.stopSecondsMax()));
        return fixed;
    }
}
