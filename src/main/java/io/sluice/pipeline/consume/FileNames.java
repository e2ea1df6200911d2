package io.sluice.pipeline.consume;

import java.nio.file.Path;

/** Which names under the raw zone are not for Sluice. */
final class FileNames {
    private static final char REPLACEMENT = '\uFFFD';

    private FileNames() {}

    /** Whether the JDK could not decode the name: {@link java.io.File} cannot open such a file. */
    static boolean undecodable(Path file) {
        String name = file.toString();
        return name.indexOf(REPLACEMENT) >= 0
                && !file.equals(file.getFileSystem().getPath(name));
    }
}
