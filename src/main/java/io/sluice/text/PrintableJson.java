package io.sluice.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * JSON that may be looked at in a terminal: what moves a cursor, ends a line or turns the direction of writing is written as
 * {@code \\uXXXX}, in all texts and names. Whoever parses it gets the same value. So are surrogates, of which half a pair
 * could not be written otherwise.
 */
public final class PrintableJson extends CharacterEscapes {
    private static final long serialVersionUID = 1;
    private static final int DELETE = 0x7F;

    private final int[] ascii = standardAsciiEscapesForJSON();

    /** As Jackson wants it. */
    public PrintableJson() {
        ascii[DELETE] = ESCAPE_STANDARD;
    }

    /** Makes generators that write so. */
    public static JsonFactory factory() {
        return new JsonFactoryBuilder().characterEscapes(new PrintableJson()).build();
    }

    /** Writes so to characters. */
    public static JsonGenerator generator(Writer out) throws IOException {
        return factory().createGenerator(out);
    }

    /** Writes so to bytes of UTF-8. */
    public static JsonGenerator generator(OutputStream out) throws IOException {
        return factory().createGenerator(out);
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        return OneLine.breaksOrHides(character)
                ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", character))
                : null;
    }
}
