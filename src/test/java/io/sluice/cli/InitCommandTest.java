package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.Home.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
    private final Home program = new Home(Path.of("").toAbsolutePath());
    private final Path directory;

    InitCommandTest(@TempDir Path temp) throws IOException {
        directory = temp.toRealPath().resolve("a home");
    }

    @Test
    void aNewHomeStartsWithASourceAsItsReadmeSays() throws Exception {
        Outcome made = program.sluice("init", directory.toString());

        assertThat(made.exitCode()).as(made.err()).isZero();
        Home home = new Home(directory);
        String readme = Files.readString(directory.resolve("README.md"));
        String route = readme.substring(readme.indexOf("```yaml\n") + 8);
        home.write(
                "routes/sources/acme.camel.yaml",
                route.substring(0, route.indexOf("```")).indent(-3));
        home.write("config/schemas/acme_v1.json", Home.SCHEMA);
        Files.createDirectories(directory.resolve("data/raw/funding_sources/acme"));
        Outcome checked = home.sluice("config", "check");
        assertThat(checked.out())
                .isEqualTo("config/application.properties, 1 source, 0 stages and 1 schema: a run would start.\n");
    }

    @Test
    void whatIsMissingIsMadeAndWhatIsThereStays() throws Exception {
        program.sluice("init", directory.toString());
        Files.delete(directory.resolve("config/logback.xml"));
        Files.writeString(directory.resolve("notes.txt"), "mine");

        Outcome again = program.sluice("init", directory.toString());

        assertThat(again.out()).startsWith("Made a home in " + directory + ": 1 file.");
        assertThat(directory.resolve("config/logback.xml")).hasSameBinaryContentAs(Path.of("config/logback.xml"));
        assertThat(directory.resolve("notes.txt")).hasContent("mine");
        assertThat(program.sluice("init", directory.toString()).out()).startsWith("There is a home in ");
    }

    @Test
    void aFileInTheWayIsNamedAndNothingIsMade() throws Exception {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("README.md"), "mine");

        Outcome outcome = program.sluice("init", directory.toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("  " + directory.resolve("README.md") + "\nNothing was made.");
        assertThat(directory.resolve("README.md")).hasContent("mine");
        assertThat(directory).isDirectoryNotContaining("glob:**/{config,routes,data}");
    }
}
