package io.sluice.zone;

import io.sluice.fault.EnvironmentFault;
import io.sluice.zone.DurableWriter.ToWrite;
import java.nio.file.Path;
import java.util.List;

/**
 * The dead-letter store: {@code <root>/<source>/<path>} and, beside it, {@code <path>.reason.json}. Safe for use by many
 * threads, for different paths.
 */
public final class DeadLetters {
    private final DurableWriter writer;
    private final DeadLetterPlaces places;

    /**
     * @param root nothing is written or removed outside of it
     * @param places where in it they are kept
     * @param run names the temps
     * @param commits what dead letters that are staged here have to be submitted to
     */
    public DeadLetters(ZoneRoot root, DeadLetterPlaces places, String run, Commits commits) {
        this.writer = new DurableWriter(root, run, commits, false);
        this.places = places;
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
     * @param expected whether there should be one: then the store must be the one it was
     * @return false when there was none
     * @throws EnvironmentFault the file may be gone and its reason still there: removing it again completes it
     * @throws IllegalArgumentException when the source or the path would lead elsewhere
     */
    public boolean remove(String source, String path, boolean expected) throws EnvironmentFault {
        if (expected) {
            writer.requireRoot();
        }
        Path content = places.contentOf(source, path);
        Path reason = places.reasonOf(source, path);
        return writer.delete(
                content.resolveSibling(""), List.of(name(content), name(reason)), places.directory(source));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Where its reason is kept. */
    public Path reasonPath(String source, String path) {
        return places.reasonOf(source, path);
    }

    /** Where the file is kept. */
    public Path contentPath(String source, String path) {
        return places.contentOf(source, path);
    }
}
