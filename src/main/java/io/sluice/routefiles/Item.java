package io.sluice.routefiles;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** One entry of a file's top-level list: a word such as {@code routeTemplate} and what stands below it. */
record Item(RouteFile file, String word, Node key, Node value) {
    boolean is(String other) {
        return word.equals(other);
    }

    Optional<Node> at(String key) {
        return Nodes.at(value, key);
    }

    Optional<String> textAt(String key) {
        return Nodes.textAt(value, key);
    }

    /** Where a problem with the whole entry is shown: at the key if it is there, else at the entry. */
    Node place(String key) {
        return at(key).orElse(this.key);
    }
}
