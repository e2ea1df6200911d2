package io.sluice.text;

import java.nio.file.Path;

/** Names as they may be printed: in one line, whatever the supplier put into them. */
public final class OneLine {
    private OneLine() {}

    /** The path, with control, line-breaking and invisible characters written as escapes. */
    public static String of(Path path) {
        return of(path.toString());
    }

    /** The text, with control, line-breaking and invisible characters written as escapes. */
    public static String of(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\n') {
                line.append("\\n");
            } else if (breaksOrHides(point)) {
                line.append(String.format(point > 0xFFFF ? "\\U%08x" : "\\u%04x", point));
            } else {
                line.appendCodePoint(point);
            }
        });
        return line.toString();
    }

    private static boolean breaksOrHides(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
