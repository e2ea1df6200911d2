package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import io.sluice.routefiles.EndpointOptions.Side;
import io.sluice.text.OneLine;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.camel.util.URISupport;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * Endpoints: the component must be there, its options must be spelt as it knows them, and what is sent to {@code
 * direct:} must be received somewhere (Camel would wait 30 s for that, per file).
 */
final class EndpointCheck {
    private record Sent(RouteFile file, Node at, String name) {}

    /**
     * @param side nothing for words that only match endpoints
     */
    private record Place(RouteFile file, String scheme, EndpointOptions options, Optional<Side> side) {}

    private final Components components;
    private final BeanReferences beans;
    private final Problems problems;
    private final Collection<String> received = new TreeSet<>();
    private final Collection<Sent> sent = new ArrayList<>();

    EndpointCheck(Components components, BeanReferences beans, Problems problems) {
        this.beans = beans;
        this.components = components;
        this.problems = problems;
    }

    /**
     * @param word the step or {@code from}
     * @param parameters the mapping beside the URI
     */
    void check(RouteFile file, String word, Node uriNode, Optional<Node> parameters) {
        Endpoint endpoint = Endpoint.of(uriNode, parameters);
        String scheme = endpoint.scheme();
        if (scheme.isEmpty() || WordCheck.isComputed(endpoint.uri().split(":", 2)[0])) {
            return;
        }
        if (endpoint.query().isPresent() && parameters.isPresent()) {
            problems.add(file, uriNode, "options both in the uri and under parameters", List.of("parameters"));
        }
        if (!components.exists(scheme)) {
            String jar = components
                    .jar(scheme)
                    .map(name -> " (" + name + " with what it needs, in lib/, would bring it)")
                    .orElse("");
            problems.add(
                    file,
                    uriNode,
                    "no component " + quoted(scheme) + " on the class path" + jar,
                    Spelling.expected(scheme, components.all()));
            return;
        }
        if (scheme.equals(Components.MANAGEMENT)) {
            problems.add(
                    file,
                    uriNode,
                    Components.MANAGEMENT + ": is for what sluice.management.port serves, on loopback",
                    List.of("another component that listens, with its jars in lib/"));
            return;
        }
        components.options(scheme).ifPresent(options -> {
            Place place = new Place(file, scheme, options, Side.of(word));
            place.side()
                    .filter(side -> !options.serves(side))
                    .ifPresent(side -> problems.add(
                            file,
                            uriNode,
                            scheme + ": cannot stand in " + word + ":",
                            List.of(side.other().word() + " " + scheme + ":…")));
            endpoint.query().ifPresent(query -> query(place, uriNode, query));
            parameters.ifPresent(node -> Nodes.entries(node).forEach(entry -> option(place, entry)));
        });
        if (scheme.equals("direct")) {
            direct(file, word, endpoint);
        }
    }

    private void query(Place place, Node at, String query) {
        if (WordCheck.isComputed(query.replaceAll("=[^&]*", ""))) {
            return;
        }
        try {
            for (String name : URISupport.parseQuery(query).keySet()) {
                option(place, at, name);
            }
        } catch (URISyntaxException e) {
            problems.add(place.file(), at, "the options after ? cannot be read: " + OneLine.of(e.getReason()));
        }
    }

    private void option(Place place, NodeTuple entry) {
        Node value = entry.getValueNode();
        String name = Nodes.text(entry.getKeyNode()).orElse("");
        option(place, entry.getKeyNode(), name);
        if (Nodes.isNull(value)) {
            problems.add(place.file(), value, "option " + quoted(name) + " has no value");
        } else if (Nodes.text(value).isEmpty()) {
            problems.add(
                    place.file(),
                    value,
                    "option " + quoted(name) + " takes a text (one that begins with { or [ needs quotes)");
        } else {
            beans.option(place.file(), value, Nodes.text(value).orElse(""));
        }
    }

    private void option(Place place, Node at, String name) {
        EndpointOptions options = place.options();
        if (WordCheck.isComputed(name)) {
            return;
        }
        if (!options.knows(name)) {
            List<String> known = place.side()
                    .map(options::namesOn)
                    .orElse(options.names().stream())
                    .toList();
            problems.unknown(place.file(), at, "option of " + place.scheme() + ":", name, known);
        } else if (place.side().filter(side -> options.isIgnoredBy(side, name)).isPresent()) {
            Side side = place.side().get();
            problems.add(
                    place.file(),
                    at,
                    "option " + quoted(name) + " of " + place.scheme() + ": means nothing here: it is one of "
                            + side.other().word());
        }
    }

    private void direct(RouteFile file, String word, Endpoint endpoint) {
        String name = endpoint.pathOr("name");
        if (word.equals("from")) {
            received.add(name);
        } else {
            sent.add(new Sent(file, endpoint.at(), name));
        }
    }

    /** To be called when all files were seen. */
    void checkDirect() {
        if (received.stream().anyMatch(WordCheck::isComputed)) {
            return;
        }
        for (Sent each : sent) {
            if (!WordCheck.isComputed(each.name()) && !received.contains(each.name())) {
                problems.add(
                        each.file(),
                        each.at(),
                        "no route receives from " + quoted("direct:" + each.name()),
                        Spelling.expected(each.name(), received));
            }
        }
    }
}
