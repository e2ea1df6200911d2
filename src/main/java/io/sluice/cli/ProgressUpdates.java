package io.sluice.cli;

import io.sluice.event.SourceProgress;
import io.sluice.intake.IgnoredNames;
import io.sluice.operate.SluiceRun;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Moves the bar while a run lasts. The number of files is counted beside the run, only when somebody looks: the run itself
 * hands files over as it finds them and never knows how many will follow.
 */
final class ProgressUpdates implements AutoCloseable {
    private static final int INTERVAL_MS = 200;

    private final SluiceRun run;
    private final Progress bar;
    private final Path raw;
    private final AtomicLong files = new AtomicLong();
    private boolean closed;
    private final Thread counting = new Thread(this::count, "progress-count");
    private final Thread moving = new Thread(this::move, "progress");

    ProgressUpdates(SluiceRun run, Progress bar, Path raw) {
        this.run = run;
        this.bar = bar;
        this.raw = raw;
    }

    void start() {
        if (bar.isShown()) {
            counting.setDaemon(true);
            moving.setDaemon(true);
            counting.start();
            moving.start();
        }
    }

    private void move() {
        while (!Thread.currentThread().isInterrupted()) {
            show();
            try {
                Thread.sleep(INTERVAL_MS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void show() {
        if (closed || !bar.isShown()) {
            return;
        }
        long decided =
                run.progress().stream().mapToLong(SourceProgress::decidedSoFar).sum();
        bar.show(decided, Math.max(decided, files.get()));
    }

    private void count() {
        try {
            Files.walkFileTree(raw, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return directory.getFileName().toString().startsWith(".")
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()
                            && !IgnoredNames.ignores(file.getFileName().toString())) {
                        files.incrementAndGet();
                    }
                    return Thread.currentThread().isInterrupted()
                            ? FileVisitResult.TERMINATE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                    return FileVisitResult.CONTINUE; // the run itself says so
                }
            });
        } catch (IOException unreadable) {
            files.set(0); // the bar then shows no total; the run itself says what cannot be read
        }
    }

    /** Shows the last counts; nothing is shown after it. */
    @Override
    public synchronized void close() {
        counting.interrupt();
        moving.interrupt();
        show();
        closed = true;
    }
}
