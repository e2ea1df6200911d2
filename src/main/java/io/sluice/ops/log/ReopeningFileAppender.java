package io.sluice.ops.log;

import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A rolling log file that is opened anew when somebody moved or deleted it. Logback itself writes on into the unlinked
 * file. Before a line, and at most once a second, the file at the path is compared with the one that was opened; lines
 * within that second are in the file that was moved. When it cannot be opened anew, the open one is written on.
 */
public class ReopeningFileAppender<E> extends RollingFileAppender<E> {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private volatile long lookedAt;
    private @Nullable Object opened;

    /** For {@code logback.xml}. */
    public ReopeningFileAppender() {
        this(System::nanoTime);
    }

    ReopeningFileAppender(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public void openFile(String name) throws IOException {
        streamWriteLock.lock();
        try {
            super.openFile(name);
            opened = identity(name);
            lookedAt = nanoTime.getAsLong();
        } finally {
            streamWriteLock.unlock();
        }
    }

    @Override
    protected void subAppend(E event) {
        if (nanoTime.getAsLong() - lookedAt >= LOOK_NANOS) {
            reopenWhenMoved();
        }
        super.subAppend(event);
    }

    private void reopenWhenMoved() {
        streamWriteLock.lock();
        try {
            lookedAt = nanoTime.getAsLong();
            String name = getFile();
            if (isStarted() && !Objects.equals(opened, identity(name))) {
                openFile(name);
                getTriggeringPolicy().getLengthCounter().reset();
            }
        } catch (IOException told) {
            addError("The log file " + getFile() + " was moved away and cannot be opened anew", told);
        } finally {
            streamWriteLock.unlock();
        }
    }

    /** What tells one file from another under the same path; null when there is none. */
    private static @Nullable Object identity(String name) throws IOException {
        try {
            return Files.readAttributes(Path.of(name), BasicFileAttributes.class)
                    .fileKey();
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return null;
        }
    }
}
