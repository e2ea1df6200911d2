package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class WrappingWriterTest {
    @Test
    void linesAreBrokenAtBlanksBelowTheTextThatTheyGoOnFrom() {
        assertThat(
                        wrapped(
                                """
                        short
                         Pending   3, because the disk that it lies on is full
                                   Insufficient disk space: no room for more of these
                           line 3, column 15, /0/amount: The amount is "lots" and no number.
                        """))
                .isEqualTo(
                        """
                        short
                         Pending   3, because the disk
                                   that it lies on is
                                   full
                                   Insufficient disk
                                     space: no room
                                     for more of these
                           line 3, column 15,
                             /0/amount: The amount is
                             "lots" and no number.
                        """);
    }

    @Test
    void rowsAndLongWordsStayWhole() {
        String lines =
                """
                 open_philanthropy | 20,004 | 20,000 | 1
                 data/dead-letter/open_philanthropy/2024-06-17.json
                """;
        assertThat(wrapped(lines)).isEqualTo(lines);
        assertThat(wrapped("see data/dead-letter/open_philanthropy/2024.json for more\n"))
                .isEqualTo("see\n  data/dead-letter/open_philanthropy/2024.json\n  for more\n");
    }

    private static String wrapped(String lines) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(new WrappingWriter(out, 30), true);
        lines.lines().forEach(writer::println);
        return out.toString();
    }
}
