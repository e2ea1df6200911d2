package io.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may come between a stage and the files that it reads, with the real program. */
class StagesIT {
    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final StageRoute FINE = StageRoute.telling("fine");
    private static final StageRoute CLEAN = StageRoute.cleaning();
    private static final String BROKEN =
            """
            - throwException:
                exceptionType: java.net.ConnectException
                message: Connection refused
            """;

    private SluiceHome home;

    @BeforeEach
    void aSource(@TempDir Path directory) throws IOException {
        home = SluiceHome.in(directory)
                .shippedSchema()
                .source("sff", "funding_data_v1")
                .set("sluice.fault.retry_seconds_max", 1)
                .set("sluice.zone.cleaned.directory", "data/transformed/cleaned")
                .set("sluice.zone.cleaned.content", "derived");
    }

    private void deliver(String path, String grant) throws IOException {
        home.deliver("sff/" + path, Grants.valid(grant));
    }

    private Path cleaned(String path) {
        return home.file("data/transformed/cleaned/sff").resolve(path);
    }

    private static void eventually(Callable<Boolean> holds) {
        await().atMost(AT_MOST).pollInterval(Duration.ofMillis(50)).until(holds);
    }

    /** {@code available done rejected superseded skipped pending}, as status has it. */
    private String counts(String stage) throws Exception {
        for (JsonNode each : home.sluice("status", "--json").json().get("stages")) {
            if (each.get("stage").asText().equals(stage)) {
                return counts(each);
            }
        }
        throw new AssertionError("no stage " + stage);
    }

    /** Until the ledger has it so: to ask a process each time would take far longer. */
    private void comesTo(String stage, String counts) throws Exception {
        eventually(() -> counts.endsWith(home.ledger()
                .query(
                        """
                        SELECT sum(done), sum(rejected), sum(superseded), sum(skipped),
                            sum(news - news_before + asked - done - rejected - superseded - skipped)
                        FROM cursors
                        JOIN stages ON stages.id = cursors.stage_id AND stages.name = ?
                        JOIN stage_sources ON stage_sources.id = cursors.stage_source_id""",
                        stage)
                .get(0)));
        assertThat(counts(stage)).isEqualTo(counts);
    }

    private static String counts(JsonNode stage) {
        long available = stage.get("available").asLong();
        assertThat(available)
                .isEqualTo(stage.get("done").asLong()
                        + stage.get("rejected").asLong()
                        + stage.get("superseded").asLong()
                        + stage.get("skipped").asLong()
                        + stage.get("pending").asLong());
        return available + " " + stage.get("done") + " " + stage.get("rejected") + " " + stage.get("superseded") + " "
                + stage.get("skipped") + " " + stage.get("pending");
    }

    private static String counts(Ended run, String stage) throws IOException {
        for (JsonNode each : run.json().get("stages")) {
            if (each.get("stage").asText().equals(stage)) {
                return counts(each);
            }
        }
        throw new AssertionError("no stage " + stage);
    }

    private List<String> said(String phrase) throws IOException {
        return home.log().stream().filter(line -> line.contains(phrase)).toList();
    }

    private void stops(RunningSluice watching) throws Exception {
        watching.signal("TERM");
        assertThat(watching.endedWithin(15).exitCode()).isEqualTo(143);
    }

    @Test
    void aPoisonousFileBlocksItsSourceOfItsStageUntilItIsPassedOver() throws Exception {
        StageRoute blocked = StageRoute.telling("blocked").poisonedBy("poison.json");
        blocked.in(home);
        FINE.in(home);
        try (RunningSluice watching = home.start("run")) {
            for (String path : List.of("a.json", "poison.json", "replaced.json", "rejected.json")) {
                deliver(path, "one");
                eventually(() -> FINE.toldFiles(home).contains("sff/" + path));
            }
            deliver("replaced.json", "two");
            eventually(() -> FINE.told(home).size() == 5);
            home.deliver("sff/rejected.json", Grants.invalid("two"));
            eventually(() -> Files.exists(home.deadLetter("sff/rejected.json")));
            comesTo("blocked", "5 1 0 0 0 4");
            comesTo("fine", "5 5 0 0 0 0");
            assertThat(blocked.toldFiles(home)).containsExactly("sff/a.json");

            passOver("blocked", "sff/poison.json");
            eventually(() -> blocked.told(home).size() == 3);

            assertThat(blocked.toldFiles(home))
                    .as("what was replaced is told once, what was rejected later as it was published")
                    .containsExactly("sff/a.json", "sff/rejected.json", "sff/replaced.json");
            comesTo("blocked", "5 3 0 1 1 0");

            Ended again = home.sluice("reprocess", "--stage", "fine", "sff/a.json");
            assertThat(again.exitCode()).as(again.err()).isZero();
            eventually(() -> FINE.told(home).size() == 6);
            stops(watching);
        }
        assertThat(said(" ERROR environment: ")).as("said once").hasSize(1);
        assertThat(FINE.told(home).get(5))
                .as("the same delivery")
                .isEqualTo(FINE.told(home).get(0));
        assertThat(FINE.toldIds(home).subList(0, 5)).doesNotHaveDuplicates();
        assertThat(counts("fine")).isEqualTo("6 6 0 0 0 0");
        aRenamedStageIsANewOne();
    }

    private void passOver(String stage, String file) throws Exception {
        Ended skipped = home.sluice("reprocess", "--stage", stage, "--skip", file);
        assertThat(skipped.exitCode()).as(skipped.err()).isZero();
        assertThat(skipped.out()).contains(file + " is passed over by the stage " + stage);
    }

    private void aRenamedStageIsANewOne() throws Exception {
        Files.delete(home.file("routes/fine.camel.yaml"));
        StageRoute renamed = StageRoute.telling("renamed");
        renamed.in(home);

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(counts(run, "renamed")).isEqualTo("5 4 0 1 0 0");
        assertThat(renamed.toldFiles(home))
                .containsExactly("sff/a.json", "sff/poison.json", "sff/rejected.json", "sff/replaced.json");
        assertThat(home.sluice("status").out())
                .contains("fine: no route declares it; end it with: sluice stage forget fine");
        assertThat(home.sluice("stage", "forget", "renamed").exitCode()).isEqualTo(2);
        assertThat(home.sluice("stage", "forget", "fine").exitCode()).isZero();
        assertThat(home.sluice("status").out()).doesNotContain("fine");
    }

    @Test
    void aRunOnceTriesEachOnceAndEndsWithWhatIsPending() throws Exception {
        StageRoute broken = new StageRoute("broken", "zone:validated", "beginning", BROKEN);
        StageRoute left = new StageRoute("left", "zone:validated", "beginning", "- process: { ref: leavePending }\n");
        broken.in(home);
        left.in(home);
        CLEAN.behind(BROKEN).in(home);
        StageRoute export = StageRoute.telling("export").reading("zone:cleaned");
        export.in(home);
        deliver("a.json", "a");
        deliver("b.json", "b");

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(5);
        assertThat(counts(run, "broken")).isEqualTo("2 0 0 0 0 2");
        assertThat(counts(run, "left")).isEqualTo("2 0 0 0 0 2");
        assertThat(counts(run, "clean"))
                .as("what fails behind the publication takes nothing back")
                .isEqualTo("2 2 0 0 0 0");
        assertThat(counts(run, "export")).isEqualTo("2 2 0 0 0 0");
        assertThat(run.count("failed_after_decision")).isEqualTo(2);
        assertThat(cleaned("a.json")).hasContent(Grants.valid("a"));
        assertThat(run.json().get("faults")).hasSize(1);
        assertThat(said("Processing file sff/").stream().filter(line -> line.endsWith(" at stage broken")))
                .as("the other stands behind it")
                .hasSize(1);
        whatIsLeftPendingIsPendingEvenWithoutAFault();
    }

    private void whatIsLeftPendingIsPendingEvenWithoutAFault() throws Exception {
        for (String stage : List.of("broken", "clean", "export")) {
            Files.delete(home.file("routes/" + stage + ".camel.yaml"));
        }

        Ended run = home.runOnce();

        assertThat(counts(run, "left")).isEqualTo("2 0 0 0 0 2");
        assertThat(run.json().get("faults")).isEmpty();
        assertThat(run.exitCode()).as(run.err()).isEqualTo(5);
    }

    @Test
    void whatWasChangedByHandIsAnIntegrityFaultAndHangsNoRun() throws Exception {
        home.source("other", "funding_data_v1");
        deliver("a.json", "a");
        deliver("b.json", "b");
        home.deliver("other/gone.json", Grants.valid("gone"));
        assertThat(home.runOnce().exitCode()).isZero();
        Files.writeString(home.validated("sff/a.json"), Grants.valid("forged"));
        Files.delete(home.validated("other/gone.json"));
        FINE.in(home);

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
        assertThat(counts(run, "fine")).isEqualTo("3 0 0 0 0 3");
        assertThat(FINE.told(home)).isEmpty();
        assertThat(said("Checksum mismatch: data/transformed/validated/sff/a.json holds other bytes"))
                .singleElement()
                .asString()
                .contains(" ERROR ", "Put the published bytes back", "sluice reprocess --stage fine --skip sff/a.json");
        assertThat(said("Checksum mismatch: data/transformed/validated/other/gone.json is gone"))
                .hasSize(1);

        Files.writeString(home.validated("sff/a.json"), Grants.valid("a"));
        passOver("fine", "other/gone.json");
        Ended healed = home.runOnce();
        assertThat(healed.exitCode()).as(healed.err()).isZero();
        assertThat(counts(healed, "fine")).isEqualTo("3 2 0 0 1 0");
    }

    /** While Sluice watches, nobody can tell at once whether a file is just being published anew. */
    @Test
    void whatIsChangedByHandWhileSluiceWatchesIsSaidOnce() throws Exception {
        FINE.in(home);
        try (RunningSluice watching = home.start("run")) {
            deliver("a.json", "a");
            eventually(() -> FINE.told(home).size() == 1);
            Files.writeString(home.validated("sff/a.json"), Grants.valid("forged"));
            assertThat(home.sluice("reprocess", "--stage", "fine", "sff/a.json").exitCode())
                    .isZero();
            eventually(() -> said("sff/a.json at stage fine").size() > 1);
            deliver("b.json", "b"); // a scan that has ended says that nothing is under way
            eventually(() -> !said("Checksum mismatch: data/transformed/validated/sff/a.json")
                    .isEmpty());
            assertThat(said("sff/a.json at stage fine").size())
                    .as("how often it was read meanwhile")
                    .isLessThan(20);

            Files.writeString(home.validated("sff/a.json"), Grants.valid("a"));
            eventually(() -> FINE.told(home).size() == 3);
            stops(watching);
        }
        assertThat(FINE.toldFiles(home)).containsExactly("sff/a.json", "sff/a.json", "sff/b.json");
        assertThat(said(" ERROR ")).hasSize(1);
        assertThat(said("Over after ")).hasSize(1);
    }

    @Test
    void whatIsPublishedAnewWithEqualBytesIsNoNews() throws Exception {
        CLEAN.in(home);
        StageRoute export = StageRoute.telling("export").reading("zone:cleaned");
        export.in(home);
        deliver("a.json", "a");
        assertThat(home.runOnce().exitCode()).isZero();

        Ended again = home.sluice("reprocess", "--stage", "clean", "sff/a.json");
        assertThat(again.exitCode()).as(again.err()).isZero();
        Ended second = home.runOnce();

        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(said("Published sff/a.json in zone:cleaned"))
                .as("its stage ran anew")
                .hasSize(2);
        assertThat(counts(second, "clean")).isEqualTo("2 2 0 0 0 0");
        assertThat(counts(second, "export")).isEqualTo("1 1 0 0 0 0");
        assertThat(export.told(home)).hasSize(1);

        deliver("a.json", "changed");
        Ended third = home.runOnce();
        assertThat(third.exitCode()).as("raw was changed: %s", third.err()).isEqualTo(1);
        assertThat(export.told(home)).hasSize(2);
        assertThat(home.file("data/_backups/runs/" + third.json().get("run").asText() + "/cleaned/v2/sff/a.json"))
                .as("what the zone held before")
                .hasContent(Grants.valid("a"));
    }

    @Test
    void aLedgerThatIsLockedForAWhileLosesNothing() throws Exception {
        CLEAN.in(home);
        FINE.in(home);
        try (RunningSluice watching = home.start("run")) {
            deliver("a.json", "a");
            eventually(() -> FINE.told(home).size() == 1 && Files.exists(cleaned("a.json")));
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + home.file("data/_ledger/ledger.db"));
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                deliver("b.json", "b");
                eventually(() -> !said("is locked by another process").isEmpty());
                statement.execute("ROLLBACK");
            }
            eventually(() -> FINE.told(home).size() == 2 && Files.exists(cleaned("b.json")));
            comesTo("fine", "2 2 0 0 0 0");
            comesTo("clean", "2 2 0 0 0 0");
            stops(watching);
        }
        assertThat(FINE.toldFiles(home)).containsExactly("sff/a.json", "sff/b.json");
        assertThat(said("Defect")).isEmpty();
        assertThat(home.runOnce().exitCode()).isZero();
    }

    @Test
    void templatesOfStagesStandBesideTheirCallsAndEachCallHasItsOwnSchema() throws Exception {
        home.source("other", "funding_data_v1").schema("anything_v1", "{\"type\": \"object\"}");
        home.write(
                "routes/zz-cleaning.camel.yaml",
                """
                - routeTemplate:
                    id: cleaning
                    parameters:
                      - name: source
                      - name: schema
                    route:
                      routeConfigurationId: outcomes
                      from:
                        uri: zone:validated/{{source}}
                        parameters:
                          stage: clean
                        steps:
                          - to:
                              uri: json-validator:{{schema}}
                              parameters:
                                uriSchemaLoader: "#bean:schemas"
                                objectMapper: "#bean:strictMapper"
                                errorHandler: "#bean:findings"
                          - to: zone:cleaned
                """);
        home.write(
                "routes/calls.camel.yaml",
                """
                - templatedRoute:
                    routeTemplateRef: cleaning
                    routeId: clean-sff
                    parameters:
                      - { name: source, value: sff }
                      - { name: schema, value: funding_data_v1 }
                - templatedRoute:
                    routeTemplateRef: cleaning
                    routeId: clean-other
                    parameters:
                      - { name: source, value: other }
                      - { name: schema, value: anything_v1 }
                """);
        deliver("a.json", "a");
        home.deliver("other/b.json", Grants.valid("b"));

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(counts(run, "clean")).isEqualTo("2 2 0 0 0 0");
        assertThat(home.file("data/transformed/cleaned/other/b.json")).hasContent(Grants.valid("b"));
        assertThat(home.ledger()
                        .query("SELECT source, schema FROM current_versions WHERE stage = 'clean' ORDER BY source"))
                .containsExactly("other anything_v1", "sff funding_data_v1");
    }
}
