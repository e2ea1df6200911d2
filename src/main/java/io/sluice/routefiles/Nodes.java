package io.sluice.routefiles;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads of YAML nodes. A read of what is not there, or not of that shape, finds nothing: the word check reports it. */
final class Nodes {
    private Nodes() {}

    static Optional<String> text(Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    /** Nothing written, {@code null} or {@code ~}: Camel would take that for a text. */
    static boolean isNull(Node node) {
        return node instanceof ScalarNode && Tag.NULL.equals(node.getTag());
    }

    static List<NodeTuple> entries(Node node) {
        return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
    }

    static List<Node> items(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
    }

    static Optional<Node> at(Node mapping, String word) {
        for (NodeTuple entry : entries(mapping)) {
            if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(word)) {
                return Optional.of(entry.getValueNode());
            }
        }
        return Optional.empty();
    }

    static List<Node> itemsAt(Node mapping, String word) {
        return at(mapping, word).map(Nodes::items).orElse(List.of());
    }

    static Optional<String> textAt(Node mapping, String word) {
        return at(mapping, word).flatMap(Nodes::text);
    }
}
