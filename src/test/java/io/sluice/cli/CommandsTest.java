package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.Home.Outcome;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.lease.AlreadyRunning;
import io.sluice.ledger.lease.RunLock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandsTest {
    private final Home home;

    CommandsTest(@TempDir Path directory) throws Exception {
        home = Home.in(directory);
    }

    @Test
    void helpListsEveryCommandAndEveryExitCode() {
        Outcome outcome = home.sluice("--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("validate", "status", "Examples:");
        for (ExitCode exitCode : ExitCode.values()) {
            assertThat(outcome.out()).containsPattern(" " + exitCode.code() + " +\\S");
        }
        assertThat(outcome.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void everyCommandHasHelpWithExamples() {
        for (String command : Commands.whole().getSubcommands().keySet()) {
            if (command.equals("help")) {
                continue;
            }
            Outcome outcome = home.sluice(command, "--help");

            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out()).contains("Usage: sluice " + command, "Examples:\n  ", "--home");
            assertThat(outcome.out().lines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        }
    }

    @Test
    void bashCompletesCommandsAndTheirOptions(@TempDir Path scripts) throws Exception {
        Path script = Files.writeString(
                scripts.resolve("completion"), home.sluice("completion").out());

        assertThat(completed(script, "sluice", "st")).containsExactly("status", "stage");
        assertThat(completed(script, "sluice", "config", "ch")).containsExactly("check");
        assertThat(completed(script, "sluice", "run", "--o")).containsExactly("--once");
    }

    private static List<String> completed(Path script, String... words) throws Exception {
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source '" + script + "'; compopt() { :; }; COMP_WORDS=(" + String.join(" ", words)
                                + "); COMP_CWORD=" + (words.length - 1)
                                + "; _complete_sluice; echo \"${COMPREPLY[*]}\"")
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return List.of(out.strip().split(" "));
    }

    @Test
    void helpIsACommandToo() {
        assertThat(home.sluice("help").out()).isEqualTo(home.sluice("--help").out());
        assertThat(home.sluice("help", "validate")).isEqualTo(home.sluice("validate", "--help"));
    }

    @Test
    void nothingAskedIsWrongUsage() {
        Outcome outcome = home.sluice();

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("Usage: sluice", "validate", "status");
    }

    /** Linux answers the first read of this file with EIO. */
    @Test
    void aDiskThatFailsIsNoWrongConfiguration() throws Exception {
        Path failing = Path.of("/proc/self/mem");
        Outcome settings = home.sluice("status", "--config", failing.toString());
        assertThat(settings.exitCode()).isEqualTo(5);
        assertThat(settings.err()).startsWith("Input/output error: ").contains(failing.toString());

        Files.createSymbolicLink(home.path().resolve("config/schemas/failing.json"), failing);
        Outcome schema =
                home.sluice("validate", "--directory", home.path().toString(), "--schema", "failing", "--json");
        assertThat(schema.exitCode()).isEqualTo(5);
        assertThat(schema.err()).startsWith("Input/output error: ").contains("failing.json");
        assertThat(schema.out()).contains("\"refused\" : true", "\"exit\" : 5");
    }

    @Test
    void misspeltCommandIsWrongUsageWithASuggestion() {
        Outcome outcome = home.sluice("statsu");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("'statsu'", "Did you mean: sluice status", "Try 'sluice --help'.");
    }

    @Test
    void unknownOptionIsWrongUsage() {
        Outcome outcome = home.sluice("status", "--jsn");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--jsn", "Try 'sluice status --help'.");
    }

    @Test
    void problemsInTheSettingsAreAllSaid() throws Exception {
        home.write("my.properties", "sluice.workers = many\nsluice.stable.second = 1\n");

        Outcome outcome = home.sluice("status", "--config", "my.properties");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("my.properties:1: sluice.workers = many", "my.properties:2: ");
    }

    @Test
    void homeOptionWinsOverTheLaunchersDirectory(@TempDir Path other) throws Exception {
        Files.createDirectories(other.resolve("config"));
        Files.writeString(other.resolve("config/application.properties"), "sluice.raw.directory =");

        Outcome before = home.sluice("--home", other.toString(), "status");
        Outcome after = home.sluice("status", "--home", other.toString());

        assertThat(before.exitCode()).isEqualTo(2);
        assertThat(before.err()).contains(other + "/config/application.properties:1:");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void environmentFaultsAndRunningProcessesHaveTheirExitCodes() throws Exception {
        Path place = home.path();

        assertThat(failing(new EnvironmentFault(EnvironmentFault.Kind.DISK_SPACE, place, "no room")))
                .isEqualTo(new Outcome(5, "", "Insufficient disk space: no room\n"));
        assertThat(failing(new EnvironmentFault(EnvironmentFault.Kind.INTEGRITY, place, "other bytes"))
                        .exitCode())
                .isEqualTo(4);
        try (RunLock held = RunLock.acquire(place, "watch", "20240115T103000Z-4f2a", Instant.now())) {
            assertThat(held).isNotNull();
            AlreadyRunning refused = Assertions.catchThrowableOfType(
                    AlreadyRunning.class, () -> RunLock.acquire(place, "once", "other", Instant.now()));
            assertThat(failing(refused).exitCode()).isEqualTo(3);
            assertThat(failing(refused).err())
                    .contains("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void defectIsSaidWithoutAStackTrace() {
        Outcome outcome = failing(new IllegalStateException("counted wrong"));

        assertThat(outcome.exitCode()).isEqualTo(70);
        assertThat(outcome.err())
                .contains("defect in Sluice", "counted wrong", "--debug")
                .doesNotContain("\tat ");
    }

    @Test
    void aDefectIsAnObjectForPrograms() throws Exception {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new StatusCommand(new Sluice()).spec())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(new StringWriter()));
        command.parseArgs("--json");

        assertThat(Failures.defect(command, new StackOverflowError())).isEqualTo(70);
        JsonNode object = new ObjectMapper().readTree(out.toString());
        assertThat(object.get("refused").asBoolean()).isTrue();
        assertThat(object.get("exit").asInt()).isEqualTo(70);
        assertThat(object.get("message").asText()).contains("defect in Sluice", "StackOverflowError");
    }

    private static Outcome failing(Exception failure) {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new Sluice().spec()).setErr(new PrintWriter(err, true));
        CommandLine.ParseResult parsed = command.parseArgs();
        return new Outcome(new Failures().handleExecutionException(failure, command, parsed), "", err.toString());
    }
}
