package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import io.sluice.text.OneLine;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.util.URISupport;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * Endpoints: the component must be there, its options must be spelt as it knows them, and what is sent to {@code
 * direct:} must be received somewhere (Camel would wait 30 s for that, per file).
 */
final class EndpointCheck {
    private record Sent(RouteFile file, Node at, String name) {}

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
        String uri = Nodes.text(uriNode).orElse("");
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? uri.split("\\?", 2)[0] : uri.substring(0, colon);
        if (scheme.isEmpty() || WordCheck.isComputed(scheme)) {
            return;
        }
        int question = uri.indexOf('?');
        if (question >= 0 && parameters.isPresent()) {
            problems.add(file, uriNode, "options both in the uri and under parameters", List.of("parameters"));
        }
        if (!components.exists(scheme)) {
            problems.add(
                    file,
                    uriNode,
                    "no component " + quoted(scheme) + " on the class path",
                    Spelling.expected(scheme, components.all()));
            return;
        }
        components.options(scheme).ifPresent(options -> {
            if (question >= 0) {
                query(file, uriNode, scheme, uri.substring(question + 1), options);
            }
            parameters.ifPresent(node -> Nodes.entries(node).forEach(entry -> option(file, scheme, entry, options)));
        });
        if (scheme.equals("direct")) {
            direct(file, word, uriNode, uri, parameters);
        }
    }

    private void query(RouteFile file, Node at, String scheme, String query, EndpointUriFactory options) {
        if (WordCheck.isComputed(query.replaceAll("=[^&]*", ""))) {
            return;
        }
        try {
            for (String name : URISupport.parseQuery(query).keySet()) {
                option(file, at, scheme, name, options);
            }
        } catch (URISyntaxException e) {
            problems.add(file, at, "the options after ? cannot be read: " + OneLine.of(e.getReason()));
        }
    }

    private void option(RouteFile file, String scheme, NodeTuple entry, EndpointUriFactory options) {
        Node value = entry.getValueNode();
        String name = Nodes.text(entry.getKeyNode()).orElse("");
        option(file, entry.getKeyNode(), scheme, name, options);
        if (Nodes.isNull(value)) {
            problems.add(file, value, "option " + quoted(name) + " has no value");
        } else if (Nodes.text(value).isEmpty()) {
            problems.add(
                    file, value, "option " + quoted(name) + " takes a text (one that begins with { or [ needs quotes)");
        } else {
            beans.option(file, value, Nodes.text(value).orElse(""));
        }
    }

    private void option(RouteFile file, Node at, String scheme, String name, EndpointUriFactory options) {
        boolean known = options.propertyNames().contains(name)
                || options.isLenientProperties()
                || WordCheck.isComputed(name)
                || options.multiValuePrefixes().values().stream().anyMatch(name::startsWith);
        if (!known) {
            problems.unknown(file, at, "option of " + scheme + ":", name, options.propertyNames());
        }
    }

    private void direct(RouteFile file, String word, Node at, String uri, Optional<Node> parameters) {
        String path = uri.split("\\?", 2)[0].replaceFirst("^direct:?(//)?", "");
        String name = path.isEmpty()
                ? parameters.flatMap(node -> Nodes.textAt(node, "name")).orElse("")
                : path;
        if (word.equals("from")) {
            received.add(name);
        } else {
            sent.add(new Sent(file, at, name));
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
