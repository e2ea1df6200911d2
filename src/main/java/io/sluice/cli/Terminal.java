package io.sluice.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person looks at an output. */
final class Terminal {
    /** Java only tells about stdin and stdout together. Where there is no such view, nobody is assumed to look. */
    private static final Path STDERR = Path.of("/proc/self/fd/2");

    private Terminal() {}

    static boolean onStderr() {
        try {
            String device = Files.readSymbolicLink(STDERR).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException noSuchView) {
            return false;
        }
    }
}
