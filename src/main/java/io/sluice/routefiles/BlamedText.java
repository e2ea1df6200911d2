package io.sluice.routefiles;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Looks for the text that a failure names among those that a route is made of. */
final class BlamedText {
    /** Shorter texts stand in any message. */
    private static final int CONTAINED_CHARACTERS_MIN = 4;

    private static final Set<String> NOT_FOR_CAMEL = Set.of("id", "description", "note", "routeConfigurationId");
    private static final Pattern PARAMETER = Pattern.compile("\\{\\{[^{}]+}}");

    record Place(RouteFile file, Node at) {}

    private BlamedText() {}

    /**
     * Where the first of the texts stands that stands anywhere: whole, else in a longer text, else in part.
     *
     * @param blamed the likeliest first
     */
    static Optional<Place> find(List<Item> items, Collection<String> blamed) {
        List<Place> texts = new ArrayList<>();
        for (Item item : items) {
            collect(item.file(), item.value(), texts);
        }
        for (String text : blamed) {
            String plain = plain(text);
            Optional<Place> place = first(texts, written -> matches(written, plain))
                    .or(() -> first(texts, written -> written.contains(plain)))
                    .or(() -> longestIn(texts, plain));
            if (place.isPresent()) {
                return place;
            }
        }
        return Optional.empty();
    }

    private static void collect(RouteFile file, Node node, List<Place> texts) {
        Nodes.items(node).forEach(item -> collect(file, item, texts));
        for (NodeTuple entry : Nodes.entries(node)) {
            String word = Nodes.text(entry.getKeyNode()).orElse("");
            if (Nodes.text(entry.getKeyNode()).isPresent()) {
                texts.add(new Place(file, entry.getKeyNode()));
            }
            if (!NOT_FOR_CAMEL.contains(word)) {
                collect(file, entry.getValueNode(), texts);
            }
        }
        if (Nodes.text(node).isPresent()) {
            texts.add(new Place(file, node));
        }
    }

    private static Optional<Place> first(List<Place> texts, Predicate<String> test) {
        return texts.stream().filter(place -> test.test(written(place))).findFirst();
    }

    private static String written(Place place) {
        return plain(Nodes.text(place.at()).orElse(""));
    }

    /** Options may stand beside a URI. */
    private static boolean matches(String written, String blamed) {
        return fixed(written) > 0
                && Pattern.compile(asPattern(written) + "(\\?.*)?", Pattern.DOTALL)
                        .matcher(blamed)
                        .matches();
    }

    private static Optional<Place> longestIn(List<Place> texts, String blamed) {
        return texts.stream()
                .filter(place -> fixed(written(place)) >= CONTAINED_CHARACTERS_MIN)
                .filter(place -> Pattern.compile("(?<!\\w)" + asPattern(written(place)) + "(?!\\w)")
                        .matcher(blamed)
                        .find())
                .max(Comparator.comparingInt(place -> fixed(written(place))));
    }

    /** How many characters are not those of parameters. */
    private static int fixed(String written) {
        return PARAMETER.matcher(written).replaceAll("").strip().length();
    }

    /** Parameters stand for anything. */
    private static String asPattern(String written) {
        return Arrays.stream(PARAMETER.split(written, -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }

    /** Camel writes URIs with slashes that route files mostly leave out, and with escapes. */
    private static String plain(String text) {
        String plain = text.strip().replace("://", ":");
        try {
            return URLDecoder.decode(plain, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return plain; // no escapes, only percent signs
        }
    }
}
