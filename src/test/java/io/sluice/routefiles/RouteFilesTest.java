package io.sluice.routefiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a directory of plain files cannot show: links, pipes, odd bytes, odd names, missing parts. */
class RouteFilesTest {
    private final RoutesFixture fixture;

    RouteFilesTest(@TempDir Path home) {
        fixture = new RoutesFixture(home);
    }

    @BeforeEach
    void layGoodRoutes() throws IOException {
        fixture.lay("good");
    }

    @Test
    void linksAreFollowedWithinTheRoutesDirectoryOnly() throws IOException {
        Path outside = Files.writeString(fixture.home().resolve("outside.camel.yaml"), "- route: {}\n");
        Path sources = fixture.routes().resolve("sources");
        Files.createSymbolicLink(sources.resolve("out.camel.yaml"), outside);
        Files.createSymbolicLink(sources.resolve("gone.camel.yaml"), Path.of("nowhere"));
        Files.createDirectory(sources.resolve(".kept"));
        Files.move(sources.resolve("sff.camel.yaml"), sources.resolve(".kept/sff.camel.yaml"));
        Files.createSymbolicLink(sources.resolve("sff.camel.yaml"), Path.of(".kept/sff.camel.yaml"));

        assertThat(fixture.problems())
                .containsExactly(
                        "routes/sources/gone.camel.yaml: a symbolic link that points at nothing",
                        "routes/sources/out.camel.yaml: a symbolic link that leaves routes/");
    }

    @Test
    void aLinkedSourcesDirectoryMayNotLeaveTheRoutesDirectoryEither() throws IOException {
        Files.move(fixture.routes().resolve("templates"), fixture.home().resolve("templates"));
        Files.createSymbolicLink(fixture.routes().resolve("templates"), Path.of("../templates"));

        assertThat(fixture.problems()).contains("routes/templates/: a symbolic link that leaves routes/");
    }

    @Test
    void aPipeIsNotOpened() throws IOException, InterruptedException {
        Path pipe = fixture.routes().resolve("sources/pipe.camel.yaml");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThat(fixture.problems()).containsExactly("routes/sources/pipe.camel.yaml: not a regular file");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirLine() throws IOException {
        Files.write(
                fixture.routes().resolve("own.camel.yaml"),
                new byte[] {'#', '\n', '#', '\n', '#', ' ', (byte) 0xFC, '\n'});

        assertThat(fixture.problems())
                .containsExactly("routes/own.camel.yaml:3: a byte that is not UTF-8; expected: UTF-8");
    }

    @Test
    void aByteOrderMarkIsTolerated() throws IOException {
        Path file = fixture.routes().resolve("sources/sff.camel.yaml");
        fixture.write("sources/sff.camel.yaml", "\uFEFF" + Files.readString(file));

        assertThat(fixture.problems()).isEmpty();
    }

    @Test
    void anEndlessFileIsNotRead() {
        fixture.write("own.camel.yaml", "#".repeat((1 << 20) + 1));

        assertThat(fixture.problems()).containsExactly("routes/own.camel.yaml: larger than 1048576 bytes");
    }

    @Test
    void deepNestingIsAProblemAndNotACrash() {
        fixture.write("own.camel.yaml", "- route: " + "[".repeat(100_000));

        assertThat(fixture.problems()).hasSize(1).first().asString().startsWith("routes/own.camel.yaml");
    }

    @Test
    void aNameCannotBreakTheLine() {
        fixture.write("sources/a\nb.yaml", "");

        assertThat(fixture.problems())
                .containsExactly(
                        "routes/sources/a\\nb.yaml: this file would not be loaded; expected: a\\nb.camel.yaml");
    }

    @Test
    void beansThatNobodyBindsAreNamedWhereTheyAreUsed() {
        Path home = fixture.home();
        Set<String> bound = Set.of("findings", "schemas", "strictMapper", "publsh", "putAside", "leavePending");

        assertThatThrownBy(
                        () -> RouteFiles.read(fixture.routes(), home, () -> Set.of("funding_data_v1"), bound, Set.of()))
                .hasMessage("1 problem in routes/:" + System.lineSeparator()
                        + "  routes/publish.camel.yaml:7: no bean \"publish\"; expected one of:"
                        + " counter, findings, leavePending, publsh, putAside, schemas, strictMapper");
    }

    @Test
    void aClassThatAnOptionNamesMustExist() {
        fixture.write(
                "own.camel.yaml",
                """
                - from:
                    uri: file:in
                    parameters:
                      filter: "#class:java.util.ArrayList(7)"
                      sorter: "#class:java.util.ArryList(7)"
                    steps:
                      - process:
                          ref: "#class:java.util.ArrayLst"
                """);

        assertThat(fixture.problems())
                .containsExactly(
                        "routes/own.camel.yaml:5: no class \"java.util.ArryList\" on the class path",
                        "routes/own.camel.yaml:8: no class \"java.util.ArrayLst\" on the class path");
    }

    @Test
    void whatEditorsLeaveBehindIsTolerated() throws IOException {
        for (String name : List.of(".sff.camel.yaml.swp", "sff.camel.yaml~", ".DS_Store", ".gitignore")) {
            fixture.write("sources/" + name, "anything");
        }
        Files.createSymbolicLink(
                fixture.routes().resolve("sources/.#sff.camel.yaml"), Path.of("somebody@somewhere.1234"));

        assertThat(fixture.problems()).isEmpty();
    }

    @Test
    void missingPartsAreNamed() throws IOException {
        Files.delete(fixture.routes().resolve("outcomes.camel.yaml"));
        Files.delete(fixture.routes().resolve("templates/document-source.camel.yaml"));
        Files.delete(fixture.routes().resolve("sources/sff.camel.yaml"));
        Files.delete(fixture.routes().resolve("sources/open_philanthropy.camel.yaml"));

        assertThat(fixture.problems())
                .containsExactly(
                        "routes/outcomes.camel.yaml: missing: nothing says which exception goes where; expected: routeConfiguration",
                        "routes/sources/: no source; expected: <source>.camel.yaml",
                        "routes/templates/: no template; expected: <name>.camel.yaml");
    }

    @Test
    void aMissingDirectoryIsOneProblem() {
        Path home = fixture.home();

        assertThatThrownBy(() -> RouteFiles.read(home.resolve("roads"), home, Set::of, Set.of()))
                .isInstanceOf(RouteProblems.class)
                .hasMessage("1 problem in roads/:" + System.lineSeparator() + "  roads/: no such directory");
    }

    @Test
    void aRoutesDirectoryOutsideTheHomeIsNamedInFull(@TempDir Path elsewhere) throws IOException {
        fixture.write("sources/x.yml", "");

        assertThatThrownBy(
                        () -> RouteFiles.read(fixture.routes(), elsewhere, () -> Set.of("funding_data_v1"), Set.of()))
                .hasMessageContaining(fixture.routes().resolve("sources/x.yml") + ": this file would not be loaded");
    }
}
