package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import io.sluice.routefiles.RouteFile.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.NodeType;

/** The top level of a file: a list of entries of one word each. Camel loads nothing from a mapping, and says nothing. */
final class TopLevel {
    private final RouteFile file;
    private final Problems problems;

    TopLevel(RouteFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The entries that belong into a file of this kind. */
    List<Item> items(Node root) {
        if (root.getNodeType() != NodeType.SEQUENCE) {
            problems.add(
                    file,
                    root,
                    "the top level is not a list: nothing would be loaded",
                    file.kind().expected());
            return List.of();
        }
        List<Item> items = new ArrayList<>();
        for (Node entry : Nodes.items(root)) {
            item(entry, items);
        }
        if (Nodes.items(root).isEmpty()) {
            problems.add(
                    file,
                    root,
                    "an empty list: nothing would be loaded",
                    file.kind().expected());
        }
        items.stream()
                .skip(file.kind() == Kind.SOURCE ? 1 : Long.MAX_VALUE)
                .forEach(second -> problems.add(file, second.key(), "a second source: each has a file of its own"));
        return items;
    }

    private void item(Node entry, List<Item> items) {
        List<NodeTuple> words = Nodes.entries(entry);
        if (words.size() != 1) {
            String message = words.isEmpty()
                    ? "a list entry without a word"
                    : "a list entry with the words " + listed(words)
                            + ": it takes one (is the rest indented too little?)";
            problems.add(file, entry, message, file.kind().expected());
            return;
        }
        Node key = words.get(0).getKeyNode();
        String word = Nodes.text(key).orElse("");
        if (file.kind().words().contains(word)) {
            items.add(new Item(file, word, key, words.get(0).getValueNode()));
            return;
        }
        String place = EnumSet.allOf(Kind.class).stream()
                .filter(kind -> kind.words().contains(word))
                .map(kind -> " belongs into " + kind.place())
                .findFirst()
                .orElse("");
        if (place.isEmpty()) {
            problems.unknown(file, key, "word", word, file.kind().words());
        } else {
            problems.add(
                    file,
                    key,
                    quoted(word) + place + ", not here",
                    Spelling.expected(word, file.kind().words()));
        }
    }

    private static String listed(List<NodeTuple> words) {
        return words.stream()
                .map(word -> Nodes.text(word.getKeyNode()).map(Spelling::quoted).orElse("?"))
                .collect(Collectors.joining(", "));
    }
}
