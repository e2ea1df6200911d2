package io.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of stages in {@code routes/examples}, switched on as their first lines say. */
class StageExamplesIT {
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private SluiceHome home;

    @BeforeEach
    void twoSources(@TempDir Path directory) throws IOException {
        home = SluiceHome.in(directory)
                .shippedSchema()
                .source("sff", "funding_data_v1")
                .source("other", "funding_data_v1")
                .set("sluice.fault.retry_seconds_max", 1);
    }

    private void switchOn(String example) throws IOException {
        home.write("routes/" + example, Files.readString(Path.of("routes/examples/" + example)));
    }

    private SluiceHome withCleaned() throws IOException {
        switchOn("cleaned.camel.yaml");
        return home.set("sluice.zone.cleaned.directory", "data/transformed/cleaned")
                .set("sluice.zone.cleaned.content", "derived");
    }

    private Path cleaned(String place) {
        return home.file("data/transformed/cleaned").resolve(place);
    }

    @Test
    void whatCannotBeToldWhileItsReceiverIsDownArrivesInOrderOnceItIsUp() throws Exception {
        switchOn("notify.camel.yaml");
        try (Receiver receiver = Receiver.down()) {
            home.set("my.notify.url", receiver.url());
            try (RunningSluice watching = home.start("run")) {
                for (int file = 0; file < 3; file++) {
                    home.deliver("sff/" + file + ".json", Grants.valid("sff-" + file));
                    home.deliver("other/" + file + ".json", Grants.valid("other-" + file));
                    awaitValidated("sff/" + file + ".json", "other/" + file + ".json");
                }
                await().atMost(AT_MOST)
                        .until(() -> savedFaults().contains("notify/sff")
                                && savedFaults().contains("notify/other"));
                assertWaitsWithItsCause();

                receiver.up();

                await().atMost(AT_MOST)
                        .until(() ->
                                receiver.bodies().size() >= 6 && !savedFaults().contains("notify"));
                watching.signal("TERM");
                assertThat(watching.endedWithin(10).exitCode()).isEqualTo(143);
            }
            assertThat(paths(receiver, "sff")).containsExactly("0.json", "1.json", "2.json");
            assertThat(paths(receiver, "other")).containsExactly("0.json", "1.json", "2.json");
            assertToldAsPublished(receiver.bodies());
            assertThat(receiver.contentTypes()).containsOnly("application/json");
        }
        assertThat(said(" ERROR ")).as("said once").singleElement().asString().contains("Step failed: step ");
        assertThat(said("Over after ")).hasSize(1);
        assertThat(stage("notify").get("done").asLong()).isEqualTo(6);
    }

    private void awaitValidated(String... places) {
        await().atMost(AT_MOST).pollInterval(Duration.ofMillis(20)).until(() -> List.of(places).stream()
                .allMatch(place -> Files.exists(home.validated(place))));
    }

    private JsonNode status() throws Exception {
        return home.sluice("status", "--json").json();
    }

    private JsonNode stage(String name) throws Exception {
        for (JsonNode stage : status().get("stages")) {
            if (stage.get("stage").asText().equals(name)) {
                return stage;
            }
        }
        throw new AssertionError("no stage " + name);
    }

    /** What status tells of, for who waits: to ask a process each time would take far longer. */
    private String savedFaults() throws IOException {
        return Files.readString(home.file("logs/faults.json"));
    }

    private JsonNode faults() throws Exception {
        return status().get("faults");
    }

    private void assertWaitsWithItsCause() throws Exception {
        assertThat(faults()).hasSize(1);
        JsonNode fault = faults().get(0);
        assertThat(fault.get("kind").asText()).isEqualTo("step");
        assertThat(fault.get("message").asText()).contains("route notify", "Connection refused", "stays pending");
        assertThat(fault.get("sources").toString()).isEqualTo("[\"notify/other\",\"notify/sff\"]");
        assertThat(home.sluice("status").out())
                .containsPattern("notify +\\| validated +\\| +0 \\| +0 \\| +0 \\| +0 \\| +6")
                .contains("Connection refused");
    }

    private static List<String> paths(Receiver receiver, String source) {
        return receiver.bodies().stream()
                .filter(body -> body.get("source").asText().equals(source))
                .map(body -> body.get("file").asText())
                .toList();
    }

    private void assertToldAsPublished(List<JsonNode> bodies) throws Exception {
        Set<String> ids =
                bodies.stream().map(body -> body.get("delivery_id").asText()).collect(Collectors.toSet());
        assertThat(ids).hasSize(6).allMatch(id -> id.matches("notify/\\d+"));
        for (JsonNode body : bodies) {
            String source = body.get("source").asText();
            String file = body.get("file").asText();
            assertThat(home.ledger().versions(source, file))
                    .containsExactly("1 VALIDATED " + body.get("sha256").asText());
            assertThat(body.get("path").asText())
                    .isEqualTo(home.validated(source + "/" + file).toString());
            assertThat(body.get("schema").asText()).isEqualTo("funding_data_v1");
            assertThat(body.get("version").asInt()).isEqualTo(1);
            assertThat(body.get("size_bytes").asLong()).isEqualTo(Files.size(home.raw(source + "/" + file)));
        }
    }

    private List<String> said(String phrase) throws IOException {
        return home.log().stream().filter(line -> line.contains(phrase)).toList();
    }

    /** {@code table} and {@code cleaned} side by side, then stages that read on from what they find. */
    @Test
    void aTableAndAZoneOfOnesOwnAreMadeOfWhatIsValidated() throws Exception {
        withCleaned();
        switchOn("table.camel.yaml");
        home.deliver("sff/plain.json", "{\"grants\": [" + Grants.valid("g-1") + "]}");
        home.deliver("sff/a, \"b\".json", Grants.valid("g-2"));
        // holds as delivered; the inner object becomes a grant of the cleaned form, and fails
        home.deliver("sff/nested.json", Grants.valid("g-3").replace("}", ", \"note\": {\"grant_id\": \"g-4\"}}"));
        home.deliver("sff/z.json", Grants.valid("g-5"));

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.count("validated")).isEqualTo(4);
        assertThat(run.json().get("stages")).hasSize(2);
        assertCounts(run.json().get("stages").get(0), "clean", 3, 1, 0);
        assertCounts(run.json().get("stages").get(1), "table", 4, 0, 0);
        assertTable();
        assertThat(Tree.files(cleaned("")))
                .containsExactlyInAnyOrder("sff/plain.json", "sff/a, \"b\".json", "sff/z.json");
        assertThat(SluiceHome.json(cleaned("sff/plain.json")).toString()).startsWith("[{\"grant_id\":\"g-1\"");
        assertKeptAside();
        aStageAddedLaterReadsWhatWasThereBefore();
    }

    private static void assertCounts(JsonNode stage, String name, long done, long rejected, long pending) {
        assertThat(stage.get("stage").asText()).isEqualTo(name);
        assertThat(stage.get("done").asLong()).as("done: %s", stage).isEqualTo(done);
        assertThat(stage.get("rejected").asLong()).as("rejected: %s", stage).isEqualTo(rejected);
        assertThat(stage.get("pending").asLong()).as("pending: %s", stage).isEqualTo(pending);
        assertThat(stage.get("available").asLong())
                .isEqualTo(done
                        + rejected
                        + pending
                        + stage.get("superseded").asLong()
                        + stage.get("skipped").asLong());
    }

    private void assertTable() throws IOException {
        List<String> lines = Files.readAllLines(home.file("data/published.csv"));
        assertThat(lines).hasSize(4).allMatch(line -> line.startsWith("table/"));
        assertThat(lines)
                .filteredOn(line -> line.contains("b"))
                .anyMatch(line -> line.contains(",sff,\"a, \"\"b\"\".json\","));
    }

    private void assertKeptAside() throws Exception {
        Path letter = home.deadLetter("@clean/sff/nested.json");
        assertThat(Files.readString(letter, UTF_8))
                .as("what the reasons speak of")
                .startsWith("[{\"grant_id\":\"g-3\"");
        JsonNode reason = home.reason("@clean/sff/nested.json");
        assertThat(reason.get("file").asText()).isEqualTo("nested.json");
        assertThat(reason.get("findings").get(0).get("pointer").asText()).startsWith("/1");
        assertThat(home.validated("sff/nested.json")).exists();
        assertThat(home.deadLetter("sff")).doesNotExist();
    }

    private void aStageAddedLaterReadsWhatWasThereBefore() throws Exception {
        StageRoute export = StageRoute.telling("export").reading("zone:cleaned");
        StageRoute late = StageRoute.telling("late").fromNow();
        export.in(home);
        late.in(home);

        Ended second = home.runOnce();

        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(export.toldFiles(home))
                .containsExactlyInAnyOrder("sff/plain.json", "sff/a, \"b\".json", "sff/z.json");
        assertThat(late.told(home)).isEmpty();

        home.deliver("sff/new.json", Grants.valid("g-6"));
        Ended third = home.runOnce();

        assertThat(third.exitCode()).as(third.err()).isZero();
        assertThat(export.toldFiles(home))
                .as("through both stages in one run")
                .hasSize(4)
                .endsWith("sff/new.json");
        assertThat(late.toldFiles(home)).containsExactly("sff/new.json");
        assertCounts(third.json().get("stages").get(2), "late", 1, 0, 0);
    }
}
