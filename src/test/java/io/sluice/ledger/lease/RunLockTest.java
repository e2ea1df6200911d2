package io.sluice.ledger.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.fault.EnvironmentFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: what a lock of the operating system promises cannot be seen from within one. */
class RunLockTest {
    private static final Instant START = Instant.parse("2024-01-15T10:30:00Z");
    private static final String RUN = "20240115T103000Z-4f2a";

    private final List<Process> processes = new ArrayList<>();
    private final Path directory;

    RunLockTest(@TempDir Path temporary) {
        directory = temporary.resolve("_ledger");
    }

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void nobodyHoldsWhatWasNeverTaken() throws Exception {
        assertThat(RunLock.holder(directory)).isEmpty();
        assertThat(directory).doesNotExist();
    }

    @Test
    void secondProcessIsRefusedAndToldWhoIsFirst() throws Exception {
        Process first = startHolder();

        AlreadyRunning refused = catchThrowableOfType(AlreadyRunning.class, this::acquire);

        RunLock.Holder holder = new RunLock.Holder(first.pid(), "watch", START, RUN);
        assertThat(refused.holder()).isEqualTo(holder);
        assertThat(refused).hasMessageContaining("process " + first.pid()).hasMessageContaining("2024-01-15T10:30:00Z");
        assertThat(RunLock.holder(directory)).contains(holder);
    }

    @Test
    void lockOfAKilledProcessDoesNotBlock() throws Exception {
        Process killed = startHolder();
        killed.destroyForcibly().waitFor();

        assertThat(directory.resolve(RunLock.FILE_NAME)).content().contains("\"pid\":" + killed.pid());
        assertThat(RunLock.holder(directory)).isEmpty();
        acquire().close();
    }

    @Test
    void secondAttemptWithinOneProcessIsRefusedAndDoesNotLoseTheLock() throws Exception {
        try (RunLock held = acquire()) {
            assertThat(held).isNotNull();
            assertThatThrownBy(this::acquire).isInstanceOf(AlreadyRunning.class);
            assertThat(RunLock.holder(directory)).isPresent();

            assertThat(said(start()))
                    .isEqualTo("refused " + ProcessHandle.current().pid());
        }
    }

    @Test
    void probingDoesNotFreeTheLock() throws Exception {
        startHolder();
        for (int probe = 0; probe < 100; probe++) {
            assertThat(RunLock.holder(directory)).isPresent();
        }
        assertThatThrownBy(this::acquire).isInstanceOf(AlreadyRunning.class);
    }

    @Test
    void lockThatWasGivenBackIsFree() throws Exception {
        acquire().close();

        assertThat(RunLock.holder(directory)).isEmpty();
        acquire().close();
    }

    @Test
    void contentThatNobodyWroteIsIgnored() throws Exception {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(RunLock.FILE_NAME), "{\"pid\":1,");

        assertThat(RunLock.holder(directory)).isEmpty();
        acquire().close();
    }

    @Test
    void deletedLedgerDirectoryDoesNotFreeTheLock() throws Exception {
        Process first = startHolder();
        deleteDirectory();

        assertThat(RunLock.holder(directory)).map(RunLock.Holder::pid).contains(first.pid());
        AlreadyRunning refused = catchThrowableOfType(AlreadyRunning.class, this::acquire);
        assertThat(refused.holder().pid()).isEqualTo(first.pid());
        assertThat(said(start())).isEqualTo("refused " + first.pid());

        first.destroyForcibly().waitFor();
        assertThat(RunLock.holder(directory)).isEmpty();
        acquire().close();
    }

    @Test
    void processThatHoldsTheLockInTheDirectoryOnlyIsRespected() throws Exception {
        Process earlierVersion = startHolder();
        Files.delete(directory.resolveSibling("_ledger.lock"));

        AlreadyRunning refused = catchThrowableOfType(AlreadyRunning.class, this::acquire);

        assertThat(refused.holder().pid()).isEqualTo(earlierVersion.pid());
        assertThat(RunLock.holder(directory)).map(RunLock.Holder::pid).contains(earlierVersion.pid());
    }

    @Test
    void sameDirectoryUnderAnotherNameIsTheSameLock() throws Exception {
        Process first = startHolder();
        Path other = Files.createSymbolicLink(directory.resolveSibling("other"), directory);
        deleteLock();

        assertThat(RunLock.holder(other)).map(RunLock.Holder::pid).contains(first.pid());
        assertThatThrownBy(() -> RunLock.acquire(other, "once", "20240115T110000Z-0001", START))
                .isInstanceOf(AlreadyRunning.class);
    }

    @Test
    void refusedAttemptLeavesNothingLocked() throws Exception {
        Process first = startHolder();
        deleteDirectory();
        assertThatThrownBy(this::acquire).isInstanceOf(AlreadyRunning.class);
        first.destroyForcibly().waitFor();

        assertThat(said(start())).isEqualTo("held");
    }

    private void deleteDirectory() throws IOException {
        deleteLock();
        Files.delete(directory);
    }

    private void deleteLock() throws IOException {
        Files.delete(directory.resolve(RunLock.FILE_NAME));
    }

    @Test
    void directoryThatCannotBeIsAnEnvironmentFault() throws Exception {
        Files.writeString(directory, "a file where the directory should be");

        assertThatThrownBy(this::acquire).isInstanceOf(EnvironmentFault.class).hasMessageContaining("run.lock");
        assertThatThrownBy(() -> RunLock.holder(directory)).isInstanceOf(EnvironmentFault.class);
    }

    private RunLock acquire() throws AlreadyRunning, EnvironmentFault {
        return RunLock.acquire(directory, "once", "20240115T110000Z-0001", START.plusSeconds(1_800));
    }

    private Process startHolder() throws IOException {
        Process process = start();
        assertThat(said(process)).isEqualTo("held");
        return process;
    }

    private Process start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        directory.toString(),
                        START.toString(),
                        RUN)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        processes.add(process);
        return process;
    }

    private static String said(Process process) throws IOException {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        return String.valueOf(reader.readLine());
    }
}
