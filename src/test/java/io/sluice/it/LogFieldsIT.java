package io.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs read in {@code migration.json}: fields, and no text that they would have to take apart. */
class LogFieldsIT {

    @Test
    void everyLineAboutAFileSaysWhichAndWhatBecameOfIt(@TempDir Path directory) throws Exception {
        SluiceHome home = SluiceHome.in(directory).shippedSchema().source("sff", "funding_data_v1");
        home.deliver("sff/2024/good.json", Grants.valid("good"));
        home.deliver("sff/bad.json", Grants.invalid("bad"));

        String run = home.runOnce().json().get("run").asText();

        List<JsonNode> about =
                lines(home).stream().filter(line -> line.has("file")).toList();
        assertThat(about).hasSize(4).allSatisfy(line -> {
            assertThat(line.get("run").asText()).isEqualTo(run);
            assertThat(line.get("stage").asText()).isEqualTo("validate");
            assertThat(line.get("source").asText()).isEqualTo("sff");
        });
        JsonNode published = about(about, "published");
        assertThat(published.get("file").asText()).isEqualTo("2024/good.json");
        assertThat(published.get("outcome").asText()).isEqualTo("validated");
        assertThat(published.get("sha256").asText()).isEqualTo(Tree.sha256(home.validated("sff/2024/good.json")));
        assertThat(published.get("seconds").isNumber()).isTrue();
        JsonNode rejected = about(about, "rejected");
        assertThat(rejected.get("file").asText()).isEqualTo("bad.json");
        assertThat(rejected.get("outcome").asText()).isEqualTo("rejected");
        assertThat(rejected.get("sha256").asText()).isEqualTo(Tree.sha256(home.raw("sff/bad.json")));
        assertThat(rejected.get("code").asText())
                .isEqualTo(home.reason("sff/bad.json").at("/findings/0/code").asText());
        assertThat(home.log())
                .anyMatch(line -> line.endsWith("INFO  pipeline: Published sff/2024/good.json, SHA-256 "
                        + published.get("sha256").asText()));
    }

    @Test
    void aFaultSaysItsKindAndWhoseFilesWait(@TempDir Path directory) throws Exception {
        SluiceHome home = SluiceHome.in(directory).shippedSchema().source("sff", "funding_data_v1");
        Files.delete(home.raw("sff"));

        assertThat(home.runOnce().exitCode()).isEqualTo(5);

        JsonNode fault = about(lines(home), "fault_opened");
        assertThat(fault.get("kind").asText()).isEqualTo("source");
        assertThat(fault.get("sources").toString()).isEqualTo("[\"sff\"]");
    }

    @Test
    void aRefusedStartIsLoggedAndPrintedAsAnObject(@TempDir Path directory) throws Exception {
        SluiceHome home = SluiceHome.in(directory).shippedSchema().source("sff", "funding_data_v0");

        Ended refused = home.runOnce();

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).containsOnlyOnce("unknown schema \"funding_data_v0\"");
        assertThat(refused.json().get("refused").asBoolean()).isTrue();
        assertThat(refused.json().get("exit").asInt()).isEqualTo(2);
        assertThat(refused.json().get("message").asText()).contains("unknown schema \"funding_data_v0\"");
        assertThat(home.log())
                .singleElement()
                .asString()
                .contains("ERROR start: Refused, exit code 2: 1 problem in routes/:;")
                .contains("unknown schema \"funding_data_v0\"");
        assertThat(lines(home).get(0).get("exit").asInt()).isEqualTo(2);
        assertThat(home.sluice("run", "--once").out()).isEmpty();
    }

    private static JsonNode about(List<JsonNode> lines, String event) {
        List<JsonNode> found = lines.stream()
                .filter(line -> line.path("event").asText().equals(event))
                .toList();
        assertThat(found).as(event).hasSize(1);
        return found.get(0);
    }

    private static List<JsonNode> lines(SluiceHome home) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(home.file("logs/migration/migration.json"))) {
            lines.add(SluiceHome.json(line));
        }
        return lines;
    }
}
