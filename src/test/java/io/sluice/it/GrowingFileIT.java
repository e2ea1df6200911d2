package io.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that grows, and is JSON at every moment: only standing still tells that it is complete. */
class GrowingFileIT {
    private static final Duration STABLE = Duration.ofSeconds(2);

    /** Each piece comes with an old mtime, as {@code cp -p} and {@code rsync -t} leave it. */
    private static final class GrowingFile extends Thread {
        private final Path file;
        private final int pieces;
        private volatile long gapNsMax;
        private volatile boolean complete;

        GrowingFile(Path file, int pieces) throws IOException {
            this.file = Files.writeString(file, Grants.valid("growing"));
            this.pieces = pieces;
            start();
        }

        @Override
        public void run() {
            try {
                long last = System.nanoTime();
                for (int piece = 0; piece < pieces && !isInterrupted(); piece++) {
                    Files.writeString(file, " \n", UTF_8, StandardOpenOption.APPEND);
                    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-01-15T10:30:00Z")));
                    gapNsMax = Math.max(gapNsMax, System.nanoTime() - last);
                    last = System.nanoTime();
                    await().pollDelay(Duration.ofMillis(50)).until(() -> true);
                }
                complete = true;
            } catch (IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
        }

        /** On a machine that stalls the writer, the file did stand still. */
        void assumeItNeverStoodStill() {
            assumeTrue(gapNsMax < STABLE.toNanos(), "skipped: this machine stalled the writer of the growing file");
        }
    }

    @Test
    void aWatchingProcessTakesAGrowingFileOnceItStandsStill(@TempDir Path directory) throws Exception {
        SluiceHome home = home(directory);
        try (RunningSluice watching = home.start("run")) {
            GrowingFile growing = new GrowingFile(home.raw("sff/growing.json"), 80);
            await().atMost(Duration.ofSeconds(40)).until(() -> Files.exists(home.validated("sff/growing.json")));
            growing.assumeItNeverStoodStill();
            assertThat(growing.complete).isTrue();
            watching.signal("TERM");
            watching.endedWithin(10);
        }
        assertThat(home.ledger().versions("sff", "growing.json"))
                .containsExactly("1 VALIDATED " + Tree.sha256(home.raw("sff/growing.json")));
        assertThat(home.validated("sff/growing.json")).hasSameBinaryContentAs(home.raw("sff/growing.json"));
    }

    @Test
    void aSingleRunLeavesAFileThatStillGrowsPending(@TempDir Path directory) throws Exception {
        SluiceHome home = home(directory);
        GrowingFile growing = new GrowingFile(home.raw("sff/growing.json"), Integer.MAX_VALUE);
        Ended run;
        try {
            run = home.runOnce();
        } finally {
            growing.interrupt();
            growing.join();
        }
        growing.assumeItNeverStoodStill();
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.count("pending")).isEqualTo(1);
        assertThat(run.count("failed")).isZero();
        assertThat(home.validated("sff/growing.json")).doesNotExist();

        Ended later = home.runOnce();
        assertThat(later.count("validated")).isEqualTo(1);
    }

    private static SluiceHome home(Path directory) throws IOException {
        return SluiceHome.in(directory)
                .shippedSchema()
                .source("sff", "funding_data_v1", "stable_seconds=" + STABLE.toSeconds());
    }
}
