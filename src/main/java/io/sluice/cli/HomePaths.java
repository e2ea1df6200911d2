package io.sluice.cli;

import io.sluice.fault.OneLine;
import java.nio.file.Path;

/**
 * Paths as people read them.
 *
 * @param home what paths below it are shown relative to; others are shown whole
 */
record HomePaths(Path home) {
    String show(Path path) {
        Path shown = path.startsWith(home) && !path.equals(home) ? home.relativize(path) : path;
        return OneLine.of(shown);
    }
}
