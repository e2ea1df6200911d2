package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects the problems of all files. Ordered, each once. */
final class Problems {
    private final SortedSet<RouteProblem> found = new TreeSet<>();

    void add(RouteProblem problem) {
        found.add(problem);
    }

    void add(String file, String message, Collection<String> expected) {
        found.add(new RouteProblem(file, 0, 0, message, List.copyOf(expected)));
    }

    void add(String file, Optional<Mark> place, String message, Collection<String> expected) {
        int line = place.map(mark -> mark.getLine() + 1).orElse(0);
        int column = place.map(mark -> mark.getColumn() + 1).orElse(0);
        found.add(new RouteProblem(file, line, column, message, List.copyOf(expected)));
    }

    void add(RouteFile file, Node at, String message, Collection<String> expected) {
        add(file.name(), at.getStartMark(), message, expected);
    }

    void add(RouteFile file, Node at, String message) {
        add(file, at, message, List.of());
    }

    /** {@code unknown parameter "shema"; expected one of: …}. */
    void unknown(RouteFile file, Node at, String what, String word, Collection<String> known) {
        add(file, at, "unknown " + what + " " + quoted(word), Spelling.expected(word, known));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<RouteProblem> all() {
        return List.copyOf(found);
    }
}
