package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsFileTest {
    private static final Path CASES = Path.of("src/test/resources/cases/settings");

    private final Path home;

    SettingsFileTest(@TempDir Path home) {
        this.home = home;
    }

    static Stream<String> cases() throws IOException {
        try (Stream<Path> directories = Files.list(CASES)) {
            return directories.map(directory -> directory.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyProblemIsReportedWithLineValueAndExpectation(String name) throws IOException {
        Path file = CASES.resolve(name).resolve("application.properties");

        String expected = Files.readString(CASES.resolve(name).resolve("expected.txt"))
                .replace("application.properties:", file + ":")
                .stripTrailing();
        assertThat(problemsOf(file)).hasMessage(expected);
    }

    @Test
    void emptyFileMeansWhatTheShippedFileSays() throws Exception {
        Path empty = Files.createFile(home.resolve("empty.properties"));

        Settings left = SettingsFile.read(home, empty, Map.of());
        Settings shipped = SettingsFile.read(home, Path.of("config/application.properties"), Map.of());

        assertThat(left).usingRecursiveComparison().ignoringFields("camel").isEqualTo(shipped);
    }

    @Test
    void shippedFileNamesEveryKey() throws Exception {
        List<String> shipped = PropertyLine.parse(Files.readString(Path.of("config/application.properties"))).stream()
                .map(PropertyLine::key)
                .filter(key -> key.startsWith("sluice."))
                .toList();

        assertThat(shipped)
                .containsExactlyInAnyOrderElementsOf(
                        Keys.ALL.stream().map(Key::name).toList());
    }

    @Test
    void pathsAreRelativeToHomeUnlessAbsolute() throws Exception {
        Path file = Files.writeString(
                home.resolve("my.properties"),
                "sluice.raw.directory = in/../raw\nsluice.validated.directory: /srv/validated   \n");

        Settings settings = SettingsFile.read(home, file, Map.of());

        assertThat(settings.home()).isEqualTo(home);
        assertThat(settings.raw()).isEqualTo(home.resolve("raw"));
        assertThat(settings.validated()).isEqualTo(Path.of("/srv/validated"));
        assertThat(settings.ledger()).isEqualTo(home.resolve("data/_ledger/ledger.db"));
    }

    @Test
    void valuesOfAnyFormatOfThePropertiesAreRead() throws Exception {
        Path file = Files.writeString(
                home.resolve("my.properties"),
                "! another comment\r\nsluice.stable.seconds=0.25\r\n  sluice.workers : \\\r\n   7\r\nsluice.publish.verify true");

        Settings settings = SettingsFile.read(home, file, Map.of());

        assertThat(settings.stableSeconds()).isEqualTo(0.25);
        assertThat(settings.workers()).isEqualTo(7);
        assertThat(settings.publishVerify()).isTrue();
    }

    @Test
    void workersLeftToSluiceShareTheProcessors() throws Exception {
        Settings left = SettingsFile.read(home, Files.writeString(home.resolve("left.properties"), ""), Map.of());
        Settings said = SettingsFile.read(
                home, Files.writeString(home.resolve("said.properties"), "sluice.workers = 3"), Map.of());

        long plenty = 64L << 30;
        assertThat(left.workersOf(1, 2, plenty)).isEqualTo(2);
        assertThat(left.workersOf(2, 2, plenty)).isEqualTo(1);
        assertThat(left.workersOf(2, 8, plenty)).isEqualTo(4);
        assertThat(left.workersOf(1, 64, plenty)).isEqualTo(4);
        assertThat(left.workersOf(1_000, 64, plenty)).isEqualTo(1);
        assertThat(left.workersOf(1, 8, 2L << 30))
                .as("three documents of 64 MiB")
                .isEqualTo(3);
        assertThat(left.workersOf(1, 8, 512L << 20)).isEqualTo(1);
        assertThat(left.workersOf(1)).isBetween(1, 4);
        assertThat(said.workersOf(1)).isEqualTo(3);
        assertThat(SettingBounds.broken("sluice.workers", "auto")).contains("a whole number of threads from 1 to 64");
        assertThat(SettingBounds.broken("sluice.workers", "0")).isPresent();
        assertThat(SettingBounds.broken("sluice.workers", "2")).isEmpty();
        assertThat(SettingBounds.broken("sluice.raw.directory", "auto")).isEmpty();
    }

    @Test
    void referencesWorkInEveryValue() throws Exception {
        Path file = Files.writeString(
                home.resolve("my.properties"),
                """
                sluice.raw.directory = {{env:DELIVERIES}}/funding_sources
                sluice.validated.directory = {{env:NOWHERE:{{my.base}}/validated}}
                sluice.stop.seconds_max = {{my.seconds}}
                my.base = /srv/{{env:NAME:unused}}
                my.seconds = 3
                my.poll = {{sluice.poll.delay_ms}}
                my.json = {"a":{"b":1}}
                camel.main.name = {{env:NAME}}
                camel.main.shutdown-timeout = {{sluice.stop.seconds_max:8}}
                camel.main.log-name = {{camel.main.description:none}}
                """);

        Settings settings = SettingsFile.read(home, file, Map.of("DELIVERIES", "/mnt/in", "NAME", "{{raw}}"));

        assertThat(settings.raw()).isEqualTo(Path.of("/mnt/in/funding_sources"));
        assertThat(settings.validated()).isEqualTo(Path.of("/srv/{{raw}}/validated"));
        assertThat(settings.stopSecondsMax()).isEqualTo(3);
        assertThat(settings.camel())
                .containsEntry("my.poll", "500")
                .containsEntry("my.json", "{\"a\":{\"b\":1}}")
                .containsEntry("camel.main.name", "{{raw}}")
                .containsEntry("camel.main.shutdown-timeout", "3")
                .containsEntry("camel.main.log-name", "none")
                .containsEntry("sluice.workers", "auto");
    }

    @Test
    void variablesOfTheEnvironmentChangeNothingUnlessTheyAreNamed() throws Exception {
        Path empty = Files.createFile(home.resolve("empty.properties"));

        assertThat(SettingsFile.read(home, empty, Map.of("SLUICE_WORKERS", "7", "sluice.workers", "7")))
                .isEqualTo(SettingsFile.read(home, empty, Map.of()));
    }

    @Test
    void whatIsHeldMayStandInTheFileWithItsValue() throws Exception {
        StringBuilder lines = new StringBuilder("sluice.stop.seconds_max = 5\n");
        Settings settings =
                SettingsFile.read(home, Files.writeString(home.resolve("five.properties"), lines.toString()), Map.of());
        CamelKeys.fixed(settings)
                .forEach((key, value) ->
                        lines.append(key).append(" = ").append(value).append('\n'));

        assertThat(SettingsFile.read(
                                home, Files.writeString(home.resolve("held.properties"), lines.toString()), Map.of())
                        .camel())
                .containsAllEntriesOf(CamelKeys.fixed(settings));
    }

    @Test
    void missingFileIsAProblemThatNamesIt() {
        Path missing = home.resolve("application.properties");

        assertThat(problemsOf(missing))
                .hasMessage(missing + ": no such file; expected a settings file; --config FILE names another one");
    }

    @Test
    void fileThatIsNotUtf8IsAProblem() throws Exception {
        Path latin1 = Files.write(home.resolve("latin1.properties"), new byte[] {'#', ' ', 'f', (byte) 0xfc});

        assertThat(problemsOf(latin1)).hasMessageContaining("not UTF-8");
    }

    @Test
    void directoryInPlaceOfTheFileIsAProblem() {
        assertThat(problemsOf(home)).hasMessageContaining("cannot be read");
    }

    private SettingsProblems problemsOf(Path file) {
        return catchThrowableOfType(SettingsProblems.class, () -> SettingsFile.read(home, file, Map.of()));
    }
}
