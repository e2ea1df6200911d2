package io.sluice.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many files this process may have open at once. Read from the kernel: asking Java's management for it takes a tenth of a
 * short run.
 */
final class Descriptors {
    private static final Logger LOG = LoggerFactory.getLogger(Descriptors.class);
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String LINE = "Max open files";

    private Descriptors() {}

    /** The limit that holds now; {@link Long#MAX_VALUE} where there is none, or none can be read. */
    static long max() {
        try {
            return max(Files.readAllLines(LIMITS));
        } catch (IOException | NumberFormatException unknown) {
            LOG.debug("How many files may be open is not known", unknown);
            return Long.MAX_VALUE;
        }
    }

    /** @param limits as the kernel tells them: the name, the limit that holds, the one that it can be raised to, the unit */
    static long max(List<String> limits) {
        String soft = limits.stream()
                .filter(line -> line.startsWith(LINE))
                .map(line -> line.substring(LINE.length()).strip().split(" ", 2)[0])
                .findFirst()
                .orElse("unlimited");
        return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
    }
}
