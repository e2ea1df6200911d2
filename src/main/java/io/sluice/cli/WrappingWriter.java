package io.sluice.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Breaks lines at blanks where a terminal would break them within a word; what follows stands below the text that it goes on from.
 * Rows of tables, and words that are too long, stay whole.
 */
final class WrappingWriter extends Writer {
    private static final String CELLS = " | ";

    /** What stands before the text of a line: blanks, or a title with at least two blanks behind it. */
    private static final Pattern BEFORE = Pattern.compile(" *(\\S+( \\S+)?  +)?");

    private final Writer out;
    private final int columns;
    private final StringBuilder line = new StringBuilder();

    WrappingWriter(Writer out, int columns) {
        this.out = out;
        this.columns = columns;
    }

    /** For the command's results: whole lines unless a person looks at them, since programs such as grep take line by line. */
    static PrintWriter onStdout(CommandSpec command) {
        PrintWriter out = command.commandLine().getOut();
        return Terminal.onStdout()
                ? new PrintWriter(
                        new WrappingWriter(
                                out, command.usageMessage().autoWidth(true).width()),
                        true)
                : out;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        for (int at = offset; at < offset + length; at++) {
            if (text[at] == '\n') {
                endLine();
            } else {
                line.append(text[at]);
            }
        }
    }

    private void endLine() throws IOException {
        String rest = line.toString();
        line.setLength(0);
        Matcher before = BEFORE.matcher(rest);
        int indent = before.lookingAt() && before.end(1) < 0 ? before.end() + 2 : before.end();
        while (rest.length() > columns && !rest.contains(CELLS)) {
            int end = breakAfter(rest, indent);
            if (end < 0) {
                break;
            }
            out.write(rest.substring(0, end).stripTrailing());
            out.write('\n');
            rest = " ".repeat(indent) + rest.substring(end).stripLeading();
        }
        out.write(rest);
        out.write('\n');
    }

    /** The last blank that fits, or the first that does not; -1 when there is none behind the indent. */
    private int breakAfter(String text, int indent) {
        int fits = text.lastIndexOf(' ', columns);
        return fits > indent ? fits : text.indexOf(' ', Math.max(columns, indent));
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (!line.isEmpty()) {
            endLine();
        }
        out.flush();
    }
}
