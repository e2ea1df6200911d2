package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.Home.Outcome;
import io.sluice.event.Counts;
import io.sluice.event.FaultFile;
import io.sluice.event.OpenFault;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Decision;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Scan;
import io.sluice.ledger.State;
import io.sluice.ledger.lease.RunLock;
import io.sluice.ledger.sqlite.SqliteLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusCommandTest {
    private static final String RUN = "20240115T103000Z-4f2a";
    private static final Instant START = Instant.parse("2024-01-15T10:30:00Z");

    private final Home home;
    private final Path ledger;

    StatusCommandTest(@TempDir Path directory) throws Exception {
        home = Home.in(directory);
        ledger = home.path().resolve("data/_ledger/ledger.db");
        home.write("routes/sources/sff.camel.yaml", "");
        home.write("routes/sources/open_philanthropy.camel.yaml", "");
        home.write("routes/sources/notes.txt", "");
    }

    @Test
    void beforeTheFirstRunItSaysHowToStartOneAndCreatesNothing() throws Exception {
        Outcome outcome = home.sluice("status");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .containsSubsequence("open_philanthropy", "never", "sff", "never", "none yet", "sluice run --once")
                .contains("none is running", "data/_ledger/ledger.db is not there yet")
                .doesNotContain("notes");
        assertThat(sources()).allSatisfy(source -> {
            assertThat(source.get("validated").isNumber()).isTrue();
            assertThat(source.get("validated").longValue()).isZero();
            assertThat(source.get("rejected").isNumber()).isTrue();
        });
        assertThat(home.path().resolve("data")).doesNotExist();
    }

    @Test
    void withoutAnySourceItSaysWhereToDeclareOne(@TempDir Path empty) throws Exception {
        assertThat(Home.in(empty).sluice("status").out()).contains("No source is declared", "routes/sources");
    }

    @Test
    void sourcesOfRoutesAndLedgerAreShownWithWhatTheyCameTo() throws Exception {
        recordARun(START.plusSeconds(2));

        Outcome outcome = home.sluice("status");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .containsPattern("former \\(no route file\\) +\\| +1 \\| +0 \\| +- \\| never")
                .containsPattern("open_philanthropy +\\| +0 \\| +0 \\| +- \\| never")
                .containsPattern("sff +\\| +1 \\| +1 \\| +3 \\| 2024-01-15T10:30:01Z")
                .contains(RUN + " (once), 2024-01-15T10:30:00Z, took 2.00 s")
                .contains("1,205 seen, 1 validated, 1 rejected, 1,200 already processed, 3 pending")
                .contains("data/_ledger/ledger.db, ", ", ok");
        assertThat(outcome.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void jsonHasStableKeys() throws Exception {
        recordARun(null);

        JsonNode json =
                new ObjectMapper().readTree(home.sluice("status", "--json").out());

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "sources",
                        "stages",
                        "undeclared",
                        "alarms",
                        "last_run",
                        "process",
                        "disk",
                        "ledger",
                        "faults",
                        "faults_at",
                        "unseen");
        assertThat(json.get("sources").get(2).toString())
                .isEqualTo("{\"source\":\"sff\",\"declared\":true,\"validated\":1,\"rejected\":1,\"pending\":3,"
                        + "\"seen\":1205,\"ignored\":7,\"last_look\":\"2024-01-15T10:30:01Z\"}");
        assertThat(json.get("sources").get(0).get("declared").booleanValue()).isFalse();
        assertThat(json.get("last_run").get("run").textValue()).isEqualTo(RUN);
        assertThat(json.get("last_run").get("ended_at").isNull()).isTrue();
        assertThat(json.get("last_run").get("already_processed").longValue()).isEqualTo(1_200);
        assertThat(json.get("process").isNull()).isTrue();
        assertThat(json.get("disk").get("free_bytes").longValue()).isPositive();
        assertThat(json.get("ledger").get("state").textValue()).isEqualTo("ok");
    }

    @Test
    void runWithoutAnEndWasCutOffUnlessItsProcessLives() throws Exception {
        recordARun(null);

        assertThat(home.sluice("status").out()).contains("was cut off before its end", "none is running");
        try (RunLock held = RunLock.acquire(ledger.resolveSibling("."), "watch", RUN, START)) {
            assertThat(held).isNotNull();
            assertThat(home.sluice("status").out())
                    .contains("goes on")
                    .contains("process " + ProcessHandle.current().pid() + " (watch, run " + RUN + "), started at");
            assertThat(new ObjectMapper()
                            .readTree(home.sluice("status", "--json").out())
                            .get("process")
                            .get("pid")
                            .longValue())
                    .isEqualTo(ProcessHandle.current().pid());
        }
    }

    @Test
    void savedFaultsSayWhyFilesArePending() throws Exception {
        recordARun(null);
        OpenFault fault = new OpenFault(
                EnvironmentFault.Kind.DISK_SPACE,
                "Insufficient disk space: no room",
                START,
                14,
                List.of("open_philanthropy", "sff"));
        FaultFile file = new FaultFile(home.path().resolve("logs"));
        file.prepare(START);
        file.save(new FaultFile.Saved(START.plusSeconds(5), List.of(fault), RUN, 0, List.of()));

        assertThat(home.sluice("status").out())
                .contains(
                        """
                         Pending   3, because, as of 2024-01-15T10:30:05Z:
                                   Insufficient disk space: no room
                                     since 2024-01-15T10:30:00Z, met 14 times, open_philanthropy, sff
                        """);
        JsonNode json =
                new ObjectMapper().readTree(home.sluice("status", "--json").out());
        assertThat(json.get("faults").toString())
                .isEqualTo("[{\"kind\":\"disk_space\",\"message\":\"Insufficient disk space: no room\","
                        + "\"since\":\"2024-01-15T10:30:00Z\",\"times\":14,"
                        + "\"sources\":[\"open_philanthropy\",\"sff\"]}]");
        assertThat(json.get("faults_at").textValue()).isEqualTo("2024-01-15T10:30:05Z");

        file.save(new FaultFile.Saved(START.plusSeconds(9), List.of(), RUN, 0, List.of()));
        assertThat(home.sluice("status").out()).doesNotContain("because");
        home.write("logs/faults.json", "{\"at\":\"2024-01-");
        assertThat(home.sluice("status").exitCode()).isZero();
    }

    @Test
    void unreadableLedgerIsSaidWithTheRestOfTheStatus() throws Exception {
        home.write("data/_ledger/ledger.db", "this was a ledger once".repeat(1_000));

        Outcome people = home.sluice("status");
        Outcome programs = home.sluice("status", "--json");

        assertThat(people.exitCode()).isEqualTo(5);
        assertThat(people.out()).contains("sff", "unknown, because the ledger cannot be read", "unreadable: ");
        assertThat(programs.exitCode()).isEqualTo(5);
        assertThat(new ObjectMapper()
                        .readTree(programs.out())
                        .get("ledger")
                        .get("state")
                        .textValue())
                .isEqualTo("unreadable");
        assertThat(sources()).allSatisfy(source -> {
            assertThat(source.get("validated").isNull()).isTrue();
            assertThat(source.get("rejected").isNull()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "routes/sources, could not list the route files in",
        "logs/faults.json, could not read",
        "data/_ledger/run.lock, could not use the run lock"
    })
    void whatCannotBeSeenHidesNothingElse(String unseen, String words) throws Exception {
        recordARun(START.plusSeconds(2));
        Path path = home.path().resolve(unseen);
        if (Files.exists(path)) {
            Files.move(path, home.path().resolve("away"));
        }
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, path);

        Outcome people = home.sluice("status");
        Outcome programs = home.sluice("status", "--json");
        JsonNode json = new ObjectMapper().readTree(programs.out());

        assertThat(people.exitCode()).isEqualTo(5);
        assertThat(programs.exitCode()).isEqualTo(5);
        assertThat(people.out())
                .containsPattern("sff +\\| +1 \\| +1 \\| +3 \\| 2024-01-15T10:30:01Z")
                .contains("took 2.00 s", "data/_ledger/ledger.db, ", ", ok")
                .containsPattern(" Unknown +Input/output error: " + words);
        assertThat(json.get("unseen")).singleElement().asString().contains(words);
        boolean lock = unseen.endsWith("lock");
        assertThat(people.out().contains("none is running")).isNotEqualTo(lock);
        assertThat(json.get("process").isNull()).isNotEqualTo(lock);
        assertThat(json.at("/process/pid").isNull()).isEqualTo(lock);
        assertThat(json.get("faults").isNull()).isEqualTo(unseen.endsWith("json"));
        assertThat(json.at("/alarms/raw_changed").isNull()).isEqualTo(unseen.endsWith("json"));
        assertThat(json.get("sources").get(0).get("declared").isNull()).isEqualTo(unseen.endsWith("sources"));
        assertThat(people.out().contains("no route file")).isNotEqualTo(unseen.endsWith("sources"));
    }

    @Test
    void ledgerThatIsGoneWithItsDirectoryIsNoFirstStart() throws Exception {
        recordARun(null);
        FaultFile file = new FaultFile(home.path().resolve("logs"));
        file.prepare(START);
        file.save(new FaultFile.Saved(START.plusSeconds(5), List.of(), RUN, 0, List.of()));
        Files.move(home.path().resolve("data"), home.path().resolve("moved"));

        Outcome outcome = home.sluice("status");

        assertThat(outcome.exitCode()).isEqualTo(5);
        assertThat(outcome.out())
                .containsPattern("sff +\\| +unknown \\| +unknown \\| +unknown \\| unknown")
                .contains(
                        "unknown, because the ledger is gone", "data/_ledger/ledger.db is gone: put it back, or start")
                .doesNotContain("none yet", "never");
        assertThat(sources())
                .allSatisfy(
                        source -> assertThat(source.get("validated").isNull()).isTrue());
    }

    private JsonNode sources() throws Exception {
        return new ObjectMapper()
                .readTree(home.sluice("status", "--json").out())
                .get("sources");
    }

    private void recordARun(@Nullable Instant end) throws Exception {
        try (SqliteLedger writing = SqliteLedger.open(ledger)) {
            writing.runStarted(RUN, "once", START);
            writing.enter(decision("sff", "a.json", State.VALIDATED));
            writing.enter(decision("sff", "b.json", State.REJECTED));
            writing.enter(decision("former", "c.json", State.VALIDATED));
            writing.scanned(new Scan("sff", RUN, START.plusSeconds(1), new Counts(1, 1, 1_200, 3, 0, 7, 40)));
            writing.runCounted(RUN, new Counts(1, 1, 1_200, 3, 0, 0, 40), end);
        }
    }

    private static Decision decision(String source, String path, State state) {
        boolean published = state == State.VALIDATED;
        String sha256 = "0123456789abcdef".repeat(4);
        return new Decision(
                new FileId(source, path),
                20,
                1,
                0,
                sha256,
                state,
                "grant_v1",
                sha256,
                published ? source + "/" + path : null,
                published ? sha256 : null,
                null,
                published ? 0 : 1,
                RUN,
                START,
                START);
    }
}
