package io.sluice.check;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text of a document, judged where the parser has put its characters: strings of them were most of the garbage of a check.
 * One that is judged while it is read is gone when the reading goes on.
 */
final class Text {
    /** Of no characters: for who is asked of a text, and does not look at it. */
    static final Text NONE = new Text(new char[0], 0, 0);

    private final char[] characters;
    private final int from;
    private final int length;
    private @Nullable String string;

    /** @param characters not copied */
    Text(char[] characters, int from, int length) {
        this.characters = characters;
        this.from = from;
        this.length = length;
    }

    static Text of(String string) {
        Text text = new Text(string.toCharArray(), 0, string.length());
        text.string = string;
        return text;
    }

    /** In {@code char}s. */
    int length() {
        return length;
    }

    char charAt(int at) {
        return characters[from + at];
    }

    boolean is(char[] other) {
        return length == other.length && begins(other);
    }

    boolean startsWith(char[] beginning) {
        return length >= beginning.length && begins(beginning);
    }

    private boolean begins(char[] other) {
        return Arrays.equals(characters, from, from + other.length, other, 0, other.length);
    }

    @Override
    public String toString() {
        String made = string;
        if (made == null) {
            made = new String(characters, from, length);
            string = made;
        }
        return made;
    }
}
