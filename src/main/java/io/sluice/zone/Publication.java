package io.sluice.zone;

import java.nio.file.Path;
import java.util.List;

/**
 * Files that are written and not yet visible, to become visible together and in this order, with what must be durable
 * before the first of them is. {@link Commits#submit} ends it; so does closing, which drops what is not visible.
 */
public final class Publication implements AutoCloseable {
    private final List<Staged> files;
    private final List<Path> kept;
    private final long sizeBytes;

    /** @param kept names that files were given, which must be durable first: backups */
    Publication(List<Staged> files, List<Path> kept, long sizeBytes) {
        this.files = List.copyOf(files);
        this.kept = List.copyOf(kept);
        this.sizeBytes = sizeBytes;
    }

    List<Staged> files() {
        return files;
    }

    List<Path> kept() {
        return kept;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /** Gives up what is not visible yet: the temps are removed, the targets stay what they are. */
    @Override
    public void close() {
        files.forEach(Staged::drop);
    }
}
