package io.sluice.text;

import java.nio.file.Path;

/**
 * Paths as people read them.
 *
 * @param home what paths below it are shown relative to; others are shown whole
 */
public record HomePaths(Path home) {
    public String show(Path path) {
        Path shown = path.startsWith(home) && !path.equals(home) ? home.relativize(path) : path;
        return OneLine.of(shown);
    }
}
