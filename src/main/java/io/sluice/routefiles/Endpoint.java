package io.sluice.routefiles;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * An endpoint as a route names it: {@code to: direct:x}, or {@code uri} with {@code parameters} beside it.
 *
 * @param at the node of the URI
 */
record Endpoint(Node at, String uri, Optional<Node> parameters) {
    /** What stands below {@code from} or a step; nothing without a URI. */
    static Optional<Endpoint> of(Node value) {
        Optional<Node> uri = value instanceof ScalarNode ? Optional.of(value) : Nodes.at(value, "uri");
        return uri.filter(node -> Nodes.text(node).isPresent() && !Nodes.isNull(node))
                .map(node -> of(node, Nodes.at(value, "parameters")));
    }

    static Endpoint of(Node uri, Optional<Node> parameters) {
        return new Endpoint(uri, Nodes.text(uri).orElse(""), parameters);
    }

    String scheme() {
        return uri.split("[:?]", 2)[0];
    }

    boolean is(String scheme) {
        return scheme().equals(scheme);
    }

    /** What stands between the scheme and the options; empty when the parameters tell it. */
    String path() {
        return uri.split("\\?", 2)[0].substring(scheme().length()).replaceFirst("^:(//)?", "");
    }

    Optional<String> query() {
        int question = uri.indexOf('?');
        return question < 0 ? Optional.empty() : Optional.of(uri.substring(question + 1));
    }

    /** The path, or the parameter that stands for it. */
    String pathOr(String parameter) {
        return path().isEmpty() ? option(parameter).orElse("") : path();
    }

    Optional<String> option(String name) {
        Optional<String> parameter = parameters.flatMap(node -> Nodes.textAt(node, name));
        if (parameter.isPresent()) {
            return parameter;
        }
        for (String option : query().orElse("").split("&", -1)) {
            if (option.startsWith(name + "=")) {
                return Optional.of(option.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }
}
