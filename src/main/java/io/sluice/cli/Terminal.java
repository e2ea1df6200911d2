package io.sluice.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person looks at an output. */
final class Terminal {
    /** Java only tells about stdin and stdout together. Where there is no such view, nobody is assumed to look. */
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private Terminal() {}

    static boolean onStdout() {
        return isAt("1");
    }

    static boolean onStderr() {
        return isAt("2");
    }

    private static boolean isAt(String descriptor) {
        try {
            String device =
                    Files.readSymbolicLink(DESCRIPTORS.resolve(descriptor)).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException noSuchView) {
            return false;
        }
    }
}
