package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import io.sluice.routefiles.Shape.Property;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Holds every word of a file against Camel's own words: unknown and missing ones, values of the wrong shape, and values
 * that Camel would quietly take for something else ({@code ture} for false, an empty value for a text).
 */
final class WordCheck {
    private static final String STEPS = "array:org.apache.camel.model.ProcessorDefinition";

    private static final String TEMPLATE = "routeTemplateRef";
    private static final String ENTRY = "entry of ";
    private static final String BEAN = ENTRY + "beans";

    private final CamelWords camel;
    private final EndpointCheck endpoints;
    private final ClassNames classes;
    private final BeanReferences beans;
    private final Problems problems;

    WordCheck(CamelWords camel, EndpointCheck endpoints, ClassNames classes, BeanReferences beans, Problems problems) {
        this.camel = camel;
        this.endpoints = endpoints;
        this.classes = classes;
        this.beans = beans;
        this.problems = problems;
    }

    void check(Item item) {
        camel.shape(item.word()).ifPresent(shape -> below(item.file(), item.word(), item.key(), item.value(), shape));
    }

    private void below(RouteFile file, String word, Node key, Node value, Shape shape) {
        if (shape.itemType().isPresent()) {
            list(file, word, value, new Property("array:" + shape.itemType().get(), false));
        } else if (value instanceof MappingNode mapping) {
            mapping(file, word, key, mapping, shape);
        } else if (value instanceof ScalarNode && shape.scalar() && !Nodes.isNull(value)) {
            if (shape.endpoint()) {
                endpoints.check(file, word, value, Optional.empty());
            }
        } else {
            boolean bare = shape.required().isEmpty() && Nodes.isNull(value);
            String hint = bare ? " (none: write " + word + ": {})" : "";
            problems.add(
                    file,
                    key,
                    label(word) + " takes words of its own below it" + hint,
                    Spelling.expected(word, shape.words().keySet()));
        }
    }

    private void mapping(RouteFile file, String word, Node key, MappingNode value, Shape shape) {
        Set<String> missing = new HashSet<>(shape.required());
        for (NodeTuple entry : value.getValue()) {
            Optional<String> name = Nodes.text(entry.getKeyNode());
            if (name.isEmpty()) {
                continue;
            }
            missing.remove(name.get());
            Property property = shape.words().get(name.get());
            if (property == null) {
                String message = "unknown word " + quoted(name.get()) + " in " + label(word);
                problems.add(
                        file,
                        entry.getKeyNode(),
                        message,
                        Spelling.expected(name.get(), shape.words().keySet()));
            } else {
                property(file, name.get(), entry, property);
            }
        }
        if (!missing.isEmpty()) {
            String names = String.join(", ", missing.stream().sorted().toList());
            problems.add(file, key, label(word) + " lacks " + names);
        }
        if (shape.endpoint()) {
            Nodes.at(value, "uri").ifPresent(uri -> endpoints.check(file, word, uri, Nodes.at(value, "parameters")));
        }
        if (word.equals(BEAN)) {
            Nodes.textAt(value, "name").ifPresent(beans::declare);
        }
        classes.check(file, word, value);
    }

    private void property(RouteFile file, String word, NodeTuple entry, Property property) {
        Node value = entry.getValueNode();
        String type = property.type();
        if (type.equals("object")) {
            if (!(value instanceof MappingNode)) {
                problems.add(file, entry.getKeyNode(), quoted(word) + " takes words of its own below it");
            }
        } else if (type.startsWith("object:")) {
            camel.shape(type.substring("object:".length()))
                    .ifPresent(shape -> below(file, word, entry.getKeyNode(), value, shape));
        } else if (type.equals("array:string")) {
            texts(file, word, value);
        } else if (type.startsWith("array:")) {
            list(file, word, value, property);
        } else {
            scalar(file, word, entry, type);
        }
    }

    private void list(RouteFile file, String word, Node value, Property property) {
        if (!(value instanceof SequenceNode)) {
            problems.add(file, value, quoted(word) + " takes a list: every entry begins with \"- \"");
            return;
        }
        String type = property.type().substring("array:".length());
        for (Node entry : Nodes.items(value)) {
            if (property.type().equals(STEPS)) {
                step(file, entry);
            } else if (property.wrapped()) {
                wrapped(file, entry, type);
            } else {
                camel.shape(type).ifPresent(shape -> below(file, ENTRY + word, entry, entry, shape));
            }
        }
    }

    private void step(RouteFile file, Node entry) {
        if (Nodes.entries(entry).size() != 1) {
            problems.add(
                    file, entry, "a step is one word with its own words below it (is the rest indented too little?)");
            return;
        }
        NodeTuple step = Nodes.entries(entry).get(0);
        String word = Nodes.text(step.getKeyNode()).orElse("");
        camel.step(word)
                .ifPresentOrElse(
                        shape -> below(file, word, step.getKeyNode(), step.getValueNode(), shape),
                        () -> problems.unknown(file, step.getKeyNode(), "step", word, camel.allSteps()));
    }

    private void wrapped(RouteFile file, Node entry, String type) {
        Set<String> expected = camel.wrappingWords(type);
        List<NodeTuple> words = Nodes.entries(entry);
        String word = words.size() == 1 ? Nodes.text(words.get(0).getKeyNode()).orElse("") : "";
        if (!expected.contains(word)) {
            problems.add(file, entry, "a list entry that is not one known word", expected);
            return;
        }
        camel.shape(type)
                .ifPresent(shape -> below(
                        file, word, words.get(0).getKeyNode(), words.get(0).getValueNode(), shape));
    }

    private void texts(RouteFile file, String word, Node value) {
        if (value instanceof MappingNode || Nodes.isNull(value)) {
            problems.add(file, value, quoted(word) + " takes a text or a list of texts");
        }
        for (Node entry : Nodes.items(value)) {
            if (!(entry instanceof ScalarNode) || Nodes.isNull(entry)) {
                problems.add(file, entry, "not a text in the list of " + quoted(word));
            }
        }
    }

    private void scalar(RouteFile file, String word, NodeTuple entry, String type) {
        Node value = entry.getValueNode();
        Optional<String> text = Nodes.text(value);
        if (text.isEmpty()) {
            problems.add(file, value, quoted(word) + " takes a text (one that begins with { or [ needs quotes)");
        } else if (Nodes.isNull(value)) {
            problems.add(file, entry.getKeyNode(), quoted(word) + " has no value");
        } else if (word.equals("ref") || (word.endsWith("Ref") && !word.equals(TEMPLATE))) {
            beans.refer(file, value, text.get());
        } else if (!isComputed(text.get())) {
            List<String> allowed = allowed(type);
            boolean known = allowed.stream().anyMatch(choice -> plain(choice).equalsIgnoreCase(plain(text.get())));
            if (!allowed.isEmpty() && !known) {
                problems.add(file, value, "unknown value " + quoted(text.get()) + " of " + quoted(word), allowed);
            }
        }
    }

    private static List<String> allowed(String type) {
        if (type.startsWith("enum:")) {
            return Arrays.asList(type.substring("enum:".length()).split(",", -1));
        }
        return type.equals("boolean") ? List.of("true", "false") : List.of();
    }

    /** Camel reads {@code CALLER_RUNS}, {@code caller-runs} and {@code CallerRuns} alike. */
    private static String plain(String constant) {
        return constant.replace("-", "").replace("_", "");
    }

    static boolean isComputed(String text) {
        return text.contains("{{") || text.contains("${");
    }

    private static String label(String word) {
        return word.startsWith(ENTRY) ? "an " + word : quoted(word);
    }
}
