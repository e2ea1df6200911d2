package io.sluice.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What leaves for a terminal, a log or a JSON file moves no cursor there, and is the same value when parsed. */
class PrintableTest {
    private static final String HOSTILE =
            "\u001b[2J\u007f\u0085\u009b31m\u2028\u2029\u202e\u2066\u200f\u061c\ufeff\u200b";

    @Test
    void jsonEscapesWhatHidesAndParsesToTheSameValue() throws Exception {
        String name = HOSTILE + "\ud800|\ud83d\ude00|fünf";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = PrintableJson.factory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField(name, name);
            json.writeEndObject();
        }

        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text).contains("\\u009b31m\\u2028\\u2029\\u202e", "\\ud800|", "fünf");
        assertThat(text.codePoints()).noneMatch(OneLine::breaksOrHides);
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            assertThat(json.nextFieldName()).isEqualTo(name);
            assertThat(json.nextTextValue()).isEqualTo(name);
        }
    }

    @Test
    void whateverIsPrintedMovesNoCursor() {
        StringWriter terminal = new StringWriter();
        PrintWriter out = new PrintWriter(new PrintableWriter(terminal));

        out.println("a\tb " + HOSTILE + "\r fünf \ud83d\ude00");
        out.write('\u001b');
        out.write(new char[] {'x', '\u0007', 'y'}, 1, 2);

        assertThat(terminal.toString())
                .isEqualTo(
                        "a\tb \\u001b[2J\\u007f\\u0085\\u009b31m\\u2028\\u2029\\u202e\\u2066\\u200f\\u061c\\ufeff\\u200b"
                                + "\\u000d fünf \ud83d\ude00\n\\u001b\\u0007y");
    }
}
