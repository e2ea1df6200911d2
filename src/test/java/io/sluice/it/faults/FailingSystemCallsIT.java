package io.sluice.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A watching process whose system calls fail, every second one, while files are delivered: {@code strace} injects the faults. {@code mvn
 * verify -Ptorture} fails every call in every way. Skipped where there is no strace, or where it may not attach.
 */
class FailingSystemCallsIT {
    private static final List<String> CALLS =
            List.of("openat", "write", "pwrite64", "fsync", "syncfs", "rename", "close", "statx");
    private static final List<String> ERRORS = List.of("EIO", "ENOSPC", "EMFILE", "EINTR");
    private static final List<String> FEW = List.of("openat EMFILE", "write ENOSPC", "fsync EIO", "close EIO");

    @RegisterExtension
    final FaultyHome home = new FaultyHome();

    static Stream<String> faults() {
        return Boolean.getBoolean("sluice.torture")
                ? CALLS.stream().flatMap(call -> ERRORS.stream().map(error -> call + " " + error))
                : FEW.stream();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void nothingIsLostOrRejectedAndAllIsPublishedOnceTheFaultIsOver(String fault) throws Exception {
        home.set("sluice.fault.retry_seconds_max", "1");
        Deliveries deliveries = Deliveries.of(31, 40, 0);
        SluiceProcess sluice = home.watch();
        Path trace = home.data().resolve("strace.out");
        Process strace = attach(sluice.pid(), fault.split(" "), trace);
        try {
            deliveries.deliverTo(home);
            FaultyHome.await(fault + " was injected, or the call is not made for so few files")
                    .ignoreExceptions()
                    .until(() -> isInjected(trace)
                            || LedgerRows.states(home.ledger()).size()
                                    == deliveries.files().size());
            assumeTrue(isInjected(trace), fault + ": the call was not made");
            Zones.assertOnlyWholeFiles(home, deliveries);
        } finally {
            new ProcessBuilder("kill", "-INT", Long.toString(strace.pid()))
                    .start()
                    .waitFor();
            assertThat(strace.waitFor(30, TimeUnit.SECONDS))
                    .as("strace lets go")
                    .isTrue();
        }
        for (String file : deliveries.files().keySet()) {
            home.awaitRecorded(file, "VALIDATED");
        }
        assertThat(sluice.running()).as("no restart was needed").isTrue();
        sluice.terminate();
        assertThat(sluice.ended().exitCode()).isEqualTo(143);
        Zones.assertOneCopyOfEach(home, deliveries);
        assertThat(home.said("Defect in Sluice")).isZero();
    }

    private static boolean isInjected(Path trace) throws IOException {
        return Files.readString(trace).contains("INJECTED");
    }

    private Process attach(long pid, String[] fault, Path trace) throws IOException, InterruptedException {
        String inject = "inject=" + fault[0] + ":error=" + fault[1] + ":when=1+2";
        Files.createFile(trace);
        Path said = Files.createFile(home.data().resolve("strace.err"));
        Process strace;
        try {
            strace = new ProcessBuilder(
                            "strace",
                            "-f",
                            "-o",
                            trace.toString(),
                            "-e",
                            "trace=" + fault[0],
                            "-e",
                            inject,
                            "-p",
                            "" + pid)
                    .redirectError(said.toFile())
                    .start();
        } catch (IOException missing) {
            return abort("strace is not installed: " + missing.getMessage());
        }
        FaultyHome.await("strace has attached or given up")
                .until(() -> Files.readString(said).contains("attached") || !strace.isAlive());
        assumeTrue(strace.isAlive(), () -> "strace may not attach to a process here");
        return strace;
    }
}
