package io.sluice.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/** {@link PrintableWriter} for what others write as bytes of UTF-8: log lines, and what Java itself says on stderr. */
public final class PrintableStream extends OutputStream {
    private final Writer gate;
    private final CharsetDecoder decoder = UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] begun = {};

    private PrintableStream(OutputStream out) {
        gate = new PrintableWriter(new OutputStreamWriter(out, UTF_8));
    }

    /** Whatever is printed to it is with {@code out} when the call returns, but for a character that has only begun. */
    public static PrintStream before(OutputStream out) {
        return new PrintStream(new PrintableStream(out), true, UTF_8);
    }

    @Override
    public void write(int part) throws IOException {
        write(new byte[] {(byte) part}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] text, int offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(begun.length + length);
        bytes.put(begun).put(text, offset, length).flip();
        CharBuffer characters = CharBuffer.allocate(bytes.remaining() + 1);
        decoder.decode(bytes, characters, false);
        begun = Arrays.copyOfRange(bytes.array(), bytes.position(), bytes.limit());
        gate.write(characters.array(), 0, characters.position());
        gate.flush();
    }

    @Override
    public void flush() throws IOException {
        gate.flush();
    }
}
