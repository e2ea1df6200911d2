package io.sluice.zone;

import io.sluice.fault.EnvironmentFault;
import io.sluice.text.OneLine;
import io.sluice.zone.DurableWriter.ToWrite;
import java.nio.file.Path;
import java.util.List;

/**
 * The dead-letter store: {@code <root>/<source>/<path>} and, beside it, {@code <path>.reason.json}. Safe for use by many
 * threads, for different paths.
 */
public final class DeadLetters {
    private final DurableWriter writer;

    /**
     * @param root the directory of the store; nothing is written or removed outside of it
     * @param run names the temps
     * @param commits what dead letters that are staged here have to be submitted to
     */
    public DeadLetters(Path root, String run, Commits commits) {
        this.writer = new DurableWriter(root, run, commits, false);
    }

    /**
     * Writes a file and its reason, not yet visible. Once committed they stand in place of an earlier dead letter of the
     * same path; the file appears before its reason. A commit that fails may leave the new file with the earlier reason
     * or with none: keeping it again completes it.
     *
     * @throws EnvironmentFault the earlier dead letter is still there
     * @throws IllegalArgumentException when the source or the path would lead elsewhere
     */
    public Publication stage(DeadLetter letter, Content content) throws EnvironmentFault {
        byte[] reason = ReasonFile.of(letter).toBytes();
        return writer.stage(List.of(
                new ToWrite(contentPath(letter.source(), letter.path()), content),
                new ToWrite(reasonPath(letter.source(), letter.path()), Content.of(reason))));
    }

    /**
     * Takes a dead letter away, durably, because its file passed, and the directories below the source's that this left
     * empty. To be called before the ledger says that the file passed, so that a crash between the two is healed.
     *
     * @return false when there was none
     * @throws EnvironmentFault the file may be gone and its reason still there: removing it again completes it
     * @throws IllegalArgumentException when the source or the path would lead elsewhere
     */
    public boolean remove(String source, String path) throws EnvironmentFault {
        String name = last(path);
        Path directory = directory(source);
        return writer.delete(below(directory, path), List.of(Names.content(name), Names.reason(name)), directory);
    }

    /** Where the file is kept; not always under its own name, see {@link #reasonPath}. */
    public Path contentPath(String source, String path) {
        return below(directory(source), path).resolve(Names.content(last(path)));
    }

    /** Where its reason is kept. Names that would clash or be too long are derived from the raw name and its hash. */
    public Path reasonPath(String source, String path) {
        return below(directory(source), path).resolve(Names.reason(last(path)));
    }

    private Path directory(String source) {
        requireName(source, source);
        return writer.root().resolve(source);
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
