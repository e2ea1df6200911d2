package io.sluice.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A key of the settings.
 *
 * @param name as it stands in the file, with the unit in it
 * @param standard the value that holds when the key is absent
 * @param expected what a value has to be, in words that follow "expected"
 * @param reading what a text means; empty when it means nothing
 * @param advice what to write in place of a text that means nothing, when more can be said than {@code expected}
 */
record Key<T>(
        String name,
        String standard,
        String expected,
        Function<String, Optional<T>> reading,
        Function<String, Optional<String>> advice) {
    /** Leaves a number to Sluice, which a route cannot. */
    static final String AUTO = "auto";

    private static final String OR_AUTO = ", or " + AUTO;

    /** Leaves out what is not wanted. */
    static final String OFF = "off";

    private static final String OR_OFF = ", or " + OFF;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern COMMENT = Pattern.compile("\\s#");

    Key(String name, String standard, String expected, Function<String, Optional<T>> reading) {
        this(name, standard, expected, reading, text -> Optional.empty());
    }

    /** What would have been right in place of a text, in words that follow "expected". */
    String expectedFor(String text) {
        return advice.apply(text).orElse(expected);
    }

    Optional<T> read(String text) {
        return reading.apply(text);
    }

    static Key<Path> path(String name, String standard) {
        return new Key<>(
                name,
                standard,
                "a path, relative to the home directory or absolute",
                text -> {
                    try {
                        return text.isBlank() || notAPath(text).isPresent()
                                ? Optional.empty()
                                : Optional.of(Path.of(text));
                    } catch (InvalidPathException impossible) {
                        return Optional.empty();
                    }
                },
                Key::notAPath);
    }

    /** What a shell or another program would make a path of, and what would name a directory that nobody wants. */
    private static Optional<String> notAPath(String text) {
        if (CONTROL.matcher(text).find()) {
            return Optional.of("a path without control characters; a backslash is written as \\\\");
        }
        if (text.contains("${")) {
            return Optional.of("{{env:NAME}} in place of ${NAME}");
        }
        if (text.startsWith("~")) {
            return Optional.of("{{env:HOME}} in place of ~, or the whole path");
        }
        if (text.startsWith("\"") || text.startsWith("'")) {
            return Optional.of("a path without quotes; blanks need none");
        }
        return COMMENT.matcher(text).find()
                ? Optional.of("a path and nothing after it; a comment stands on a line of its own")
                : Optional.empty();
    }

    static Key<Integer> whole(String name, String standard, String unit, int min, int max) {
        String expected = "a whole number of " + unit + " from " + min + " to " + max;
        return new Key<>(name, standard, expected, text -> {
            try {
                return Optional.of(Integer.valueOf(text)).filter(value -> min <= value && value <= max);
            } catch (NumberFormatException notANumber) {
                return Optional.empty();
            }
        });
    }

    /** A number of at least 1; {@link #AUTO} reads as 0. */
    static Key<Integer> wholeOrAuto(String name, String unit, int max) {
        Key<Integer> whole = whole(name, AUTO, unit, 1, max);
        return new Key<>(
                name, AUTO, whole.expected() + OR_AUTO, text -> text.equals(AUTO) ? Optional.of(0) : whole.read(text));
    }

    /** A TCP port, the first one that needs no privilege or above; {@link #OFF} reads as none. */
    static Key<OptionalInt> portOrOff(String name) {
        Key<Integer> port = whole(name, OFF, "a port", 1_024, 65_535);
        return new Key<>(
                name,
                OFF,
                "a port from 1024 to 65535" + OR_OFF,
                text -> text.equals(OFF)
                        ? Optional.of(OptionalInt.empty())
                        : port.read(text).map(OptionalInt::of));
    }

    /** A file whose name ends as given; {@link #OFF} reads as none. */
    static Key<Optional<Path>> fileOrOff(String name, String ending) {
        Key<Path> file = path(name, OFF);
        return new Key<>(
                name,
                OFF,
                file.expected() + ", that ends in " + ending + OR_OFF,
                text -> {
                    if (text.equals(OFF)) {
                        return Optional.of(Optional.empty());
                    }
                    Optional<Path> named =
                            file.read(text).filter(path -> path.toString().endsWith(ending));
                    return named.isPresent() ? Optional.of(named) : Optional.empty();
                },
                Key::notAPath);
    }

    /** What was wrong with a value that takes the place of this one in a route, in words that follow "expected". */
    Optional<String> brokenInRoutes(String value) {
        boolean left = expected.endsWith(OR_AUTO) && value.equals(AUTO);
        return left || read(value).isEmpty() ? Optional.of(expected.replace(OR_AUTO, "")) : Optional.empty();
    }

    static Key<Double> decimal(String name, String standard, String unit, int min, int max) {
        String expected = "a number of " + unit + " from " + min + " to " + max;
        return new Key<>(name, standard, expected, text -> {
            if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
                return Optional.empty();
            }
            return Optional.of(Double.valueOf(text)).filter(value -> min <= value && value <= max);
        });
    }

    static Key<Boolean> choice(String name, String standard) {
        return new Key<>(name, standard, "true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /** One of an enum's words, in lower case. */
    static <E extends Enum<E>> Key<E> word(String name, String standard, Class<E> words) {
        Map<String, E> known = new LinkedHashMap<>();
        for (E each : words.getEnumConstants()) {
            known.put(each.name().toLowerCase(Locale.ROOT), each);
        }
        return new Key<>(
                name,
                standard,
                "one of " + String.join(", ", known.keySet()),
                text -> Optional.ofNullable(known.get(text)));
    }
}
