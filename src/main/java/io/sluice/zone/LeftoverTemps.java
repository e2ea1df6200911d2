package io.sluice.zone;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.fault.Presence;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The temps of processes that were killed.
 *
 * <p>Every file of a zone is looked at, because a killed process cannot say where it was writing; a million files take
 * seconds. So this is for the start after a run that did not end cleanly, or whose end is not known, and only while no
 * other process writes to the zone.
 */
public final class LeftoverTemps {
    private static final Pattern NAME = Pattern.compile("\\.sluice-.+-[0-9]+\\.tmp");

    private LeftoverTemps() {}

    /**
     * Removes them from a zone and everything below. Nothing else is touched, symbolic links are not followed, and a zone
     * that does not exist holds none.
     *
     * @return how many were removed
     * @throws EnvironmentFault when a directory cannot be read or a temp not be removed; others may already be gone
     */
    public static long removeFrom(Path zone) throws EnvironmentFault {
        Sweep sweep = new Sweep();
        try {
            if (Presence.isDirectory(zone)) {
                Files.walkFileTree(zone.toRealPath(), sweep);
            }
        } catch (IOException told) {
            throw IoFaults.of(
                    told, sweep.at == null ? zone : sweep.at, "clear leftover temps at", "others may be left over");
        }
        return sweep.removed;
    }

    static String name(String run, long number) {
        return ".sluice-" + run + "-" + number + ".tmp";
    }

    private static final class Sweep extends SimpleFileVisitor<Path> {
        private long removed;
        private @Nullable Path at;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile()
                    && NAME.matcher(String.valueOf(file.getFileName())).matches()) {
                at = file;
                if (Files.deleteIfExists(file)) {
                    removed++;
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException told) throws IOException {
            if (told instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            at = file;
            throw told;
        }
    }
}
