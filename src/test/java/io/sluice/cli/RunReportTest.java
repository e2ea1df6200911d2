package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.check.finding.Finding;
import io.sluice.check.finding.FindingCode;
import io.sluice.check.finding.Severity;
import io.sluice.config.Settings;
import io.sluice.config.SettingsFile;
import io.sluice.event.Counts;
import io.sluice.event.OpenFault;
import io.sluice.event.RunSummary;
import io.sluice.event.SourceCounts;
import io.sluice.fault.EnvironmentFault;
import io.sluice.zone.Rejection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
    private List<OpenFault> faults = List.of();

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
        assertThat(report.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(110));
    }

    @Test
    void rejectionsBeyondTheFirstAreCounted() {
        List<Rejection> rejections = IntStream.range(0, 12)
                .mapToObj(file -> rejection(file + ".json", "The file is empty.", 1))
                .toList();

        assertThat(report(1_500, rejections)).contains(" … and 1,490 more").doesNotContain("10.json");
    }

    @Test
    void withoutRejectionsNoDeadLettersAreNamed() {
        assertThat(report(0, List.of())).doesNotContain("Rejected\n", "dead-letter", "…");
    }

    private Rejection rejection(String file, String message, long errors) {
        Finding finding = new Finding(
                Severity.ERROR, FindingCode.EMPTY_FILE, "type", "/0/amount", 3, 15, null, message, null, null);
        return new Rejection(
                "sff", file, finding, errors, settings.deadLetter().resolve("sff/" + file + ".reason.json"));
    }

    @Test
    void openFaultsAreNamed() {
        faults = List.of(new OpenFault(
                EnvironmentFault.Kind.DISK_SPACE, "Insufficient disk space: no room", START, 2, List.of("sff")));

        assertThat(report(0, List.of()))
                .contains("Left pending, because\n Insufficient disk space: no room\n   met 2 times, sff\n");
    }

    private String report(long rejected, List<Rejection> rejections) {
        SourceCounts philanthropy =
                new SourceCounts("open_philanthropy", new Counts(20_000, 0, 4, 0, 0, 0, 81_920_000), 6.5);
        SourceCounts sff = new SourceCounts("sff", new Counts(2, rejected, 0, 1, 1, 2, 4_096), 0.5);
        RunSummary summary = new RunSummary(
                "20240115T103000Z-4f2a",
                "once",
                START,
                START.plusSeconds(7),
                7,
                List.of(philanthropy, sff),
                faults,
                0,
                0);
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        new RunReport(settings, summary).printTo(writer, rejections);
        return out.toString().stripTrailing();
    }
}
