package io.sluice.zone;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes that are written beside their target and not yet visible. Either {@link #commit}, or {@link #confirm}, {@link
 * #flush} and {@link #name}, or {@link #drop} ends it; closing drops what was not named. For one thread at a time.
 */
final class Staged implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Staged.class);

    private final FileOperations operations;
    private final Directories directories;
    private final FileOperations.OpenFile file;
    private final Path temp;
    private final Path directory;
    private final Path target;
    private final long sinceNs = System.nanoTime();
    private boolean ended;

    Staged(
            FileOperations operations,
            Directories directories,
            FileOperations.OpenFile file,
            Path temp,
            Path directory,
            Path target) {
        this.operations = operations;
        this.directories = directories;
        this.file = file;
        this.temp = temp;
        this.directory = directory;
        this.target = target;
    }

    /** {@link System#nanoTime} before its bytes were written. */
    long sinceNs() {
        return sinceNs;
    }

    Path target() {
        return target;
    }

    /** Where the target is, and the temp too. */
    Path directory() {
        return directory;
    }

    /**
     * Makes the bytes durable, then visible under the target's name, then the name durable.
     *
     * @throws EnvironmentFault the temp is gone; the target is what it was, or, when only the last step failed or was
     *     interrupted, already the whole new file, which is then to be published again
     */
    void commit() throws EnvironmentFault {
        try {
            confirm();
            flush();
            name();
            operations.sync(directory);
        } catch (IOException told) {
            throw IoFaults.of(told, target, "flush the directory of");
        } finally {
            drop();
        }
    }

    /**
     * Makes sure that the directory still is the one that it was, or another one below the root. Before {@link #flush},
     * and enough for all that was staged in the same directory before.
     *
     * @throws EnvironmentFault it is to be dropped
     */
    void confirm() throws EnvironmentFault {
        try {
            directories.require(directory);
        } catch (IOException told) {
            throw IoFaults.of(told, target, "write");
        }
    }

    /**
     * Makes the bytes durable.
     *
     * @throws EnvironmentFault it is to be dropped, and never flushed again
     */
    void flush() throws EnvironmentFault {
        if (ended) {
            throw new IllegalStateException(OneLine.of(target) + " was already named or dropped");
        }
        try {
            file.sync();
        } catch (IOException told) {
            throw IoFaults.of(told, target, "flush");
        }
    }

    /**
     * Makes durable bytes visible under the target's name. The name is not durable yet.
     *
     * @throws EnvironmentFault the target is what it was; this is to be dropped
     */
    void name() throws EnvironmentFault {
        String step = "close";
        try {
            file.close();
            step = "rename into place";
            if (Thread.currentThread().isInterrupted()) {
                throw new ClosedByInterruptException();
            }
            operations.rename(temp, target);
            ended = true;
        } catch (IOException told) {
            throw IoFaults.of(told, target, step);
        }
    }

    /**
     * Makes durable bytes visible under the target's name, durably, unless something has that name. The temp is still there:
     * this is to be dropped.
     *
     * @throws java.nio.file.FileAlreadyExistsException when something has that name
     */
    void link() throws IOException {
        operations.link(temp, target);
        operations.sync(directory);
    }

    /** Gives the bytes up: the temp is removed, the target stays what it is. Does nothing after the end. */
    void drop() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            file.close();
        } catch (IOException told) {
            LOG.warn(IoFaults.of(told, temp, "close", "it was to be dropped anyway")
                    .getMessage());
        }
        try {
            operations.delete(temp);
        } catch (IOException told) {
            LOG.warn(IoFaults.of(told, temp, "remove", "it is left over and holds nothing that is needed")
                    .getMessage());
        }
    }

    /** As {@link #drop}. */
    @Override
    public void close() {
        drop();
    }

    /** Writes, and drops itself when it cannot. */
    void write(Content content, boolean verify) throws EnvironmentFault {
        boolean written = false;
        String step = "write";
        try {
            content.writeTo(file);
            if (verify) {
                step = "verify";
                verify(content);
            }
            written = true;
        } catch (IOException told) {
            throw IoFaults.of(told, target, step);
        } finally {
            if (!written) {
                drop();
            }
        }
    }

    private void verify(Content content) throws IOException, EnvironmentFault {
        String found = Sha256.of(temp);
        if (!found.equals(content.sha256())) {
            throw new EnvironmentFault(
                    EnvironmentFault.Kind.INTEGRITY,
                    directory,
                    String.format(
                            Locale.ROOT,
                            "%s was to be written with SHA-256 %s and reads back as %s; it was dropped, the target is unchanged, the file stays pending and is tried again; check the disk and the memory of this machine",
                            OneLine.of(target),
                            content.sha256(),
                            found));
        }
    }
}
