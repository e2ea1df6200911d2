package io.sluice.event.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.fault.EnvironmentFault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.logstash.logback.argument.StructuredArguments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shipped {@code config/logback.xml}, with real files. */
class LoggingTest {
    private static final Path SHIPPED = Path.of("config/logback.xml").toAbsolutePath();
    private static final Logger VALIDATION = LoggerFactory.getLogger("validation");

    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private final PrintStream realStderr = System.err;

    private Path home;

    @BeforeEach
    void captureStderr(@TempDir Path home) {
        this.home = home;
        System.setErr(new PrintStream(stderr, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        Logging.none();
        System.setErr(realStderr);
    }

    @Test
    void rejectionReadsAsOperatorsGrepForIt() throws Exception {
        Logging.start(home, SHIPPED, home.resolve("logs"));
        VALIDATION.error("Validation failed for {}", "sff/2024-01-15.json");
        assertThat(log())
                .singleElement()
                .asString()
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z ERROR validation:"
                        + " Validation failed for sff/2024-01-15\\.json");
    }

    @Test
    void whatACommandTellsItselfStaysInTheLogAndOffStderr() throws Exception {
        Logging.start(home, SHIPPED, home.resolve("logs"));
        Logging.keepOffStderr("validation");
        VALIDATION.error("Validation failed for {}", "sff/2024-01-15.json");
        LoggerFactory.getLogger("environment").error("Permission denied");
        assertThat(log()).hasSize(2);
        assertThat(stderr.toString(StandardCharsets.UTF_8).strip()).isEqualTo("ERROR environment: Permission denied");
    }

    @Test
    void lineForProgramsIsOneJsonObjectWithTheArgumentsAsFields() throws Exception {
        Logging.start(home, SHIPPED, home.resolve("logs"));
        VALIDATION.error(
                "Validation failed for {}",
                StructuredArguments.value("file", "2024-01-15.json"),
                StructuredArguments.keyValue("source", "sff"));
        VALIDATION.atInfo().addKeyValue("run", "20240115T103000Z-4f2a").log("already processed: 3");
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(home.resolve("logs/migration/migration.json"))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines).hasSize(2);
        JsonNode first = lines.get(0);
        assertThat(first.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("timestamp", "level", "logger", "message", "thread", "file", "source");
        assertThat(first.get("timestamp").textValue()).endsWith("Z").satisfies(Instant::parse);
        assertThat(first.get("file").textValue()).isEqualTo("2024-01-15.json");
        assertThat(lines.get(1).get("run").textValue()).isEqualTo("20240115T103000Z-4f2a");
    }

    @Test
    void onlyWarningsAndErrorsGoToStderr() throws Exception {
        Logging.start(home, SHIPPED, home.resolve("logs"));
        VALIDATION.info("Processing file");
        VALIDATION.warn("raw changed");
        assertThat(stderr.toString(StandardCharsets.UTF_8)).isEqualTo("WARN validation: raw changed" + lineEnd());
        assertThat(log()).hasSize(2);
    }

    @Test
    void fileNameWithLineBreakCannotForgeALine() throws Exception {
        Logging.start(home, SHIPPED, home.resolve("logs"));
        VALIDATION.error("Processing file {}", "a\n2024-01-15T10:30:00Z INFO forged\r\u001b[2J\u2028.json");
        assertThat(log())
                .singleElement()
                .asString()
                .endsWith("a\\n2024-01-15T10:30:00Z INFO forged\\r\\u001b[2J\\u2028.json");
        assertThat(stderr.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    }

    @Test
    void linesOfAnExceptionStandBehindABar() throws Exception {
        Logging.start(home, SHIPPED, home.resolve("logs"));
        VALIDATION.error("Defect", new IllegalStateException("a\n2024-01-15T10:30:00Z INFO forged"));
        List<String> lines = log();
        assertThat(lines.subList(1, lines.size())).isNotEmpty().allMatch(line -> line.startsWith("    | "));
    }

    @Test
    void lineThatEveryFileHasWaitsForOthersOrTheClock() throws Exception {
        Logging.start(home, SHIPPED, home.resolve("logs"));
        VALIDATION.info("Processing file {}", "a.json");
        VALIDATION.info("Processing file {}", "b.json");
        await().untilAsserted(() -> assertThat(log()).hasSize(2));
        VALIDATION.info("Processing file {}", "c.json");
        await().untilAsserted(() -> assertThat(log()).hasSize(3));
        VALIDATION.info("Processing file {}", "d.json");
        VALIDATION.error("Validation failed for {}", "d.json");
        VALIDATION.info("Processing file {}", "e.json");
        await().untilAsserted(() -> assertThat(log()).hasSize(6));
        VALIDATION.info("Processing file {}", "f.json");
        await().untilAsserted(() -> assertThat(log()).hasSize(7));
    }

    @Test
    void anyOtherLineIsThereAtOnceAndBehindThoseBeforeIt() throws Exception {
        Logging.start(home, SHIPPED, home.resolve("logs"));
        VALIDATION.info("Processing file {}", "a.json");
        VALIDATION.error("Processing file {} failed", "a.json");
        assertThat(log()).hasSize(2).first().asString().contains("INFO ");
        VALIDATION.info("Processing file {}", "b.json");
        VALIDATION.info("already processed: 3");
        assertThat(log()).hasSize(4).last().asString().endsWith("already processed: 3");
    }

    @Test
    void nothingWaitsAnyMoreWhenLoggingEnds() throws Exception {
        Logging.start(home, SHIPPED, home.resolve("logs"));
        VALIDATION.info("Processing file {}", "a.json");
        Logging.end();
        assertThat(log()).hasSize(1);
        VALIDATION.info("Processing file {}", "b.json");
        assertThat(log()).hasSize(2);
    }

    @Test
    void librariesAreHeardFromWarnUpwards() throws Exception {
        Logging.start(home, SHIPPED, home.resolve("logs"));
        LoggerFactory.getLogger("org.apache.camel.component.file.GenericFileOnCompletion")
                .info("chatter");
        LoggerFactory.getLogger("org.flywaydb.core.FlywayExecutor").info("chatter");
        assertThat(log()).isEmpty();
    }

    @Test
    void directoryWithBlanksBracketsAndUmlautsIsTakenLiterally() throws Exception {
        Path logs = home.resolve("a b (1) ü");
        Logging.start(home, SHIPPED, logs);
        VALIDATION.info("here");
        assertThat(logs.resolve("migration/migration.log")).content().contains("here");
    }

    /** As a directory, with everything that the library does with its files: lines, a new file, old files that go. */
    @Test
    void directoryOfEveryNameIsTakenLiterallyOrRefused() throws Exception {
        List<String> refused = new ArrayList<>();
        StringBuilder all = new StringBuilder();
        for (int character : IntStream.concat(IntStream.rangeClosed(1, '~'), "éü中🌉\u00a0".codePoints())
                .filter(character -> character != '/')
                .toArray()) {
            String text = Character.toString(character);
            Path logs = home.resolve("a" + text + "b");
            try {
                Logging.start(home, SHIPPED, logs);
            } catch (LogConfigurationProblem told) {
                assertThat(told).hasMessageContaining("sluice.logs.directory");
                refused.add(text);
                continue;
            }
            all.append(text);
            VALIDATION.info("here");
            assertThat(logs.resolve("migration/migration.log")).content().contains("here");
        }
        assertThat(refused).containsExactly("%", "(", ")", "[", "\\", "{", "}");

        Path logs = home.resolve(all.toString());
        Path old = logs.resolve(
                "migration/migration." + LocalDate.now(ZoneOffset.UTC).minusDays(40) + ".0.log");
        Files.createDirectories(logs.resolve("migration"));
        Files.writeString(old, "old");
        Logging.start(home, SHIPPED, logs);
        await().untilAsserted(() -> assertThat(old).doesNotExist());
        for (String pattern : List.of("a{{b}}", "${HOME}", "a:-b${c}", "%d", "a\\")) {
            assertThatThrownBy(() -> Logging.start(home, SHIPPED, home.resolve(pattern)))
                    .isInstanceOf(LogConfigurationProblem.class);
        }
    }

    @Test
    void directoryThatWouldBeTakenForAPatternIsRefused() {
        assertThatThrownBy(() -> Logging.start(home, SHIPPED, home.resolve("100%done")))
                .isInstanceOf(LogConfigurationProblem.class)
                .hasMessageContaining("100%done")
                .hasMessageContaining("sluice.logs.directory");
    }

    @Test
    void nothingIsWrittenUntilLoggingStartsAndAfterNone() throws Exception {
        Logging.start(home, SHIPPED, home.resolve("logs"));
        Logging.none();
        VALIDATION.info("unheard");
        VALIDATION.warn("hea\nrd");
        assertThat(log()).isEmpty();
        assertThat(stderr.toString(StandardCharsets.UTF_8)).isEqualTo("WARN validation: hea\\nrd" + lineEnd());
    }

    @Test
    void configurationThatIsNotWellFormedIsNamedWithItsLine() throws Exception {
        Path config = Files.writeString(home.resolve("logback.xml"), "<configuration>\n  <root\n</configuration>\n");
        assertThatThrownBy(() -> Logging.start(home, config, home.resolve("logs")))
                .isInstanceOf(LogConfigurationProblem.class)
                .hasMessageContaining("logback.xml is not well-formed")
                .hasMessageContaining("lineNumber: 3");
        assertThat(stderr.size()).isZero();
    }

    @Test
    void everyMisspeltSettingIsNamed() throws Exception {
        Path config = Files.writeString(
                home.resolve("logback.xml"),
                Files.readString(SHIPPED)
                        .replace("<maxHistory>", "<maxHistroy>")
                        .replace("</maxHistory>", "</maxHistroy>"));
        assertThatThrownBy(() -> Logging.start(home, config, home.resolve("logs")))
                .isInstanceOf(LogConfigurationProblem.class)
                .hasMessageContaining("maxHistroy");
        assertThat(stderr.size()).isZero();
    }

    @Test
    void appenderCanBeTurnedOff() throws Exception {
        Path config = Files.writeString(
                home.resolve("logback.xml"), Files.readString(SHIPPED).replace("<appender-ref ref=\"json\"/>", ""));
        Logging.start(home, config, home.resolve("logs"));
        VALIDATION.info("here");
        assertThat(log()).hasSize(1);
        assertThat(home.resolve("logs/migration/migration.json")).doesNotExist();
    }

    @Test
    void missingConfigurationIsNamed() {
        assertThatThrownBy(() -> Logging.start(home, home.resolve("config/logback.xml"), home.resolve("logs")))
                .isInstanceOf(LogConfigurationProblem.class)
                .hasMessageStartingWith("config/logback.xml is missing");
    }

    @Test
    void logsDirectoryThatCannotBeMadeIsAnEnvironmentFault() throws Exception {
        Files.writeString(home.resolve("logs"), "a file");
        assertThatThrownBy(() -> Logging.start(home, SHIPPED, home.resolve("logs")))
                .isInstanceOf(EnvironmentFault.class)
                .hasMessageContaining("could not write the log file")
                .hasMessageContaining("logs/migration/migration.log");
        assertThat(stderr.size()).isZero();
    }

    private List<String> log() throws Exception {
        return Files.readAllLines(home.resolve("logs/migration/migration.log"));
    }

    private static String lineEnd() {
        return System.lineSeparator();
    }
}
