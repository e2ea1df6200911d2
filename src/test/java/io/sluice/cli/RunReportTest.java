package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.Settings;
import io.sluice.config.SettingsFile;
import io.sluice.event.Alarms;
import io.sluice.event.Counts;
import io.sluice.event.Event;
import io.sluice.event.FileRef;
import io.sluice.event.OpenFault;
import io.sluice.event.RunSummary;
import io.sluice.fault.EnvironmentFault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
    private List<OpenFault> faults = List.of();
    private List<String> partial = List.of();
    private Alarms alarms = Alarms.NONE;

    private static final Instant START = Instant.parse("2024-01-15T10:30:00Z");

    private final Settings settings;

    RunReportTest(@TempDir Path home) throws Exception {
        settings = SettingsFile.read(home, Files.createFile(home.resolve("empty.properties")), Map.of());
    }

    @Test
    void tellsCountsReasonsAndWhereToLookNext() throws Exception {
        String report = report(
                2,
                List.of(
                        rejection("2024/b.json", "The amount is \"lots\" and not a number.", 3),
                        rejection("c\n.json", "The file ends too early.", 1)));

        assertThat(report + "\n")
                .isEqualTo(Files.readString(Path.of("src/test/resources/cases/run-report/expected.txt")));
        assertThat(report.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void rejectionsBeyondTheFirstAreCounted() {
        List<Event.FileRejected> rejections = IntStream.range(0, 12)
                .mapToObj(file -> rejection(file + ".json", "The file is empty.", 1))
                .toList();

        assertThat(report(1_500, rejections)).contains(" … and 1,490 more").doesNotContain("10.json");
    }

    @Test
    void withoutRejectionsNoDeadLettersAreNamed() {
        assertThat(report(0, List.of())).doesNotContain("Rejected\n", "dead-letter", "…");
    }

    private Event.FileRejected rejection(String file, String message, long errors) {
        return new Event.FileRejected(
                new FileRef("20240115T103000Z-4f2a", "validate", "sff", file),
                1,
                "0".repeat(64),
                20,
                0.01,
                "empty_file",
                "line 3, column 15",
                "/0/amount",
                message,
                errors,
                settings.deadLetter().resolve("sff/" + file + ".reason.json"));
    }

    @Test
    void alarmsSayWhichAndWhatToDo() {
        alarms = new Alarms(7, List.of("sff/a.json", "sff/b.json"), List.of("grant_v1"), 2);

        assertThat(report(0, List.of()))
                .contains(
                        """
                        Alarms
                         7 raw files were changed after the decision: sff/a.json, sff/b.json and 5 more
                           ask the supplier why; the log has the hashes (Checksum mismatch), what was published before is kept in data/_backups/runs
                         the schema grant_v1 was edited after it was used
                           restore it, and put the change into a new version under a new name
                         2 in data/raw/funding_sources of no source: nobody takes them; sluice status names them
                        """);
    }

    @Test
    void whatCouldNotBeSeenIsNoZero() {
        partial = List.of("sff");

        assertThat(report(0, List.of()))
                .containsPattern("open_philanthropy +\\| +20,004 \\|.*\\| +0 \\| +0\n")
                .containsPattern("sff +\\| +3\\+ \\|.*\\| +1\\+ \\| +1\n")
                .containsPattern("all +\\| +20,007\\+ \\|.*\\| +1\\+ \\|")
                .contains("\n + and what could not be seen of sff; why stands below\n");
    }

    @Test
    void openFaultsAreNamed() {
        faults = List.of(new OpenFault(
                EnvironmentFault.Kind.DISK_SPACE, "Insufficient disk space: no room", START, 2, List.of("sff")));

        assertThat(report(0, List.of()))
                .contains("Left pending, because\n Insufficient disk space: no room\n   met 2 times, sff\n");
    }

    private String report(long rejected, List<Event.FileRejected> rejections) {
        Counts philanthropy = new Counts(20_000, 0, 4, 0, 0, 0, 81_920_000);
        Counts sff = new Counts(2, rejected, 0, 1, 1, 2, 4_096);
        RunSummary summary = new RunSummary(
                "20240115T103000Z-4f2a",
                "once",
                START,
                START.plusSeconds(7),
                7,
                new TreeMap<>(Map.of("open_philanthropy", philanthropy, "sff", sff)),
                partial,
                List.of(),
                faults,
                0,
                alarms);
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        new RunReport(settings, summary).printTo(writer, rejections);
        return out.toString().stripTrailing();
    }
}
