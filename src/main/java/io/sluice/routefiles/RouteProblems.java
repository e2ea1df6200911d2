package io.sluice.routefiles;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files under {@code routes/} cannot be started with; carries every problem, ordered by file and line. */
public final class RouteProblems extends Exception {
    private static final long serialVersionUID = 1;

    private final String directory;
    private final transient List<RouteProblem> problems;

    /**
     * @param directory the routes directory as the headline names it, such as {@code routes}
     * @param problems at least one
     * @param world why what was to be read cannot be read now; null when it is the files that are wrong
     */
    RouteProblems(String directory, List<RouteProblem> problems, @Nullable IOException world) {
        super(block(directory, problems), world);
        this.directory = directory;
        this.problems = List.copyOf(problems);
    }

    /** Ordered by file, line and column; never empty. */
    public List<RouteProblem> problems() {
        return problems;
    }

    /** What goes to stderr with exit code 2: {@code 3 problems in routes/:} and one line for each. */
    public String block() {
        return block(directory, problems);
    }

    static String block(String directory, List<RouteProblem> problems) {
        String headline = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return problems.stream()
                .map(problem -> System.lineSeparator() + "  " + problem)
                .collect(Collectors.joining("", headline + " in " + directory + "/:", ""));
    }
}
