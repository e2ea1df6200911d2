package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.Home.Outcome;
import io.sluice.ledger.lease.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    private static final String SOURCE = "routes/sources/sff.camel.yaml";

    private final Home home;

    ConfigCommandTest(@TempDir Path directory) throws IOException {
        home = Home.in(directory);
        for (String file :
                List.of("routes/outcomes.camel.yaml", "routes/templates/document-source.camel.yaml", SOURCE)) {
            home.write(file, Files.readString(Path.of(file)));
        }
        home.write("config/schemas/funding_data_v1.json", Home.SCHEMA);
        Files.createDirectories(home.path().resolve("data/raw/funding_sources/sff"));
    }

    private List<String> tree() throws IOException {
        try (Stream<Path> files = Files.walk(home.path())) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    @Test
    void aHomeThatWouldStartIsSaidToAndNothingIsMadeInIt() throws Exception {
        home.write("routes/own.camel.yaml", route("file:inbox", "hello ${body}"));
        List<String> before = tree();

        Outcome outcome = home.sluice("config", "check");

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        0, "config/application.properties, 1 source, 0 stages and 1 schema: a run would start.\n", ""));
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void theFirstProblemHidesNoOther() throws Exception {
        home.write(SOURCE, Files.readString(Path.of(SOURCE)).replace("funding_data_v1", "funding_data_v2"));
        Files.delete(home.path().resolve("data/raw/funding_sources/sff"));
        home.write("data/dead-letter", "no directory");
        home.write("data/raw/funding_sources/nobody/x.json", "{}");

        Outcome outcome = home.sluice("config", "check");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out())
                .contains("1 warning:\n  data/raw/funding_sources: 1 directory of no source: nobody/\n")
                .contains("3 problems:\n")
                .contains("  routes/sources/sff.camel.yaml:6: ")
                .contains("  data/raw/funding_sources/sff is missing;")
                .contains("  data/dead-letter is no directory; sluice.dead-letter.directory needs one\n");
    }

    @Test
    void whatOnlyCamelSeesIsSaidWithItsPlace() throws Exception {
        home.write("routes/own.camel.yaml", route("file:inbox", "${date:now"));

        Outcome outcome = home.sluice("config", "check");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).contains("1 problem:\n  routes/own.camel.yaml:8: ");
    }

    @Test
    void aBrokenSchemaStopsAStartOnlyWhereItIsNamed() throws Exception {
        home.write("config/schemas/broken.json", "{\"type\": \"strin\"}");

        assertThat(home.sluice("config", "check").exitCode()).isZero();

        home.write("config/schemas/funding_data_v1.json", "{\"type\": \"strin\"}");
        JsonNode checked = new ObjectMapper()
                .readTree(home.sluice("config", "check", "--json").out());

        assertThat(checked.get("ok").asBoolean()).isFalse();
        assertThat(checked.get("problems")).hasSize(1);
        assertThat(checked.at("/problems/0").asText()).contains("config/schemas/funding_data_v1.json", "strin");
    }

    @Test
    void itWorksBesideAProcess() throws Exception {
        Path ledger = Files.createDirectories(home.path().resolve("data/_ledger"));
        try (RunLock held = RunLock.acquire(ledger, "watch", "20240115T103000Z-4f2a", Instant.EPOCH)) {
            assertThat(held).isNotNull();
            assertThat(home.sluice("config", "check").exitCode()).isZero();
        }
    }

    @Test
    void wrongSettingsAreSaidAsAtAStart() throws Exception {
        home.write("config/application.properties", "sluice.workers = 0\n");

        Outcome outcome = home.sluice("config", "check");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("config/application.properties:1: sluice.workers = 0");
    }

    private static String route(String from, String expression) {
        return """
                - route:
                    id: own
                    from:
                      uri: %s
                      steps:
                        - setBody:
                            expression:
                              simple: "%s"
                        - to:
                            uri: file:outbox
                """
                .formatted(from, expression);
    }
}
