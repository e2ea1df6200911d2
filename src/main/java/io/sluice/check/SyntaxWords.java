package io.sluice.check;

import java.nio.charset.StandardCharsets;

/** What is wrong at a place where JSON cannot go on, in words; the JSON reader's own are made for programmers. */
final class SyntaxWords {
    private static final int SHOWN_BYTES_MAX = 24;

    private SyntaxWords() {}

    /**
     * @param told what the reader said; it decides what the bytes alone do not
     */
    static String of(byte[] document, int offset, String told) {
        if (told.startsWith("Unexpected end-of-input") || offset >= document.length) {
            return "it ends before it is complete. Deliver the whole file.";
        }
        if (told.startsWith("Illegal unquoted character")) {
            return "a text holds a line break or another control character. Write a line break as \\n.";
        }
        if (told.contains("escape")) {
            return "a text holds a backslash that begins no valid escape. Write a backslash as \\\\.";
        }
        if (told.contains("numeric value") || told.contains("Leading zeroes") || told.contains("non-numeric")) {
            return "a number is not written as JSON writes it, near " + textAt(document, offset) + ".";
        }
        return near(document, offset);
    }

    private static String near(byte[] document, int offset) {
        String found = textAt(document, offset);
        return switch (document[offset]) {
            case '\'' -> "names and texts stand in double quotes, not in single ones.";
            case '/', '#' -> "it has no comments, but here is " + found + ".";
            case ']', '}' -> "unexpected " + found + "; look for a comma before it or a bracket that is not closed.";
            default -> "unexpected " + found + "; look for a missing comma, colon, quote or bracket before it.";
        };
    }

    /** The next piece of text, quoted. */
    static String textAt(byte[] document, int offset) {
        int end = offset;
        while (end < document.length && end - offset < SHOWN_BYTES_MAX && document[end] > ' ') {
            end++;
        }
        end = Math.max(end, Math.min(offset + 4, document.length));
        String text = new String(document, offset, Math.max(0, end - offset), StandardCharsets.UTF_8);
        return Excerpt.quoted(text.strip().replace("\uFFFD", ""));
    }
}
