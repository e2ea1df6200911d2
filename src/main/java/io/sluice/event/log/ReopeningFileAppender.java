package io.sluice.event.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * A rolling log file that is opened anew when somebody moved or deleted it. Logback itself writes on into the unlinked
 * file. Before a line, and at most once a second, the file at the path is compared with the one that was opened; lines
 * within that second are in the file that was moved. When it cannot be opened anew, the open one is written on. Lines that
 * cannot be written are lost; the next that can be stands behind one that says how many.
 *
 * <p>Lines of which there is one per file may be {@link #addDelayed delayed}: they are with the operating
 * system within 200 ms, together, and lost when the process is killed before. Any other line, and those before it, is with
 * the operating system when the call that logged it returns.
 */
public class ReopeningFileAppender extends RollingFileAppender<ILoggingEvent> {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long DELAY_MS = 200;

    private final LongSupplier nanoTime;
    private final AtomicBoolean flushComes = new AtomicBoolean();
    private volatile boolean ending;
    private volatile long lookedAt;
    private final List<String> delayed = new CopyOnWriteArrayList<>();
    private @Nullable LogStream stream;
    private @Nullable Object opened;

    /** For {@code logback.xml}. */
    public ReopeningFileAppender() {
        this(System::nanoTime);
    }

    ReopeningFileAppender(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        setImmediateFlush(false);
    }

    /** What messages begin with, before arguments are put in, that may wait; only those below WARN do. */
    public void addDelayed(String beginning) {
        delayed.add(beginning);
    }

    /** Writes what waits. From now on no line does. */
    void end() {
        ending = true;
        flush();
    }

    /**
     * Opens a file in the place of the one that is open, if any. When that was closed to be rolled over, nothing is thrown:
     * each line tries to open it, and is counted when it cannot.
     */
    @Override
    public void openFile(String name) throws IOException {
        streamWriteLock.lock();
        try {
            LogStream before = stream;
            LogStream next = new LogStream(
                    name,
                    before == null ? null : before.loss(),
                    this::notice,
                    told -> addError("Lines could not be written to " + name, told));
            if (before == null || getOutputStream() != null) {
                next.open();
            }
            setOutputStream(next);
            stream = next;
            opened = identity(name);
            lookedAt = nanoTime.getAsLong();
        } finally {
            streamWriteLock.unlock();
        }
    }

    @Override
    protected void subAppend(ILoggingEvent event) {
        if (nanoTime.getAsLong() - lookedAt >= LOOK_NANOS) {
            reopenWhenMoved();
        }
        super.subAppend(event);
        if (!mayWait(event)) {
            flush();
        } else if (flushComes.compareAndSet(false, true)) {
            Future<?> unused = getContext()
                    .getScheduledExecutorService()
                    .schedule(this::flushWhatWaited, DELAY_MS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean mayWait(ILoggingEvent event) {
        return !ending
                && event.getLevel().levelInt < Level.WARN_INT
                && event.getMessage() != null
                && begins(event.getMessage());
    }

    private boolean begins(String message) {
        for (String beginning : delayed) {
            if (message.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    private void flushWhatWaited() {
        flushComes.set(false);
        flush();
    }

    private void flush() {
        streamWriteLock.lock();
        try {
            if (stream != null) {
                stream.flush();
            }
        } finally {
            streamWriteLock.unlock();
        }
    }

    private byte[] notice(LogStream.Loss loss) {
        LoggingEvent missing = new LoggingEvent();
        missing.setInstant(Instant.now());
        missing.setLevel(Level.ERROR);
        missing.setLoggerName("logging");
        missing.setThreadName(Thread.currentThread().getName());
        missing.setMDCPropertyMap(Map.of());
        missing.setMessage("Lines are missing here, up to {}: this log could not be written since {} ({})");
        missing.setArgumentArray(
                new Object[] {loss.entries(), loss.since().truncatedTo(ChronoUnit.SECONDS), loss.why()});
        missing.addKeyValuePair(new KeyValuePair("event", "lines_missing"));
        missing.addKeyValuePair(new KeyValuePair("count", loss.entries()));
        return getEncoder().encode(missing);
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
