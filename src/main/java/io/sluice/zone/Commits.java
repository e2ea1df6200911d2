package io.sluice.zone;

import io.sluice.batch.Answer;
import io.sluice.config.Durability;
import io.sluice.event.Event;
import io.sluice.event.Events;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;

/** How publications become durable and visible. Safe for use by many threads. */
public abstract sealed class Commits implements AutoCloseable permits EachAlone, GroupCommit {
    private final FileOperations operations;
    private final Events events;
    private final ListedNames listed = new ListedNames();

    Commits(FileOperations operations, Events events) {
        this.operations = operations;
        this.events = events;
    }

    /**
     * One after the other, by the thread that submits.
     *
     * @param events told of each
     */
    public static Commits eachAlone(Durability durability, Events events) {
        return new EachAlone(new SystemCalls(durability), events);
    }

    /**
     * Many at once, by a thread that lives until {@link #close}.
     *
     * @param inHand how many publications wait for their commit or may still come to; a batch of that many does not wait
     *     for others
     * @param events told of each batch
     */
    public static Commits together(IntSupplier inHand, Events events) {
        return new GroupCommit(new SystemCalls(Durability.BATCH), inHand, events);
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

    /** Publications became visible; to be called before they are answered. */
    final void committed(List<Publication> publications, long sinceNs) {
        int files = 0;
        long bytes = 0;
        for (Publication publication : publications) {
            files += publication.files().size();
            bytes += publication.sizeBytes();
        }
        if (files > 0) {
            events.publish(new Event.FilesCommitted(files, bytes, (System.nanoTime() - sinceNs) / 1e9));
        }
    }

    final FileOperations operations() {
        return operations;
    }

    final ListedNames listed() {
        return listed;
    }
}
