package io.sluice.check.wording;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.function.IntFunction;

/** Short, escaped pieces of data, safe in a log line, a terminal and a reason file. */
public final class Excerpt {
    private static final int CHARACTERS_MAX = 60;
    private static final int POINTER_MAX = 1_000;

    private Excerpt() {}

    /** A value as its supplier wrote it, or what kind of thing it is. */
    public static String of(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> value.isEmpty() ? "an empty object" : "an object with " + count(value.size(), "field");
            case ARRAY -> value.isEmpty() ? "an empty list" : "a list of " + count(value.size(), "item");
            case STRING -> quoted(value.textValue());
            case NUMBER, BOOLEAN, NULL, BINARY, MISSING, POJO -> shortened(value.asText());
        };
    }

    /** A value as it is written in JSON, be it an object or a list, as far as there is room. */
    static String whole(JsonNode value) {
        return value.isContainerNode() ? shortened(Json.of(value, CHARACTERS_MAX), Excerpt::escapedInJson) : of(value);
    }

    /** A {@link #shortened} text in double quotes. */
    public static String quoted(String text) {
        return '"' + shortened(text) + '"';
    }

    /** At most sixty characters, nothing that moves a cursor or changes the direction of writing. */
    public static String shortened(String text) {
        return shortened(text, Excerpt::escaped);
    }

    private static String shortened(String text, IntFunction<String> escape) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            String piece = escape.apply(character);
            if (out.length() + piece.length() > CHARACTERS_MAX - 1
                    && at + Character.charCount(character) < text.length()) {
                return out.append('…').toString();
            }
            out.append(piece);
            at += Character.charCount(character);
        }
        return out.toString();
    }

    /**
     * A pointer, or the longest part of it that is short enough and leads to something: names may be long and nested,
     * and there may be thousands of pointers.
     */
    public static String pointer(String pointer) {
        return pointer.length() <= POINTER_MAX
                ? pointer
                : pointer.substring(0, Math.max(0, pointer.lastIndexOf('/', POINTER_MAX)));
    }

    /** JSON has its own escapes for quotes and backslashes. */
    private static String escapedInJson(int character) {
        return character == '"' || character == '\\' ? Character.toString(character) : escaped(character);
    }

    private static String escaped(int character) {
        return switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                printable(character) ? Character.toString(character) : String.format(Locale.ROOT, "\\u%04x", character);
        };
    }

    private static boolean printable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** A number with commas between thousands. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number of things, such as {@code 1 field} or {@code 2 fields}. */
    public static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }
}
