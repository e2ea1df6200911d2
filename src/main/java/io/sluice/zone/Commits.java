package io.sluice.zone;

import io.sluice.batch.Answer;
import io.sluice.config.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntSupplier;

/** How publications become durable and visible. Safe for use by many threads. */
public abstract sealed class Commits implements AutoCloseable permits EachAlone, GroupCommit {
    private final FileOperations operations;
    private final ListedNames listed = new ListedNames();

    Commits(FileOperations operations) {
        this.operations = operations;
    }

    /** One after the other, by the thread that submits. */
    public static Commits eachAlone(Durability durability) {
        return new EachAlone(new SystemCalls(durability));
    }

    /**
     * Many at once, by a thread that lives until {@link #close}.
     *
     * @param inHand how many publications wait for their commit or may still come to; a batch of that many does not wait
     *     for others
     */
    public static Commits together(IntSupplier inHand) {
        return new GroupCommit(new SystemCalls(Durability.BATCH), inHand);
    }

    /**
     * Ends the publication; the answer may be told before this returns. When it is done, the publication is visible, and
     * survives a power loss under {@link Durability#BATCH} and {@link Durability#FILE}. When it failed, its temps are gone;
     * each target is what it was or already the whole new file, which is then to be published again.
     */
    public abstract void submit(Publication publication, Answer<Publication> answer);

    /** Commits what was submitted. Nothing is accepted afterwards. */
    @Override
    public abstract void close();

    /** The directory has a new entry that publications rely on: another directory. */
    abstract void directoryMade(Path above) throws IOException;

    /** Makes a second name durable before what has its first name is replaced, or sees to it that this will be done. */
    abstract void kept(Path name) throws IOException;

    /** A publication was named or given up; to be called before it is answered. */
    final void ended(Publication publication) {
        publication.files().forEach(file -> listed.changed(file.directory()));
    }

    final FileOperations operations() {
        return operations;
    }

    final ListedNames listed() {
        return listed;
    }
}
