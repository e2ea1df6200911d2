package io.sluice.text;

import java.nio.file.Path;

/**
 * Paths as people read them.
 *
 * @param home absolute; what paths below it are shown relative to; others are shown whole
 */
public record HomePaths(Path home) {
    /** For people: in one line. */
    public String show(Path path) {
        return OneLine.of(relative(path));
    }

    /** For programs: the path as it is. */
    public Path relative(Path path) {
        return path.startsWith(home) && !path.equals(home) ? home.relativize(path) : path;
    }
}
