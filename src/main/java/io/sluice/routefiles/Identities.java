package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import io.sluice.routefiles.RouteFile.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.camel.catalog.impl.CatalogHelper;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Ids over all files: unique within their kind, and what refers to a route configuration finds one. Camel silently
 * leaves out a configuration that has an id and that no route asks for.
 */
final class Identities {
    static final String REFERENCE = "routeConfigurationId";

    private final List<Item> items;
    private final Problems problems;

    Identities(List<Item> items, Problems problems) {
        this.items = items;
        this.problems = problems;
    }

    void check() {
        unique("route template id", Map.of("routeTemplate", "id"));
        unique("route configuration id", Map.of("routeConfiguration", "id"));
        unique("route id", Map.of("templatedRoute", "routeId", "route", "id"));
        sourcesDifferBeyondCase();
        configurationsAreUsed();
    }

    private void unique(String what, Map<String, String> idByWord) {
        Map<String, String> places = new HashMap<>();
        for (Item item : items) {
            String key = idByWord.get(item.word());
            Optional<Node> at = Optional.ofNullable(key).flatMap(item::at);
            Optional<String> id = at.flatMap(Nodes::text);
            if (id.isPresent()) {
                String first = places.putIfAbsent(id.get(), place(item.file(), at.get()));
                if (first != null) {
                    problems.add(item.file(), at.get(), what + " " + quoted(id.get()) + " is already used in " + first);
                }
            }
        }
    }

    private static String place(RouteFile file, Node at) {
        return file.name()
                + at.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
    }

    private void sourcesDifferBeyondCase() {
        Map<String, String> files = new HashMap<>();
        for (Item item : items) {
            RouteFile file = item.file();
            if (file.kind() == Kind.SOURCE) {
                String first = files.putIfAbsent(file.stem().toLowerCase(Locale.ROOT), file.name());
                if (first != null && !first.equals(file.name())) {
                    problems.add(
                            file.name(),
                            "differs from " + first
                                    + " only in upper and lower case: some file systems hold them for one",
                            List.of());
                }
            }
        }
    }

    private void configurationsAreUsed() {
        List<Item> configurations =
                items.stream().filter(item -> item.is("routeConfiguration")).toList();
        Set<String> ids = new TreeSet<>();
        configurations.forEach(item -> item.textAt("id").ifPresent(ids::add));
        Set<String> wanted = new TreeSet<>();
        for (Item item : items) {
            Optional<Node> route = item.is("routeTemplate") ? item.at("route") : Optional.of(item.value());
            Optional<Node> reference = route.flatMap(node -> Nodes.at(node, REFERENCE));
            for (String pattern : reference.flatMap(Nodes::text).orElse("").split(",", -1)) {
                if (pattern.isEmpty() || WordCheck.isComputed(pattern)) {
                    continue;
                }
                wanted.add(pattern);
                if (ids.stream().noneMatch(id -> matches(id, pattern))) {
                    problems.unknown(item.file(), reference.get(), "route configuration", pattern, ids);
                }
            }
        }
        for (Item item : configurations) {
            Optional<String> id = item.textAt("id").filter(text -> !text.equals("*"));
            if (id.isPresent() && wanted.stream().noneMatch(pattern -> matches(id.get(), pattern))) {
                problems.add(
                        item.file(),
                        item.place("id"),
                        "no route asks for this configuration with " + REFERENCE
                                + ": it would be left out (without an id it holds for all)");
            }
        }
    }

    /** As Camel does it: the same but for upper and lower case, a prefix before {@code *}, or a regular expression. */
    private static boolean matches(String id, String pattern) {
        return id.equalsIgnoreCase(pattern) || CatalogHelper.matchWildcard(id, pattern) || matchesRegex(id, pattern);
    }

    private static boolean matchesRegex(String id, String pattern) {
        try {
            return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE)
                    .matcher(id)
                    .matches();
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
