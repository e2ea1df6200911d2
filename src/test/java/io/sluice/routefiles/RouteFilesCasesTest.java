package io.sluice.routefiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each case lays its files over those of {@code good}; {@code expected.txt} is what the start prints. */
class RouteFilesCasesTest {
    static List<String> cases() throws IOException {
        try (Stream<Path> cases = Files.list(RoutesFixture.CASES)) {
            return cases.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysExactlyWhatIsExpected(String name, @TempDir Path home) throws IOException {
        RoutesFixture fixture = new RoutesFixture(home).lay("good").lay(name);

        assertThat(said(fixture)).isEqualTo(Files.readString(RoutesFixture.CASES.resolve(name + "/expected.txt")));
    }

    private static String said(RoutesFixture fixture) {
        try {
            RouteFiles files = fixture.read();
            Stream<String> order =
                    files.files().stream().map(file -> "file " + fixture.home().relativize(file));
            Stream<String> stages = files.stages().stream()
                    .map(stage -> stage.name() + " " + stage.source() + " " + stage.template() + " " + stage.schema()
                            + " " + stage.parameters());
            Stream<String> others = files.stageRoutes().stream()
                    .map(route -> "stage " + route.name() + " " + route.reads()
                            + route.source().map(source -> "/" + source).orElse("")
                            + route.publishes().map(zone -> " to " + zone).orElse("")
                            + route.schema().map(schema -> " " + schema).orElse("")
                            + (route.fromNow() ? " from now" : ""));
            return Stream.of(order, stages, others).flatMap(lines -> lines).collect(Collectors.joining("\n", "", "\n"));
        } catch (RouteProblems problems) {
            // the tests' own component, which the program does not bring along
            return problems.block().replace(", mock", "") + "\n";
        }
    }
}
