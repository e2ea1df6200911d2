package io.sluice.cli;

import java.io.IOException;
import java.io.OutputStream;

/** Wipes what the bar has drawn before a line begins; the bar is drawn again below it. */
final class LinesOverBar extends OutputStream {
    private static final byte[] WIPE = {'\r', 0x1b, '[', 'K'};

    private final OutputStream terminal;
    private boolean lineBegins = true;

    LinesOverBar(OutputStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public void write(int character) throws IOException {
        write(new byte[] {(byte) character}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] text, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        if (lineBegins) {
            terminal.write(WIPE);
        }
        terminal.write(text, offset, length);
        lineBegins = text[offset + length - 1] == '\n';
    }

    @Override
    public void flush() throws IOException {
        terminal.flush();
    }
}
