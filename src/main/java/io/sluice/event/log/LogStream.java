package io.sluice.event.log;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Appends entries to a log file. What cannot be written is dropped and counted, and every later entry is tried anew: the first
 * that gets through begins on a line of its own, behind a notice that says how many are missing.
 *
 * <p>Used by one thread at a time. Not a channel, which an interrupt would close.
 */
final class LogStream extends OutputStream {
    private static final int WAITING_BYTES_MAX = 8_192;

    private final String file;
    private final Function<Loss, byte[]> notice;
    private final Consumer<IOException> trouble;
    private byte[] waiting = new byte[WAITING_BYTES_MAX];
    private int waitingBytes;
    private long waitingEntries;
    private @Nullable OutputStream out;
    private @Nullable Loss loss;

    /** Entries that are in no file. */
    record Loss(long entries, Instant since, String why) {}

    /**
     * Opens nothing yet.
     *
     * @param loss what is missing at the end of the file before this one; null when nothing is
     * @param notice the entry that says what is missing
     * @param trouble told when the first of several entries is lost
     */
    LogStream(String file, @Nullable Loss loss, Function<Loss, byte[]> notice, Consumer<IOException> trouble) {
        this.file = file;
        this.loss = loss;
        this.notice = notice;
        this.trouble = trouble;
    }

    /**
     * Opens the file, which is made when it is missing; otherwise the first entry does. A line that was torn by a full disk or
     * by a crash is ended.
     */
    OutputStream open() throws IOException {
        boolean torn = endsWithinALine();
        OutputStream opened = new FileOutputStream(file, true);
        try {
            if (torn) {
                opened.write('\n');
            }
        } catch (IOException told) {
            closeBecauseOf(told, opened);
            throw told;
        }
        out = opened;
        return opened;
    }

    private boolean endsWithinALine() throws IOException {
        try (RandomAccessFile there = new RandomAccessFile(file, "r")) {
            long length = there.length();
            if (length == 0) {
                return false;
            }
            there.seek(length - 1);
            return there.read() != '\n';
        } catch (FileNotFoundException missingOrNotReadable) {
            return false;
        }
    }

    /** What was lost since the last notice; null when nothing was. */
    @Nullable
    Loss loss() {
        return loss;
    }

    /** One entry. */
    @Override
    public void write(byte[] entry, int offset, int length) {
        if (waitingBytes + length > waiting.length) {
            flush();
        }
        if (length > waiting.length) {
            waiting = Arrays.copyOf(waiting, length);
        }
        System.arraycopy(entry, offset, waiting, waitingBytes, length);
        waitingBytes += length;
        waitingEntries++;
    }

    @Override
    public void write(int part) {
        write(new byte[] {(byte) part}, 0, 1);
    }

    /** Hands all entries to the operating system, or counts them as lost. */
    @Override
    public void flush() {
        if (waitingEntries == 0) {
            return;
        }
        try {
            hand();
        } catch (IOException told) {
            lose(told);
        }
        waitingBytes = 0;
        waitingEntries = 0;
        if (waiting.length > WAITING_BYTES_MAX) {
            waiting = new byte[WAITING_BYTES_MAX];
        }
    }

    private void hand() throws IOException {
        OutputStream to = out == null ? open() : out;
        if (loss != null) {
            to.write(notice.apply(loss));
            loss = null;
        }
        to.write(waiting, 0, waitingBytes);
    }

    private void lose(IOException told) {
        if (loss == null) {
            trouble.accept(told);
            loss = new Loss(waitingEntries, Instant.now(), String.valueOf(told.getMessage()));
        } else {
            loss = new Loss(loss.entries() + waitingEntries, loss.since(), loss.why());
        }
        if (out != null) {
            closeBecauseOf(told, out);
            out = null; // the next entry opens the file anew, and so finds out where it ends
        }
    }

    private static void closeBecauseOf(IOException told, OutputStream opened) {
        try {
            opened.close();
        } catch (IOException notClosed) {
            told.addSuppressed(notClosed);
        }
    }

    @Override
    public void close() throws IOException {
        flush();
        if (out != null) {
            out.close();
            out = null;
        }
    }
}
