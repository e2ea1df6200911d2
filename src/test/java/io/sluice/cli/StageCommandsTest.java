package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.Home.Outcome;
import io.sluice.ledger.Cursor;
import io.sluice.ledger.Decision;
import io.sluice.ledger.Feed;
import io.sluice.ledger.FileId;
import io.sluice.ledger.NewsPage;
import io.sluice.ledger.StageStart;
import io.sluice.ledger.State;
import io.sluice.ledger.sqlite.SqliteLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of stages, and do to them. */
class StageCommandsTest {
    private static final String RUN = "20240115T103000Z-4f2a";
    private static final Instant START = Instant.parse("2024-01-15T10:30:00Z");
    private static final Feed NOTIFY = new Feed("notify", FileId.VALIDATE);

    private final Home home;
    private final Path ledgerFile;

    StageCommandsTest(@TempDir Path directory) throws Exception {
        home = Home.in(directory);
        ledgerFile = home.path().resolve("data/_ledger/ledger.db");
        for (String file : List.of(
                "routes/outcomes.camel.yaml",
                "routes/templates/document-source.camel.yaml",
                "routes/sources/sff.camel.yaml")) {
            home.write(file, Files.readString(Path.of(file)));
        }
        home.write("config/schemas/funding_data_v1.json", Home.SCHEMA);
    }

    /** Three files are published; notify has done the first, clean has begun with none. */
    private void stages() throws Exception {
        try (SqliteLedger ledger = SqliteLedger.open(ledgerFile)) {
            ledger.runStarted(RUN, "once", START);
            for (String path : List.of("a.json", "b.json", "c.json")) {
                ledger.enter(validated(path));
            }
            ledger.stageStarted(new StageStart("notify", "validated", null, false));
            ledger.stageStarted(new StageStart("clean", "validated", "cleaned", false));
            ledger.advance(List.of(new Cursor(NOTIFY, "sff", 1, 1, 0, 0, 0)));
        }
    }

    private static Decision validated(String path) {
        String sha256 = Integer.toHexString(path.charAt(0)).repeat(32);
        return new Decision(
                new FileId("sff", path),
                20,
                1,
                0,
                sha256,
                State.VALIDATED,
                "funding_data_v1",
                sha256,
                "sff/" + path,
                sha256,
                null,
                0,
                RUN,
                START,
                START);
    }

    private JsonNode json(String... arguments) throws Exception {
        return new ObjectMapper().readTree(home.sluice(arguments).out());
    }

    @Test
    void statusHasALineForEachStageAndMarksThoseWithoutARoute() throws Exception {
        stages();

        String out = home.sluice("status").out();

        assertThat(out)
                .containsPattern("notify +\\| validated +\\| +1 \\| +0 \\| +0 \\| +0 \\| +2\n")
                .containsPattern("clean +\\| validated +\\| +0 \\| +0 \\| +0 \\| +0 \\| +0\n +\\| → cleaned")
                .contains("notify: no route declares it; end it with: sluice stage forget notify");
        assertThat(home.sluice("stage", "list").out().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void stagesInJsonHaveStableKeys() throws Exception {
        stages();

        JsonNode stages = json("status", "--json").get("stages");

        assertThat(stages.get(1).toString())
                .isEqualTo(
                        "{\"stage\":\"notify\",\"reads\":\"validated\",\"publishes\":null,\"available\":3,\"done\":1,"
                                + "\"rejected\":0,\"superseded\":0,\"skipped\":0,\"pending\":2,"
                                + "\"sources\":[{\"source\":\"sff\",\"available\":3,\"done\":1,\"rejected\":0,"
                                + "\"superseded\":0,\"skipped\":0,\"pending\":2}],\"declared\":false}");
        assertThat(json("stage", "list", "--json").get("stages")).isEqualTo(stages);
    }

    @Test
    void ofAStageItIsNotKnownWhetherItIsDeclaredWhereTheRoutesHaveProblems() throws Exception {
        stages();
        home.write("routes/sources/broken.camel.yaml", "- route: {}\n");

        assertThat(json("status", "--json").at("/stages/0/declared").isNull()).isTrue();
        assertThat(home.sluice("status").out()).doesNotContain("no route declares it");
        Outcome forget = home.sluice("stage", "forget", "notify");
        assertThat(forget.exitCode()).isEqualTo(2);
        assertThat(forget.err()).contains("routes/sources/broken.camel.yaml");
        assertThat(json("stage", "list", "--json").get("stages")).hasSize(2);
    }

    @Test
    void beforeThereIsAnyStageListSaysSo() throws Exception {
        assertThat(home.sluice("stage", "list").out()).contains("No stage reads what others publish");
        assertThat(json("stage", "list", "--json").get("stages")).isEmpty();
        assertThat(home.sluice("stage", "forget", "notify").err()).contains("there is no ledger");
        assertThat(ledgerFile).doesNotExist();
    }

    @Test
    void aForgottenStageIsGone() throws Exception {
        stages();

        Outcome outcome = home.sluice("stage", "forget", "notify");

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        0,
                        "The stage notify is ended: 1 done, 2 pending are forgotten. What it published and decided stays.\n",
                        ""));
        assertThat(home.sluice("stage", "list").out()).contains("clean").doesNotContain("notify");
        Outcome again = home.sluice("stage", "forget", "no\ntify");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("no stage \"no\\ntify\"", "there are: clean");
    }

    @Test
    void aFileIsAskedForAgainBySourceAndPathOrByItsPlaceInAZone() throws Exception {
        stages();
        home.write("data/transformed/validated/sff/b.json", "{}");

        Outcome outcome =
                home.sluice("reprocess", "--stage", "notify", "sff/a.json", "data/transformed/validated/sff/b.json");

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        0,
                        """
                        sff/a.json is asked for again at the stage notify
                        sff/b.json is asked for again at the stage notify
                        """,
                        ""));
        try (SqliteLedger ledger = SqliteLedger.open(ledgerFile)) {
            NewsPage news = ledger.news(NOTIFY, null, 3);
            assertThat(news.news()).hasSize(2).allMatch(each -> each.again());
        }
        assertThat(home.sluice("why", "sff/a.json").out()).contains("asked again version 1");
    }

    @Test
    void whatIsRefusedIsSaidAndTheOthersAreAskedFor() throws Exception {
        stages();

        Outcome outcome =
                home.sluice("reprocess", "--stage", "notify", "--skip", "sff/a.json", "sff/b.json", "no\nwhere");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEqualTo("sff/b.json is passed over by the stage notify\n");
        assertThat(outcome.err())
                .contains("Refused: sff/a.json has nothing pending at the stage notify")
                .contains("Refused: no\\nwhere is no file of a source");
        JsonNode json = json("reprocess", "--stage", "notify", "--skip", "--json", "sff/b.json", "sff/c.json");
        assertThat(json.get("skip").asBoolean()).isTrue();
        assertThat(json.at("/files/0/refusal").asText()).contains("already");
        assertThat(json.at("/files/1").toString())
                .isEqualTo(
                        "{\"asked\":\"sff/c.json\",\"source\":\"sff\",\"path\":\"c.json\",\"done\":true,\"refusal\":null}");
    }

    @Test
    void anUnknownStageAndTheOneThatReadsRawAreRefusedWithWhatToDoInstead() throws Exception {
        stages();

        Outcome unknown = home.sluice("reprocess", "--stage", "notfy", "sff/a.json");
        Outcome validate = home.sluice("reprocess", "--stage", "validate", "sff/a.json");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("no stage \"notfy\"; there are: clean, notify");
        assertThat(validate.exitCode()).isEqualTo(2);
        assertThat(validate.err()).contains("takes a file again by itself when its content changes");
        assertThat(home.sluice("reprocess", "--stage", "notify").exitCode()).isEqualTo(2);
        assertThat(home.sluice("stage").exitCode()).isEqualTo(2);
        assertThat(home.sluice("stage", "forget", "--help").out()).contains("sluice stage forget notify");
    }

    @Test
    void theHomeMayBeNamedBehindACommandOfACommand() throws Exception {
        stages();

        assertThat(home.sluice("stage", "list", "--home", home.path().toString())
                        .out())
                .contains("notify");
    }
}
