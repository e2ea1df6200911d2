package io.sluice.pipeline.consume;

import java.nio.file.Path;
import java.util.Optional;

/** Which names under the raw zone are not for Sluice. */
final class FileNames {
    private static final char REPLACEMENT = '\uFFFD';

    private FileNames() {}

    /** Why a file of this path cannot be taken; empty when it can. */
    static Optional<String> unusable(Path file) {
        if (undecodable(file)) {
            return Optional.of("its name is not valid UTF-8; rename it");
        }
        // camel-file takes a backslash for a slash and looks for another file
        return file.toString().indexOf('\\') < 0
                ? Optional.empty()
                : Optional.of("its name holds a backslash; rename it");
    }

    /** The path as a person can find it: bytes that are no UTF-8 are escaped as in a URL. */
    static String escaped(Path path, String shown) {
        return undecodable(path) ? path.toUri().getRawPath() : shown;
    }

    /** Whether the JDK could not decode the name: {@link java.io.File} cannot open such a file. */
    private static boolean undecodable(Path file) {
        String name = file.toString();
        return name.indexOf(REPLACEMENT) >= 0
                && !file.equals(file.getFileSystem().getPath(name));
    }
}
