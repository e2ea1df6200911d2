package io.sluice.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a fault lies, in terms that are equal for every file that meets it. Only asked when something went wrong, so
 * a place that cannot be looked at is answered with the best that is known, never with another exception.
 */
public final class Place {
    private Place() {}

    /** The nearest directory at or above this path that exists; the root when none can be seen. */
    public static Path nearestDirectory(Path path) {
        Path candidate = path.toAbsolutePath();
        while (!Files.isDirectory(candidate) && candidate.getParent() != null) {
            candidate = candidate.getParent();
        }
        return candidate;
    }

    /** The topmost directory of the file system that holds this path, or would hold it. */
    public static Path mountPoint(Path path) {
        Path directory = nearestDirectory(path);
        try {
            Path top = directory.toRealPath();
            Object device = Files.getAttribute(top, "unix:dev");
            for (Path above = top.getParent(); above != null; above = above.getParent()) {
                if (!device.equals(Files.getAttribute(above, "unix:dev"))) {
                    return top;
                }
                top = above;
            }
            return top;
        } catch (IOException unseen) {
            return directory;
        }
    }
}
