package io.sluice.text;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/**
 * The last gate before a terminal: whatever is printed, nothing gets through that moves a cursor or turns the direction of
 * writing; it is written as {@code \\uXXXX}, which is right in JSON, too. Line feeds and tabs pass: a text that must not
 * break a line has gone through {@link OneLine} before.
 */
public final class PrintableWriter extends FilterWriter {
    /** @param out what is written to */
    public PrintableWriter(Writer out) {
        super(out);
    }

    @Override
    public void write(int character) throws IOException {
        if (passes((char) character)) {
            out.write(character);
        } else {
            out.write(String.format(Locale.ROOT, "\\u%04x", character & 0xFFFF));
        }
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        write(new String(text, offset, length), 0, length);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        for (int at = offset; at < end; at++) {
            if (!passes(text.charAt(at))) {
                out.write(text, from, at - from);
                write(text.charAt(at));
                from = at + 1;
            }
        }
        out.write(text, from, end - from);
    }

    private static boolean passes(char character) {
        return character == '\n'
                || character == '\t'
                || (character >= ' ' && character < 0x7F)
                || Character.isSurrogate(character)
                || !OneLine.breaksOrHides(character);
    }
}
