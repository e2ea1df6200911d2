package io.sluice.ledger.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.Version;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed at any moment leaves what it acknowledged. */
class SqliteLedgerCrashTest {

    @Test
    void killLeavesEveryAcknowledgedDecisionAndAtMostTheOnesInFlight(@TempDir Path directory) throws Exception {
        Path path = directory.resolve("ledger.db");
        long acknowledgedBefore = 0;
        long inFlightBefore = 0;
        for (int kill = 1; kill <= 3; kill++) {
            List<String> acknowledged = acknowledgedUntilKilled(path, kill);

            try (SqliteLedger ledger = SqliteLedger.open(path)) {
                for (String each : acknowledged) {
                    assertThat(ledger.current(Decisions.file(each)).map(Version::sha256))
                            .as(each)
                            .contains(Decisions.sha256(each));
                }
                long inFlight = ledger.totals().get(0).validated() - acknowledgedBefore - acknowledged.size();
                assertThat(inFlight).isBetween(inFlightBefore, inFlightBefore + RecordingProcess.THREADS);
                inFlightBefore = inFlight;
                acknowledgedBefore += acknowledged.size();
            }
        }
    }

    private static List<String> acknowledgedUntilKilled(Path ledger, int round) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        // A killed process leaves its unpacked native library behind.
                        "-Dorg.sqlite.tmpdir=" + ledger.getParent(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RecordingProcess.class.getName(),
                        ledger.toString(),
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith(RecordingProcess.ACKNOWLEDGED)) {
                    continue;
                }
                acknowledged.add(line.substring(RecordingProcess.ACKNOWLEDGED.length()));
                if (acknowledged.size() == 200 * round) {
                    // Not Process.destroyForcibly(), which also closes the stream that is still to be read.
                    assertThat(process.toHandle().destroyForcibly()).isTrue();
                }
            }
        }
        return acknowledged;
    }
}
