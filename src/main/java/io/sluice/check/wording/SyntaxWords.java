package io.sluice.check.wording;

import java.nio.charset.StandardCharsets;

/** What is wrong at a place where JSON cannot go on, in words; the JSON reader's own are made for programmers. */
public final class SyntaxWords {
    private static final int SHOWN_BYTES_MAX = 24;

    private SyntaxWords() {}

    /**
     * What is wrong at the offset, after "This is not JSON:".
     *
     * @param told what the reader said; it decides what the bytes alone do not
     */
    public static String of(byte[] document, int offset, String told) {
        if (offset >= document.length) {
            return "it ends before it is complete. Deliver the whole file.";
        }
        if (told.startsWith("Illegal unquoted character")) {
            return "a text holds a line break or another control character. Write a line break as \\n.";
        }
        if (told.contains("escape")) {
            return "a text holds a backslash that begins no valid escape. Write a backslash as \\\\.";
        }
        String found = textAt(document, offset);
        return switch (found.substring(1, found.length() - 1)) {
            case "True", "TRUE", "False", "FALSE", "None", "NULL", "Null" ->
                "unexpected " + found + "; true, false and null are written in lower case.";
            case "NaN", "Infinity", "-Infinity", "+Infinity", "undefined" ->
                "unexpected " + found + "; write null or leave the field out.";
            default -> near(document[offset], found);
        };
    }

    private static String near(byte first, String found) {
        if (beginsNumber(first) && !Bounds.isNumber(found.substring(1, found.length() - 1))) {
            return found
                    + " is not written as a number is: no leading zero or plus, digits on both sides of the point.";
        }
        return switch (first) {
            case '\'' -> "names and texts stand in double quotes, not in single ones.";
            case '/', '#' -> "it has no comments, but here is " + found + ".";
            case ']', '}' -> "unexpected " + found + "; look for a comma before it or a bracket that is not closed.";
            default -> "unexpected " + found + "; look for a missing comma, colon, quote or bracket before it.";
        };
    }

    /**
     * Where the word or number begins that the reader had read as far as the offset. It reads a word that it does not
     * know together with the byte behind it.
     */
    public static int wordStart(byte[] document, int offset, String told) {
        int start = Math.min(offset, document.length);
        if (told.startsWith("Unrecognized token") && start > 0 && !isWord(document[start - 1])) {
            start--;
        }
        int end = start;
        while (start > 0 && isWord(document[start - 1])) {
            start--;
        }
        return start == end ? Math.min(offset, document.length) : start;
    }

    private static boolean beginsNumber(byte value) {
        return (value >= '0' && value <= '9') || value == '.' || value == '+' || value == '-';
    }

    private static boolean isWord(byte value) {
        return beginsNumber(value) || (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z');
    }

    /** The next piece of text, quoted: a word, or what stands there instead. */
    public static String textAt(byte[] document, int offset) {
        int end = offset;
        while (end < document.length && end - offset < SHOWN_BYTES_MAX && isWord(document[end])) {
            end++;
        }
        if (end == offset) {
            end = Math.min(offset + 1, document.length);
            while (end < document.length && (document[end] & 0xC0) == 0x80) {
                end++;
            }
        }
        return Excerpt.quoted(new String(document, offset, end - offset, StandardCharsets.UTF_8));
    }
}
