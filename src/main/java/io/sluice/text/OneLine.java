package io.sluice.text;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/** Texts as they may be printed or logged: in one line, whatever a supplier put into a name or a document. */
public final class OneLine {
    /** What the name of a file shows in the place of bytes that are not UTF-8. */
    private static final int UNDECODABLE = 0xFFFD;

    private OneLine() {}

    /** The path, escaped as {@link #of(String)} escapes. */
    public static String of(Path path) {
        return of(path.toString());
    }

    /**
     * The text, with every character escaped that ends a line, moves a cursor, turns the direction of writing, or stands
     * for what could not be decoded.
     */
    public static String of(String text) {
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (breaksOrHides(point)) {
                return escaped(text, at);
            }
            at += Character.charCount(point);
        }
        return text;
    }

    /** The text, escaped and cut to so many characters. */
    public static String of(String text, int charactersMax) {
        String line = of(text);
        if (line.length() <= charactersMax) {
            return line;
        }
        int end = charactersMax - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** A text that is meant to have several lines, each of them escaped. */
    public static String each(String lines) {
        return lines.lines().map(OneLine::of).collect(Collectors.joining("\n"));
    }

    private static String escaped(String text, int from) {
        StringBuilder line = new StringBuilder(text.length() + 16).append(text, 0, from);
        text.substring(from).codePoints().forEach(point -> {
            switch (point) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (breaksOrHides(point)) {
                        line.append(String.format(Locale.ROOT, point > 0xFFFF ? "\\U%08x" : "\\u%04x", point));
                    } else {
                        line.appendCodePoint(point);
                    }
                }
            }
        });
        return line.toString();
    }

    /** Whether it ends a line, moves a cursor, turns the direction of writing, or stands for what could not be decoded. */
    static boolean breaksOrHides(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> point == UNDECODABLE;
        };
    }
}
