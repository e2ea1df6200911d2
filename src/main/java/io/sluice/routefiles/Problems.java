package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import io.sluice.fault.IoFaults;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects the problems of all files. Ordered, each once. */
final class Problems {
    private final SortedSet<RouteProblem> found = new TreeSet<>();
    private final SortedSet<RouteProblem> ofTheWorld = new TreeSet<>();
    private @Nullable IOException world;

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

    /** A file or directory that cannot be read. When the world is to blame, nothing else that was found counts. */
    void unreadable(String name, String message, IOException told) {
        RouteProblem problem = new RouteProblem(name, 0, 0, message + ": " + reason(told), List.of());
        found.add(problem);
        if (IoFaults.isOfTheWorld(told)) {
            ofTheWorld.add(problem);
            world = told;
        }
    }

    private static String reason(IOException told) {
        if (told instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (told instanceof NoSuchFileException) {
            return "it vanished";
        }
        String reason = IoFaults.said(told);
        return reason == null ? quoted(String.valueOf(told.getMessage())) : OneLine.of(reason);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** To be called once there is a problem. */
    RouteProblems in(String directory) {
        return ofTheWorld.isEmpty()
                ? new RouteProblems(directory, List.copyOf(found), null)
                : new RouteProblems(directory, List.copyOf(ofTheWorld), world);
    }
}
