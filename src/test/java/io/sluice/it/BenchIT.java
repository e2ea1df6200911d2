package io.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the bench working: every mode with a few files, in one run. What took how long is not judged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BenchIT {
    private static final int SECONDS_MAX = 600;

    private Path directory;
    private Path results;
    private Ended bench;
    private JsonNode figures;

    @BeforeAll
    void runEveryMode(@TempDir Path temporary) throws Exception {
        directory = temporary;
        results = Files.writeString(directory.resolve("results.json"), "{\"earlier\": {\"rounds\": 7}}");
        bench = run(
                "bench/run",
                "--throughput",
                "--files=60",
                "--sizes=20,40",
                "--durability=batch,none",
                "--known=50",
                "--idle=1",
                "--rounds=1",
                "--launcher=" + launcher(),
                "--directory=" + Files.createDirectory(directory.resolve("work")),
                "--results=" + results);
        figures = SluiceHome.json(results);
    }

    /** The jar that Maven has just built: {@code ./sluice} might begin to build another one. */
    private Path launcher() throws Exception {
        Path launcher = Files.createFile(
                directory.resolve("sluice"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Files.writeString(
                launcher,
                """
                #!/bin/sh
                exec '%s/bin/java' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar '%s' "$@"
                """
                        .formatted(
                                System.getProperty("java.home"),
                                Path.of("target/sluice.jar").toAbsolutePath()));
    }

    private static Ended run(String script, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(script));
        for (String option : options) {
            command.addAll(List.of(option.split("=", 2)));
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try (RunningSluice running = RunningSluice.of(builder)) {
            return running.endedWithin(SECONDS_MAX);
        }
    }

    @Test
    void endsWellAndLeavesNothingBehind() throws Exception {
        assertThat(bench.exitCode()).as(bench.err()).isZero();
        assertThat(directory.resolve("work")).isEmptyDirectory();
    }

    @Test
    void printsTheTablesOfTheModes() {
        assertThat(bench.out()
                        .lines()
                        .filter(line -> line.startsWith("| "))
                        .map(line -> line.split("\\|", -1)[1].strip()))
                .containsSubsequence("60 files", "floor", "loop", "stock", "sluice", "20 files", "sluice")
                .containsSubsequence("files", "20", "40", "files", "20", "40")
                .containsSubsequence("sluice.publish.durability", "batch", "none")
                .contains("50 known files in one directory", "idle: CPU ms per poll");
    }

    @Test
    void keepsTheFiguresOfEveryModeWithTheirMachineBesideEarlierOnes() {
        assertThat(figures.at("/earlier/rounds").asInt()).isEqualTo(7);
        for (String mode : List.of("throughput", "sizes", "durability", "known")) {
            assertThat(figures.get(mode).required("machine").fieldNames())
                    .toIterable()
                    .contains("cores", "memory_mib", "kernel", "java", "file_system", "commit");
        }
        assertNumbers(
                "/throughput",
                "data/files",
                "data/bad_files",
                "contenders/floor/ratio_to_floor/median",
                "contenders/loop/first_published_seconds/median",
                "contenders/stock/files_per_second/median",
                "contenders/sluice/seconds/all/0",
                "contenders/sluice/cpu_seconds/median",
                "contenders/sluice/peak_rss_mib/median",
                "contenders/sluice/first_published_seconds/median",
                "contenders/sluice/ledger_bytes_per_file",
                "start/first_published_seconds/median",
                "start/status_seconds/median");
        assertNumbers(
                "/sizes/by_files/40",
                "contenders/floor/micros_per_file/median",
                "contenders/sluice/cpu_micros_per_file/median",
                "contenders/sluice/micros_per_file_beyond_start/median",
                "contenders/sluice/ledger_bytes_per_file",
                "status_seconds/median");
        assertNumbers(
                "/durability/durability",
                "batch/files_per_second/median",
                "batch/cpu_seconds/median",
                "none/files_per_second/median");
        assertNumbers(
                "/known",
                "start_to_first_published_seconds/median",
                "idle_cpu_ms_per_second",
                "idle_cpu_ms_per_poll",
                "arrival_to_published_seconds/all/4",
                "peak_rss_mib");
    }

    private void assertNumbers(String section, String... paths) {
        for (String path : paths) {
            assertThat(figures.at(section + "/" + path).isNumber())
                    .as(section + "/" + path)
                    .isTrue();
        }
    }

    @Test
    void theFiguresArePrintedAndDrawnAgainFromTheResults() throws Exception {
        assertThat(run("bench/table", results.toString()).out()).isEqualTo(bench.out());
        Path plot = directory.resolve("plot.svg");
        assertThat(run("bench/plot", results.toString(), plot.toString()).exitCode())
                .isZero();
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(plot.toFile())
                        .getElementsByTagName("polyline")
                        .getLength())
                .isEqualTo(6);
    }
}
