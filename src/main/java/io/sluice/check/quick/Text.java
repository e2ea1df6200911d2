package io.sluice.check.quick;

import java.util.Arrays;

/**
 * A text of a document that is judged while it is read, where the parser has put its characters: strings of them were most of
 * the garbage of a check. It is gone when the reading goes on.
 */
final class Text implements CharSequence {
    /** For rules that do not look at the text. */
    static final Text NONE = new Text(new char[0], 0, 0);

    private final char[] characters;
    private final int from;
    private final int length;

    /** @param characters not copied */
    Text(char[] characters, int from, int length) {
        this.characters = characters;
        this.from = from;
        this.length = length;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int at) {
        return characters[from + at];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new Text(characters, from + start, end - start);
    }

    boolean is(char[] other) {
        return Arrays.equals(characters, from, from + length, other, 0, other.length);
    }

    @Override
    public String toString() {
        return new String(characters, from, length);
    }
}
