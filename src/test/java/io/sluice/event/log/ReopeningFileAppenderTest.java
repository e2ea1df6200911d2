package io.sluice.event.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.encoder.EchoEncoder;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReopeningFileAppenderTest {
    private final AtomicLong nanoTime = new AtomicLong();
    private final ContextBase context = new ContextBase();
    private final ReopeningFileAppender<String> appender = new ReopeningFileAppender<>(nanoTime::get);

    private Path logs;
    private Path log;

    @BeforeEach
    void start(@TempDir Path logs) {
        this.logs = logs;
        log = logs.resolve("migration.log");
        EchoEncoder<String> encoder = new EchoEncoder<>();
        encoder.setContext(context);
        encoder.start();
        appender.setContext(context);
        appender.setFile(log.toString());
        appender.setEncoder(encoder);
        SizeAndTimeBasedRollingPolicy<String> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(logs + "/migration.%d{yyyy-MM-dd}.%i.log");
        policy.setMaxFileSize(FileSize.valueOf("100"));
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
        appender.doAppend("one");
        Path moved = Files.move(log, logs.resolve("moved"));
        appender.doAppend("two");
        aSecondPasses();
        appender.doAppend("three");
        assertThat(moved).content().isEqualToIgnoringNewLines("onetwo");
        assertThat(log).content().isEqualToIgnoringNewLines("three");
    }

    @Test
    void fileReplacedByAnotherIsNotWrittenInto() throws Exception {
        appender.doAppend("one");
        Path moved = Files.move(log, logs.resolve("moved"));
        Files.writeString(log, "theirs ");
        aSecondPasses();
        appender.doAppend("two");
        assertThat(moved).content().isEqualToIgnoringNewLines("one");
        assertThat(log).content().isEqualToIgnoringNewLines("theirs two");
    }

    @Test
    void untouchedFileStaysOpen() throws Exception {
        appender.doAppend("one");
        aSecondPasses();
        appender.doAppend("two");
        assertThat(log).content().isEqualToIgnoringNewLines("onetwo");
        try (Stream<Path> files = Files.list(logs)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void fileStillRollsBySizeAfterItWasOpenedAnew() throws Exception {
        appender.doAppend("x".repeat(90));
        Files.delete(log);
        aSecondPasses();
        appender.doAppend("y".repeat(90));
        appender.doAppend("z".repeat(90));
        appender.doAppend("last");
        assertThat(log).content().isEqualToIgnoringNewLines("last");
        try (Stream<Path> files = Files.list(logs)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void openFileIsWrittenOnWhenItCannotBeOpenedAnew() throws Exception {
        appender.doAppend("one");
        Path moved = Files.move(log, logs.resolve("moved"));
        Files.createDirectory(log);
        aSecondPasses();
        appender.doAppend("two");
        assertThat(moved).content().isEqualToIgnoringNewLines("onetwo");
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .filteredOn(status -> status.getLevel() == Status.ERROR)
                .singleElement()
                .extracting(Status::getMessage)
                .asString()
                .contains("moved away and cannot be opened anew");
    }

    private void aSecondPasses() {
        nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
    }
}
