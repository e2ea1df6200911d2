package io.sluice.check.wording;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What is wrong at a place where JSON cannot go on, in words; the JSON reader's own are made for programmers. */
public final class SyntaxWords {
    private static final int SHOWN_BYTES_MAX = 24;
    private static final int DELETE = 0x7F;
    private static final String QUOTES =
            "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u2032\u2033\uff02\uff07";

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
        if (document[offset] < 0) {
            return beyondAscii(document, offset, found);
        }
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
        int at = Math.min(offset, document.length);
        boolean token = told.startsWith("Unrecognized token");
        if (token || told.startsWith("Invalid UTF-8")) {
            at = behind(document, at, token);
        }
        int start = characterStart(document, at);
        if (start < document.length && document[start] < 0 && !token) {
            return start;
        }
        int end = start;
        while (start > 0 && (isWord(document[start - 1]) || (token && document[start - 1] < 0))) {
            start--;
        }
        return start == end ? characterStart(document, Math.min(offset, document.length)) : start;
    }

    /** The document is UTF-8, so what the reader takes for broken UTF-8 is a character that it had begun to read. */
    private static int behind(byte[] document, int at, boolean token) {
        return at > 0 && (!token || (!isWord(document[at - 1]) && document[at - 1] >= 0)) ? at - 1 : at;
    }

    private static int characterStart(byte[] document, int at) {
        int start = at;
        while (start > 0 && start < document.length && (document[start] & 0xC0) == 0x80) {
            start--;
        }
        return start;
    }

    private static boolean beginsNumber(byte value) {
        return (value >= '0' && value <= '9') || value == '.' || value == '+' || value == '-';
    }

    private static boolean isWord(byte value) {
        return beginsNumber(value) || (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z');
    }

    private static String beyondAscii(byte[] document, int offset, String found) {
        int character = characterAt(document, offset);
        if (QUOTES.indexOf(character) >= 0) {
            return "unexpected " + found + "; names and texts stand in straight double quotes.";
        }
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                "unexpected " + found + "; put an ordinary space in its place.";
            case Character.FORMAT, Character.CONTROL -> "unexpected " + found + ", which cannot be seen; take it out.";
            default -> "unexpected " + found + "; texts stand in double quotes, and signs are those of ASCII.";
        };
    }

    private static int characterAt(byte[] document, int offset) {
        int end = offset + 1;
        while (end < document.length && (document[end] & 0xC0) == 0x80) {
            end++;
        }
        return new String(document, offset, end - offset, StandardCharsets.UTF_8).codePointAt(0);
    }

    /** The next piece of text, quoted: a word, or what stands there instead, by name where it is no printable ASCII. */
    public static String textAt(byte[] document, int offset) {
        int end = offset;
        while (end < document.length && end - offset < SHOWN_BYTES_MAX && isWord(document[end])) {
            end++;
        }
        if (end > offset || offset >= document.length) {
            return Excerpt.quoted(new String(document, offset, end - offset, StandardCharsets.UTF_8));
        }
        int character = characterAt(document, offset);
        return character > ' ' && character < DELETE ? Excerpt.quoted(Character.toString(character)) : named(character);
    }

    private static String named(int character) {
        String name = Character.getName(character);
        return String.format(
                Locale.ROOT, "U+%04X %s", character, name == null ? "unassigned" : name.toLowerCase(Locale.ROOT));
    }
}
