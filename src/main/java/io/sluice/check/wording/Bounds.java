package io.sluice.check.wording;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** Limits of a schema, in words. */
final class Bounds {
    private static final Pattern NUMBER = Pattern.compile("\\s*-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?\\s*");

    private Bounds() {}

    static String range(String keyword, JsonNode limit, boolean exclusive) {
        String number = Excerpt.of(limit);
        return switch (keyword) {
            case "minimum", "exclusiveMinimum" -> exclusive ? "more than " + number : number + " or more";
            case "maximum", "exclusiveMaximum" -> exclusive ? "less than " + number : number + " or less";
            default -> "a multiple of " + number;
        };
    }

    static String length(String keyword, JsonNode limit) {
        return (keyword.startsWith("min") ? "at least " : "at most ") + Excerpt.count(limit.asLong(), noun(keyword));
    }

    /** How much a value has of what the keyword counts. */
    static String size(String keyword, JsonNode value) {
        long size = value.isTextual()
                ? value.textValue().codePointCount(0, value.textValue().length())
                : value.size();
        return Excerpt.count(size, noun(keyword));
    }

    /** Whether a text is a number that somebody put in quotes. */
    static boolean isNumber(String text) {
        return text.length() <= 40 && NUMBER.matcher(text).matches();
    }

    private static String noun(String keyword) {
        return switch (keyword.substring(3)) {
            case "Length" -> "character";
            case "Items" -> "item";
            default -> "field";
        };
    }
}
