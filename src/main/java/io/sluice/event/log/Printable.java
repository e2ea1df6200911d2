package io.sluice.event.log;

/** Text that came from a file name or from data, made safe to stand in one line of a log. */
final class Printable {
    private Printable() {}

    /** The text with every character that could end a line, move a cursor or turn the direction of writing escaped. */
    static String line(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (escaped(text.charAt(i))) {
                return escape(text, i);
            }
        }
        return text;
    }

    private static boolean escaped(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.FORMAT -> true;
            default -> false;
        };
    }

    private static String escape(String text, int from) {
        StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!escaped(c)) {
                safe.append(c);
            } else {
                switch (c) {
                    case '\n' -> safe.append("\\n");
                    case '\r' -> safe.append("\\r");
                    case '\t' -> safe.append("\\t");
                    default -> safe.append(String.format("\\u%04x", (int) c));
                }
            }
        }
        return safe.toString();
    }
}
