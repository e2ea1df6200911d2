package io.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that a user added to a route, and that fail: no file is lost, published unseen, or tried without a pause. */
class StepFaultIT {
    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final int FILES = 7;
    private static final String REFUSED =
            """
            - throwException:
                exceptionType: java.net.ConnectException
                message: Connection refused
            """;

    /** A file is said to be processed once per fault, and tried more often. */
    private static final String TRIED =
            """
            - log:
                message: "tried ${header.CamelFileName}"
            """;

    private SluiceHome home;
    private Template template;

    @BeforeEach
    void sevenFiles(@TempDir Path directory) throws IOException {
        home = SluiceHome.in(directory).shippedSchema().source("sff", "funding_data_v1");
        template = new Template(home);
        for (int file = 0; file < FILES; file++) {
            home.deliver("sff/" + file + ".json", Grants.valid("grant-" + file));
        }
    }

    @Test
    void aStepThatChangesTheBodyPublishesNothingUntilItIsRemoved() throws Exception {
        template.stepBeforeThePublication("- setBody: { constant: '[]' }");

        Ended run = home.runOnce();

        assertAllPending(run);
        assertSaidOnce(run, "a step has changed the body, and zone:validated publishes files as they were read");
        assertHealed();
    }

    @Test
    void aHeaderMayBeSetAndAFileLeftOutByAFilter() throws Exception {
        template.stepBeforeThePublication(
                """
                - setHeader: { name: note, constant: seen }
                - filter:
                    simple: "${header.CamelFileName} == '0.json'"
                    steps:
                      - stop: {}
                """);

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(5);
        assertThat(run.count("validated")).isEqualTo(FILES - 1);
        assertThat(run.count("pending")).isEqualTo(1);
        assertSaidOnce(run, "it ended without taking the file to a zone");
    }

    @Test
    void withoutACheckNothingIsValidated() throws Exception {
        template.withoutCheck();
        assertRefusedAtTheStart("nothing checks a file before zone:validated");
    }

    private void assertRefusedAtTheStart(String why) throws Exception {
        Ended run = home.runOnce();
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err())
                .containsPattern("routes/templates/document-source.camel.yaml:\\d+: ")
                .contains(why);
        assertThat(home.validated("sff")).doesNotExist();
        assertHealed();
    }

    @Test
    void withoutAPublicationNothingIsValidated() throws Exception {
        template.withoutPublication();
        assertRefusedAtTheStart("no step takes a file to a zone");
    }

    @Test
    void aStepThatThrowsLeavesEveryFilePendingAndIsSaidOnceWithItsCause() throws Exception {
        template.stepBeforeThePublication(REFUSED);

        Ended run = home.runOnce();

        assertAllPending(run);
        assertSaidOnce(run, "(java.net.ConnectException: Connection refused)");
        assertThat(theFault(run.json()).get("message").asText())
                .startsWith("Step failed: step ")
                .contains("throwException")
                .contains(" of route sff ");
        assertHealed();
    }

    @Test
    void aStepThatThrowsIsTriedWithPausesWhileSluiceWatches() throws Exception {
        template.stepBeforeThePublication(TRIED + REFUSED);
        try (RunningSluice watching = home.start("run", "--json")) {
            await().atMost(AT_MOST).until(() -> triesOf("0.json").size() >= 3);

            JsonNode status = home.sluice("status", "--json").json();
            assertThat(theFault(status).get("kind").asText()).isEqualTo("step");
            assertThat(theFault(status).get("sources").get(0).asText()).isEqualTo("sff");
            watching.signal("TERM");
            assertThat(watching.endedWithin(10).exitCode()).isEqualTo(143);
        }
        List<Instant> tries = triesOf("0.json");
        assertThat(Duration.between(tries.get(0), tries.get(2)))
                .as("one pause of a second, then one of two; a poll comes every 50 ms")
                .isGreaterThan(Duration.ofMillis(2_500));
        assertOneErrorWithoutTrace();
        assertHealed();
    }

    @Test
    void aStepThatThrowsBehindThePublicationTakesNothingBack() throws Exception {
        template.stepBehindThePublication(REFUSED);

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isNotEqualTo(70);
        assertPublishedButFailedBehind(run);
        assertThat(home.log()).anyMatch(line -> line.contains("java.net.ConnectException: Connection refused"));
    }

    @Test
    void aSecondPublicationFailsBehindTheFirst() throws Exception {
        template.stepBehindThePublication("- filter: { simple: \"true\", steps: [ { to: \"zone:validated\" } ] }");

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isNotEqualTo(70);
        assertPublishedButFailedBehind(run);
    }

    private void assertPublishedButFailedBehind(Ended run) throws Exception {
        assertThat(run.count("validated")).isEqualTo(FILES);
        assertThat(run.count("pending")).isZero();
        assertThat(Tree.files(home.validated("sff"))).hasSize(FILES);
        assertThat(home.log().stream()
                        .filter(line ->
                                line.contains(" ERROR ") && line.contains(" failed behind the decision on sff/"))
                        .filter(line -> line.contains(" of route sff ") && line.contains("which stays VALIDATED")))
                .hasSize(FILES);
        assertThat(home.log()).allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*"));
        assertThat(home.runOnce().count("already_processed")).isEqualTo(FILES);
    }

    @Test
    void anExceptionMayBeMappedToAFaultOfTheWorld() throws Exception {
        template.stepBeforeThePublication(REFUSED);
        map("environmentFault");

        Ended run = home.runOnce();

        assertAllPending(run);
        assertSaidOnce(run, "(java.net.ConnectException: Connection refused)");
    }

    @Test
    void anExceptionMayBeMappedToLeavingTheFilePending() throws Exception {
        template.stepBeforeThePublication(REFUSED);
        map("leavePending");

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.count("pending")).isEqualTo(FILES);
        assertThat(run.json().get("faults")).isEmpty();
        assertThat(Tree.files(home.validated(""))).isEmpty();
        assertThat(home.log().stream()
                        .filter(line -> line.contains(" is left pending by its route: java.net.ConnectException")))
                .hasSize(FILES);
    }

    @Test
    void whatItsRouteLeavesPendingIsTriedWithPausesWhileSluiceWatches() throws Exception {
        template.stepBeforeThePublication(TRIED + REFUSED);
        map("leavePending");
        try (RunningSluice watching = home.start("run", "--json")) {
            await().atMost(AT_MOST).until(() -> triesOf("0.json").size() >= 3);
            watching.signal("TERM");
            assertThat(watching.endedWithin(10).exitCode()).isEqualTo(143);
        }
        List<Instant> tries = triesOf("0.json");
        assertThat(Duration.between(tries.get(0), tries.get(2))).isGreaterThan(Duration.ofMillis(2_500));
        assertThat(home.log()).noneMatch(line -> line.contains(" ERROR "));
    }

    /** A copy of the outcomes in which the exception has its own. */
    private void map(String bean) throws IOException {
        String outcomes = "routes/outcomes.camel.yaml";
        String mapped =
                """
                      - onException:
                          exception:
                            - java.net.ConnectException
                          handled:
                            constant: "true"
                          steps:
                            - process:
                                ref: BEAN
                """
                        .replace("BEAN", bean);
        String written = Files.readString(home.file(outcomes));
        int at = written.indexOf("      - onException:");
        home.write(outcomes, written.substring(0, at) + mapped + written.substring(at));
    }

    /** What commits for all routes never waits for a step of one. */
    @Test
    void stepsBehindThePublicationRunOnTheWorkersOfTheirSource() throws Exception {
        template.stepBehindThePublication(
                """
                - delay: { constant: "20", asyncDelayed: "false" }
                - log: { logName: behind, message: "${header.CamelFileName}" }
                - setHeader: { name: note, constant: published }
                - log: { logName: last, message: "${header.CamelFileName}" }
                """);
        for (int file = 0; file < 50; file++) {
            home.deliver("sff/more/" + file + ".json", Grants.valid("more-" + file));
        }

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.count("validated")).isEqualTo(FILES + 50);
        for (String logger : List.of("behind", "last")) {
            assertThat(threadsOf(logger)).isNotEmpty().allMatch(thread -> thread.endsWith(" - sff"));
        }
    }

    private Set<String> threadsOf(String logger) throws IOException {
        Set<String> threads = new TreeSet<>();
        for (String line : Files.readAllLines(home.file("logs/migration/migration.json"))) {
            JsonNode event = SluiceHome.json(line);
            if (event.get("logger").asText().equals(logger)) {
                threads.add(event.get("thread").asText());
            }
        }
        return threads;
    }

    private void assertAllPending(Ended run) throws Exception {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(5);
        assertThat(run.count("validated")).isZero();
        assertThat(run.count("rejected")).isZero();
        assertThat(run.count("pending")).isEqualTo(FILES);
        assertThat(run.count("failed")).isEqualTo(FILES);
        assertThat(Tree.files(home.validated(""))).isEmpty();
        assertThat(Tree.files(home.deadLetter(""))).isEmpty();
        assertThat(home.ledger().query("SELECT count(*) FROM versions")).containsExactly("0");
    }

    /** In the log, in the summary and in the status. */
    private void assertSaidOnce(Ended run, String said) throws Exception {
        assertOneErrorWithoutTrace();
        for (JsonNode told : List.of(run.json(), home.sluice("status", "--json").json())) {
            assertThat(theFault(told).get("kind").asText()).isEqualTo("step");
            assertThat(theFault(told).get("message").asText())
                    .startsWith("Step failed: ")
                    .contains("route sff ")
                    .contains(said);
        }
        assertThat(home.sluice("status").out()).contains(said);
    }

    private void assertOneErrorWithoutTrace() throws IOException {
        assertThat(home.log().stream().filter(line -> line.contains(" ERROR ")))
                .singleElement()
                .asString()
                .contains("Step failed: ");
        assertThat(home.log()).as("no stack traces").allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*"));
    }

    private static JsonNode theFault(JsonNode told) {
        assertThat(told.get("faults")).hasSize(1);
        return told.get("faults").get(0);
    }

    private void assertHealed() throws Exception {
        template.restore();
        Ended healed = home.runOnce();
        assertThat(healed.exitCode()).as(healed.err()).isZero();
        assertThat(healed.count("validated")).isEqualTo(FILES);
        assertThat(home.sluice("status", "--json").json().get("faults")).isEmpty();
    }

    private List<Instant> triesOf(String file) throws IOException {
        List<Instant> tries = new ArrayList<>();
        for (String line : home.log()) {
            if (line.endsWith("tried " + file)) {
                tries.add(Instant.parse(line.substring(0, line.indexOf(' '))));
            }
        }
        return tries;
    }
}
