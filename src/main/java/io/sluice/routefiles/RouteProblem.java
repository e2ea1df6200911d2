package io.sluice.routefiles;

import java.util.Comparator;
import java.util.List;

/**
 * One reason why the files under {@code routes/} cannot be started with.
 *
 * @param file relative to the home, with {@code /}; control characters escaped
 * @param line counted from 1; 0 where the problem is the file or directory itself
 * @param column counted from 1; 0 where there is none
 * @param message what is wrong, one line
 * @param expected the words that would have been right, the likeliest first where the list is shortened; may be empty
 */
public record RouteProblem(String file, int line, int column, String message, List<String> expected)
        implements Comparable<RouteProblem> {
    private static final Comparator<RouteProblem> BY_PLACE = Comparator.comparing(RouteProblem::file)
            .thenComparingInt(RouteProblem::line)
            .thenComparingInt(RouteProblem::column)
            .thenComparing(RouteProblem::message);

    public RouteProblem {
        expected = List.copyOf(expected);
    }

    @Override
    public int compareTo(RouteProblem other) {
        return BY_PLACE.compare(this, other);
    }

    /** One line, as people read it: {@code routes/sources/sff.camel.yaml:4: unknown word "x"; expected one of: y, z}. */
    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line : file;
        String words = String.join(", ", expected);
        return switch (expected.size()) {
            case 0 -> place + ": " + message;
            case 1 -> place + ": " + message + "; expected: " + words;
            default -> place + ": " + message + "; expected one of: " + words;
        };
    }
}
