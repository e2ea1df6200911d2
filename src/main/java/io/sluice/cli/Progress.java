package io.sluice.cli;

import io.sluice.text.PrintableStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is: a bar on stderr when a person looks at it, nothing otherwise.
 *
 * <p>The bar's width is given to it, so that it does not load a terminal library and call {@code stty} to find it out.
 */
public final class Progress implements AutoCloseable {
    private static final int UPDATE_MS = 100;
    private static final int WIDTH_CHARACTERS = 79;

    private final @Nullable ProgressBar bar;
    private final PrintStream stream;
    private final PrintStream errBefore = System.err;

    private Progress(@Nullable ProgressBar bar, PrintStream stream) {
        this.bar = bar;
        this.stream = stream;
    }

    /** A bar when stderr is a terminal, else nothing. While it is open, lines on {@link System#err} take its place. */
    public static Progress onTerminal() {
        if (!Terminal.onStderr()) {
            return silent();
        }
        OutputStream terminal = new FileOutputStream(FileDescriptor.err);
        Progress progress = on(terminal);
        System.setErr(PrintableStream.before(new LinesOverBar(terminal)));
        return progress;
    }

    /** Shows nothing. */
    public static Progress silent() {
        return new Progress(null, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    static Progress on(OutputStream err) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("Processing")
                .setUnit(" files", 1)
                .setInitialMax(-1)
                .setUpdateIntervalMillis(UPDATE_MS)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new Line(stream))
                .showSpeed()
                .build();
        return new Progress(bar, stream);
    }

    /** Whether anybody sees it. */
    boolean isShown() {
        return bar != null;
    }

    /** How many files are validated, rejected, already processed or given up, of those seen so far. */
    public void show(long decided, long seen) {
        if (bar != null) {
            bar.maxHint(Math.max(decided, seen));
            bar.stepTo(decided);
        }
    }

    /** Ends the line of the bar; to be called before anything else is printed. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            stream.println();
            System.setErr(errBefore);
        }
    }

    /** A bar that is closed before it was first shown would not end its line, so none does here. */
    private static final class Line extends ConsoleProgressBarConsumer {
        private final PrintStream stream;

        Line(PrintStream stream) {
            super(stream, WIDTH_CHARACTERS);
            this.stream = stream;
        }

        @Override
        public void close() {
            stream.flush();
        }
    }
}
