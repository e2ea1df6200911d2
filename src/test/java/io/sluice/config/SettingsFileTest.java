package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

        assertThat(SettingsFile.read(home, empty))
                .isEqualTo(SettingsFile.read(home, Path.of("config/application.properties")));
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

        Settings settings = SettingsFile.read(home, file);

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

        Settings settings = SettingsFile.read(home, file);

        assertThat(settings.stableSeconds()).isEqualTo(0.25);
        assertThat(settings.workers()).isEqualTo(7);
        assertThat(settings.publishVerify()).isTrue();
    }

    @Test
    void workersLeftToSluiceShareTheProcessors() throws Exception {
        Settings left = SettingsFile.read(home, Files.writeString(home.resolve("left.properties"), ""));
        Settings said =
                SettingsFile.read(home, Files.writeString(home.resolve("said.properties"), "sluice.workers = 3"));

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
        return catchThrowableOfType(SettingsProblems.class, () -> SettingsFile.read(home, file));
    }
}
