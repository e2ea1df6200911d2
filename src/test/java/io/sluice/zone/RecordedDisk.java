package io.sluice.zone;

import io.sluice.config.Durability;
import io.sluice.event.Events;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** The real file system, with every change and every flush written down in the order in which they were asked for. */
public final class RecordedDisk implements FileOperations {
    private final SystemCalls real = new SystemCalls(Durability.NONE);
    private final boolean flushesWhole;
    private final List<Change> changes = new ArrayList<>();

    /** What was asked for. */
    public enum Kind {
        CREATE,
        WRITE,
        RENAME,
        LINK,
        MAKE_DIRECTORY,
        DELETE,
        SYNC,
        SYNC_ALL,
        /** The ledger committed a decision on what lies at the path. */
        LEDGER
    }

    /**
     * A change or a flush.
     *
     * @param path what it was asked for
     * @param other the new name of a rename and a link; the path itself else
     */
    public record Change(Kind kind, Path path, Path other, String note) {}

    /**
     * A disk on which nothing was changed yet.
     *
     * @param flushesWhole whether whole file systems can be flushed
     */
    public RecordedDisk(boolean flushesWhole) {
        this.flushesWhole = flushesWhole;
    }

    public Commits groupCommit(IntSupplier inHand) {
        return new GroupCommit(this, inHand, new Events());
    }

    public synchronized List<Change> changes() {
        return List.copyOf(changes);
    }

    public synchronized void ledger(Path published, String state) {
        changes.add(new Change(Kind.LEDGER, published, published, state));
    }

    private interface Call {
        void run() throws IOException;
    }

    /** One at a time, so that the order written down is the order in which it happened. */
    private synchronized void record(Kind kind, Path path, Path other, Call call) throws IOException {
        call.run();
        changes.add(new Change(kind, path, other, ""));
    }

    @Override
    public synchronized OpenFile create(Path file) throws IOException {
        OpenFile opened = real.create(file);
        changes.add(new Change(Kind.CREATE, file, file, ""));
        return new OpenFile() {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
                record(Kind.WRITE, file, file, () -> opened.write(bytes));
                return 1;
            }

            @Override
            public void sync() throws IOException {
                record(Kind.SYNC, file, file, opened::sync);
            }

            @Override
            public void close() throws IOException {
                opened.close();
            }
        };
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        record(Kind.RENAME, from, to, () -> real.rename(from, to));
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        record(Kind.LINK, existing, name, () -> real.link(existing, name));
    }

    @Override
    public void symbolicLink(Path name, Path pointsAt) throws IOException {
        throw new UnsupportedOperationException("no test here needs symbolic links");
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        record(Kind.MAKE_DIRECTORY, directory, directory, () -> real.createDirectory(directory));
    }

    @Override
    public synchronized boolean delete(Path path) throws IOException {
        boolean deleted = real.delete(path);
        if (deleted) {
            changes.add(new Change(Kind.DELETE, path, path, ""));
        }
        return deleted;
    }

    @Override
    public void sync(Path existing) throws IOException {
        record(Kind.SYNC, existing, existing, () -> real.sync(existing));
    }

    @Override
    public Object fileSystem(Path directory) throws IOException {
        return real.fileSystem(directory);
    }

    @Override
    public boolean syncFileSystem(Path directory, long sinceNs) throws IOException {
        if (flushesWhole) {
            record(Kind.SYNC_ALL, directory, directory, () -> {});
        }
        return flushesWhole;
    }
}
