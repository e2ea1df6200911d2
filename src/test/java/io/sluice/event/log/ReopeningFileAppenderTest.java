package io.sluice.event.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.util.FileSize;
import io.sluice.zone.Tmpfs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReopeningFileAppenderTest {
    private final AtomicLong nanoTime = new AtomicLong();
    private final LoggerContext context = new LoggerContext();
    private ReopeningFileAppender appender = new ReopeningFileAppender(nanoTime::get);

    private String sizeMax = "100";
    private Path logs;
    private Path log;

    @BeforeEach
    void start(@TempDir Path logs) {
        this.logs = logs;
        open();
    }

    private void open() {
        appender = new ReopeningFileAppender(nanoTime::get);
        log = logs.resolve("migration.log");
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%msg%n");
        encoder.start();
        appender.setContext(context);
        appender.setFile(log.toString());
        appender.setEncoder(encoder);
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(logs + "/migration.%d{yyyy-MM-dd}.%i.log");
        policy.setMaxFileSize(FileSize.valueOf(sizeMax));
        policy.start();
        appender.setRollingPolicy(policy);
        appender.start();
    }

    @AfterEach
    void stop() {
        appender.stop();
        context.stop();
    }

    @Test
    void movedFileIsOpenedAnewAfterASecond() throws Exception {
        append("one");
        Path moved = Files.move(log, logs.resolve("moved"));
        append("two");
        aSecondPasses();
        append("three");
        assertThat(moved).content().isEqualToIgnoringNewLines("onetwo");
        assertThat(log).content().isEqualToIgnoringNewLines("three");
    }

    @Test
    void fileReplacedByAnotherIsNotWrittenInto() throws Exception {
        append("one");
        Path moved = Files.move(log, logs.resolve("moved"));
        Files.writeString(log, "theirs ");
        aSecondPasses();
        append("two");
        assertThat(moved).content().isEqualToIgnoringNewLines("one");
        assertThat(log).content().isEqualToIgnoringNewLines("theirs two");
    }

    @Test
    void untouchedFileStaysOpen() throws Exception {
        append("one");
        aSecondPasses();
        append("two");
        assertThat(log).content().isEqualToIgnoringNewLines("onetwo");
        try (Stream<Path> files = Files.list(logs)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void fileStillRollsBySizeAfterItWasOpenedAnew() throws Exception {
        append("x".repeat(90));
        Files.delete(log);
        aSecondPasses();
        append("y".repeat(90));
        append("z".repeat(90));
        append("last");
        assertThat(log).content().isEqualToIgnoringNewLines("last");
        try (Stream<Path> files = Files.list(logs)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void openFileIsWrittenOnWhenItCannotBeOpenedAnew() throws Exception {
        append("one");
        Path moved = Files.move(log, logs.resolve("moved"));
        Files.createDirectory(log);
        aSecondPasses();
        append("two");
        assertThat(moved).content().isEqualToIgnoringNewLines("onetwo");
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .filteredOn(status -> status.getLevel() == Status.ERROR)
                .singleElement()
                .extracting(Status::getMessage)
                .asString()
                .contains("moved away and cannot be opened anew");
    }

    @Test
    void tornLineOfAKilledProcessIsEnded() throws Exception {
        appender.stop();
        Files.writeString(log, "a whole line\na torn li");
        open();
        append("one");
        append("two");
        assertThat(log).hasContent("a whole line\na torn li\none\ntwo\n");
    }

    @Test
    void linesThatFoundNoRoomAreCountedWhereTheyAreMissing() throws Exception {
        try (Tmpfs disk = Tmpfs.ofKibibytes(64)) {
            appender.stop();
            logs = disk.path();
            sizeMax = "1MB";
            open();
            append("before");
            Path filler = disk.path().resolve("filler");
            fill(filler);
            int lost = 0;
            while (context.getStatusManager().getCopyOfStatusList().stream()
                    .noneMatch(status -> status.getLevel() == Status.ERROR)) {
                append("x".repeat(1_000));
                lost++;
            }
            append("lost for certain");
            Files.delete(filler);
            append("after");
            append("last");
            List<String> lines = Files.readAllLines(log);
            int notice = lines.indexOf("after") - 1;
            assertThat(lines).startsWith("before").endsWith("after", "last").doesNotContain("lost for certain");
            assertThat(lines.get(notice))
                    .startsWith("Lines are missing here, up to 2: this log could not be written since ")
                    .endsWith(" (No space left on device)");
            assertThat(lines.subList(1, notice)).hasSizeBetween(lost - 1, lost).allMatch(line -> line.matches("x+"));
            appender.stop();
        }
    }

    private static void fill(Path filler) throws IOException {
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (Files.getFileStore(filler).getUsableSpace() > 0) {
                out.write(new byte[4_096]);
            }
        }
    }

    private void append(String message) {
        LoggingEvent event = new LoggingEvent();
        event.setLevel(Level.INFO);
        event.setMessage(message);
        event.setMDCPropertyMap(Map.of());
        appender.doAppend(event);
    }

    private void aSecondPasses() {
        nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
    }
}
