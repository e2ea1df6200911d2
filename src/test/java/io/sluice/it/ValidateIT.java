package io.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code validate}, over data of others, and beside {@code run}. */
class ValidateIT {
    @TempDir
    private Path directory;

    @Test
    void twoOfFourOpenContractingPackagesHold() throws Exception {
        Path ocds = SharedFolder.named("ocds");
        SluiceHome home = SluiceHome.in(directory);

        Ended ended = validate(home, ocds.resolve("files"), ocds.resolve("schemas/release-package-schema.json") + "");

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(1);
        assertThat(ended.count("files")).isEqualTo(4);
        assertThat(ended.count("valid")).isEqualTo(2);
        assertThat(ended.count("invalid")).isEqualTo(2);
        Map<String, JsonNode> results = results(ended);
        assertThat(results.get("basic_1.json").get("valid").asBoolean()).isTrue();
        assertThat(results.get("dupe_ids_1.json").get("findings")).hasSize(1).allSatisfy(finding -> {
            assertThat(finding.get("keyword").asText()).isEqualTo("uniqueItems");
            assertThat(finding.get("pointer").asText()).isEqualTo("/releases");
        });
        assertThat(results.get("get_additional_codelist_values_replaced.json").get("findings"))
                .hasSize(1)
                .allSatisfy(finding -> {
                    assertThat(finding.get("keyword").asText()).isEqualTo("enum");
                    assertThat(finding.get("pointer").asText()).isEqualTo("/releases/0/initiationType");
                });
    }

    @Test
    void grantPackagesAreJudgedThroughACatalogue() throws Exception {
        Path giving = SharedFolder.named("360giving");
        SluiceHome home = SluiceHome.in(directory);
        Tree.copy(giving.resolve("schemas"), home.file("config/schemas"));
        home.schema(
                "catalogue",
                """
                {"https://raw.githubusercontent.com/ThreeSixtyGiving/standard/1.4.2/schema/360-giving-schema.json":
                    "360-giving-schema.json"}
                """);
        for (String file : List.of("abct.json", "alwf.json", "wolfson.json")) {
            Files.createDirectories(home.file("incoming"));
            Files.copy(giving.resolve(file), home.file("incoming").resolve(file));
        }

        Ended ended = validate(home, Path.of("incoming"), "360-giving-package-schema");

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(1);
        Map<String, JsonNode> results = results(ended);
        assertThat(results.get("abct.json").get("valid").asBoolean()).isTrue();
        assertThat(results.get("alwf.json").get("valid").asBoolean()).isTrue();
        assertThat(results.get("wolfson.json").get("valid").asBoolean()).isFalse();
    }

    @Test
    void runAndValidateFindTheSameInTheSameFiles() throws Exception {
        SluiceHome home = SluiceHome.in(directory).shippedSchema().source("sff", "funding_data_v1");
        home.deliver("sff/text.json", Grants.invalid("text"));
        home.deliver("sff/comma.json", "{\"grant_id\": \"A-1\",}");
        home.deliver("sff/twice.json", "{\"grant_id\": \"A-1\", \"grant_id\": \"A-2\"}");
        home.deliver("sff/empty.json", "");
        home.deliver("sff/list.json", "[17, " + Grants.invalid("in a list") + "]");
        home.deliver("sff/other.reason.json", Grants.valid("reserved"));
        home.deliver("sff/deep.json", "[".repeat(100_000));
        home.deliver("sff/good.json", Grants.valid("good"));

        Map<String, JsonNode> validated = results(validate(home, home.raw("sff"), "funding_data_v1"));
        assertThat(home.file("data/dead-letter")).doesNotExist();
        home.runOnce();

        List<String> reasons = Tree.files(home.deadLetter("sff")).stream()
                .filter(file -> file.endsWith(".reason.json"))
                .toList();
        assertThat(reasons).hasSize(7);
        for (String file : reasons) {
            JsonNode reason = SluiceHome.json(home.deadLetter("sff/" + file));
            assertThat(validated.get(reason.get("file").asText()).get("findings"))
                    .as(file)
                    .isEqualTo(reason.get("findings"));
        }
    }

    private static Ended validate(SluiceHome home, Path files, String schema) throws Exception {
        return home.sluice("validate", "--directory", files.toString(), "--schema", schema, "--json");
    }

    /** By the names of the files. */
    private static Map<String, JsonNode> results(Ended ended) throws IOException {
        Map<String, JsonNode> results = new HashMap<>();
        for (JsonNode result : ended.json().get("results")) {
            results.put(String.valueOf(Path.of(result.get("file").asText()).getFileName()), result);
        }
        return results;
    }

    /** The parser suite as a source: every file is decided, none crashes the run or is left. */
    @Test
    void everyFileOfTheParserSuiteIsDecided() throws Exception {
        Path suite = SharedFolder.named("json-test-suite/test_parsing");
        SluiceHome home = SluiceHome.in(directory).schema("any_v1", "{}").source("suite", "any_v1");
        Tree.copy(suite, home.raw("suite"));

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.count("seen")).isEqualTo(318);
        assertThat(run.count("validated") + run.count("rejected")).isEqualTo(318);
        assertThat(home.log()).noneMatch(line -> line.contains("Defect"));
        List<String> published = new ArrayList<>(Tree.files(home.validated("suite")));
        published.removeIf(name -> name.startsWith("i_"));
        try (Stream<Path> files = Files.list(suite)) {
            assertThat(published)
                    .containsExactlyInAnyOrderElementsOf(files.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> name.startsWith("y_") && !name.startsWith("y_object_duplicated_key"))
                            .toList());
        }
    }
}
