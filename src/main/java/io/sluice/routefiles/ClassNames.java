package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Class names in route files must name classes: exceptions that are caught, types of beans. Nothing is initialised. */
final class ClassNames {
    static final String PREFIX = "#class:";

    private static final Pattern ARGUMENTS = Pattern.compile("[(#](?s).*");
    private static final Set<String> CATCHING = Set.of("onException", "entry of doCatch", "onFallback");
    private static final Set<String> BEANS = Set.of("entry of beans", "beanFactory");

    private final Problems problems;

    ClassNames(Problems problems) {
        this.problems = problems;
    }

    void check(RouteFile file, String word, MappingNode value) {
        if (CATCHING.contains(word)) {
            Nodes.at(value, "exception").ifPresent(node -> exceptions(file, node));
        } else if (BEANS.contains(word)) {
            Nodes.at(value, "type")
                    .ifPresent(node -> checkNew(file, node, Nodes.text(node).orElse("")));
        }
    }

    /** {@code #class:io.example.Bean(argument)} or only the class. */
    void checkNew(RouteFile file, Node at, String value) {
        String type = value.startsWith(PREFIX) ? value.substring(PREFIX.length()) : value;
        name(file, at, ARGUMENTS.matcher(type).replaceFirst(""));
    }

    private void exceptions(RouteFile file, Node node) {
        List<Node> names = node instanceof ScalarNode ? List.of(node) : Nodes.items(node);
        for (Node each : names) {
            for (String name : Nodes.text(each).orElse("").split(" ", -1)) {
                Optional<Class<?>> found = name(file, each, name);
                if (found.isPresent() && !Throwable.class.isAssignableFrom(found.get())) {
                    problems.add(file, each, quoted(name) + " is not an exception");
                }
            }
        }
    }

    private Optional<Class<?>> name(RouteFile file, Node at, String name) {
        if (name.isEmpty() || name.startsWith("#") || WordCheck.isComputed(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Class.forName(name, false, ClassNames.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            problems.add(file, at, "no class " + quoted(name) + " on the class path");
            return Optional.empty();
        }
    }
}
