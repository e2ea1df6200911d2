package io.sluice.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class PrintableStreamTest {
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final PrintStream stream = PrintableStream.before(terminal);

    @Test
    void whatMovesACursorIsEscapedHoweverItIsWritten() {
        String text = "fünf \u001b[2J\r\u007f\u009b1A\u2028\u202e 😀\tx\n";
        String shown = "fünf \\u001b[2J\\u000d\\u007f\\u009b1A\\u2028\\u202e 😀\tx\n";
        byte[] bytes = text.getBytes(UTF_8);

        stream.print(text);
        stream.write(bytes, 0, bytes.length);
        for (byte each : bytes) {
            stream.write(each);
        }

        assertThat(terminal.toString(UTF_8)).isEqualTo(shown + shown + shown);
    }

    @Test
    void bytesThatAreNoTextAreEscaped() {
        stream.write(new byte[] {'a', (byte) 0xff, (byte) 0xc3, 'b', '\n'}, 0, 5);

        assertThat(terminal.toString(UTF_8)).isEqualTo("a\\ufffd\\ufffdb\n");
    }
}
