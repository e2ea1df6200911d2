package io.sluice.check;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** Documents that are cheap to deliver and dear to check. */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold nothing
public enum Bomb {
    NESTED_OBJECTS(number -> "{\"a\":".repeat(500) + "1" + "}".repeat(500)),
    NESTED_OBJECTS_WITHOUT_NAMES(number -> "{\"\":".repeat(500) + "1" + "}".repeat(500)),
    NESTED_ARRAYS(number -> "[".repeat(500) + "]".repeat(500)),
    NESTED_ARRAYS_IN_OBJECTS(number -> "{\"a\":[".repeat(250) + "]}".repeat(250)),
    EMPTY_OBJECTS(number -> "{}"),
    EMPTY_ARRAYS(number -> "[]"),
    ONE_FIELD_OBJECTS(number -> "{\"a\":1}"),
    TWO_ITEM_ARRAYS(number -> "[1,2]"),
    SMALL_NUMBERS(number -> "1"),
    LARGE_NUMBERS(number -> "123456789012345678901234567890"),
    FRACTIONS(number -> "0.1"),
    EMPTY_TEXTS(number -> "\"\""),
    SHORT_TEXTS(number -> "\"ab\""),
    WIDE_TEXTS(number -> "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\u4e2d\""),
    ESCAPED_TEXTS(number -> "\"\\u4e2d\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\""),
    DISTINCT_NAMES(number -> "{\"k" + number + "\":1}"),
    OBJECT_OF_MANY_NAMES("{", number -> "\"k" + number + "\":1", "}"),
    OBJECT_OF_MANY_OBJECTS("{", number -> "\"k" + number + "\":{}", "}"),
    WORDS(number -> "null"),
    WRONG_GRANTS(number ->
            "{\"grant_id\":\"A-" + number + "\",\"amount\":\"1\",\"date\":\"2024-01-15\",\"source\":\"Other\"}"),
    LONG_TEXT("[\"", number -> "aaaaaaaaaaaaaaa", "\"]"),
    CUT_OFF("[", number -> "{\"a\":[{\"b\":1}]}", "");

    private final String begin;
    private final IntFunction<String> part;
    private final String end;

    Bomb(IntFunction<String> part) {
        this("[", part, "]");
    }

    Bomb(String begin, IntFunction<String> part, String end) {
        this.begin = begin;
        this.part = part;
        this.end = end;
    }

    /** A document that no schema of grants holds for, of about so many bytes. */
    public byte[] ofBytes(int bytes) {
        StringBuilder document = new StringBuilder(begin);
        for (int number = 1; document.length() < bytes; number++) {
            document.append(number == 1 ? "" : ",").append(part.apply(number));
        }
        return document.append(end).toString().getBytes(StandardCharsets.UTF_8);
    }
}
