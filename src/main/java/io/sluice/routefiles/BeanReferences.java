package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;

/** Beans that route files name, held against those that route files declare and those that the program binds. */
final class BeanReferences {
    private static final String BEAN = "#bean:";

    private record Reference(RouteFile file, Node at, String name) {}

    private final ClassNames classes;
    private final Problems problems;
    private final Set<String> declared = new TreeSet<>();
    private final List<Reference> references = new ArrayList<>();

    BeanReferences(ClassNames classes, Problems problems) {
        this.classes = classes;
        this.problems = problems;
    }

    void declare(String name) {
        declared.add(name);
    }

    /** The value of {@code ref}: a name, {@code #bean:name}, or a new one: {@code #class:io.example.Step(argument)}. */
    void refer(RouteFile file, Node at, String value) {
        if (value.startsWith(ClassNames.PREFIX)) {
            classes.checkNew(file, at, value);
            return;
        }
        String name = value.startsWith(BEAN) ? value.substring(BEAN.length()) : value;
        if (!name.startsWith("#") && !WordCheck.isComputed(name)) {
            references.add(new Reference(file, at, name));
        }
    }

    /** The value of an endpoint's option, which names a bean only after {@code #}. */
    void option(RouteFile file, Node at, String value) {
        if (value.startsWith(BEAN) || value.startsWith(ClassNames.PREFIX)) {
            refer(file, at, value);
        } else if (value.startsWith("#") && value.indexOf(':') < 0) {
            refer(file, at, value.substring(1));
        }
    }

    /** To be called when all files were seen; without knowledge of what the program binds nothing is judged. */
    void check(Optional<Set<String>> bound) {
        if (bound.isEmpty()) {
            return;
        }
        Set<String> known = new TreeSet<>(declared);
        known.addAll(bound.get());
        for (Reference each : references) {
            if (!known.contains(each.name())) {
                problems.add(
                        each.file(),
                        each.at(),
                        "no bean " + quoted(each.name()),
                        Spelling.expected(each.name(), known));
            }
        }
    }
}
