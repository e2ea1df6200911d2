package io.sluice.zone;

import io.sluice.event.FileRef;
import io.sluice.text.OneLine;
import java.nio.file.Path;

/**
 * Where dead letters and their reasons are kept. Names that would clash or be too long are derived from the raw name and its
 * hash.
 *
 * @param root the directory of the store
 */
public record DeadLetterPlaces(Path root) {
    /** Before the name of a stage; no source begins with it. */
    private static final String STAGE = "@";

    /** Of one stage: what one rejects does not take the place of what another has. */
    public static DeadLetterPlaces of(Path deadLetters, String stage) {
        return new DeadLetterPlaces(stage.equals(FileRef.VALIDATE) ? deadLetters : deadLetters.resolve(STAGE + stage));
    }

    /** Whether a directory right below the dead letters is one of a stage, not of a source. */
    public static boolean isStage(String directory) {
        return directory.startsWith(STAGE);
    }

    /**
     * The file itself; not always under its own name.
     *
     * @throws IllegalArgumentException when the source or the path would lead elsewhere
     */
    public Path contentOf(String source, String path) {
        return below(directory(source), path).resolve(Names.content(last(path)));
    }

    /**
     * Its reasons.
     *
     * @throws IllegalArgumentException when the source or the path would lead elsewhere
     */
    public Path reasonOf(String source, String path) {
        return below(directory(source), path).resolve(Names.reason(last(path)));
    }

    Path directory(String source) {
        requireName(source, source);
        return root.resolve(source);
    }

    private static Path below(Path source, String path) {
        Path directory = source;
        int from = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
            String name = path.substring(from, slash);
            requireName(name, path);
            directory = directory.resolve(Names.content(name));
            from = slash + 1;
        }
        requireName(path.substring(from), path);
        return directory;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void requireName(String name, String whole) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("\"" + OneLine.of(whole) + "\" is no path below a source");
        }
    }
}
