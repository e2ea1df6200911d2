package io.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer sees: the shipped samples, taken once, and once more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstRunIT {
    private static final List<String> PUBLISHED = List.of(
            "open_philanthropy/2024-01-15.json",
            "open_philanthropy/2024-05-06.json",
            "open_philanthropy/2024-10-21.json",
            "sff/2024-01-15.json",
            "sff/2024-02-12.json",
            "sff/2024-03-18.json",
            "sff/2024-h2/2024-09-02.json");

    private SluiceHome home;
    private SortedMap<String, String> rawBefore;
    private SortedMap<String, String> rawAfter;
    private Ended first;
    private Ended second;

    @BeforeAll
    void runTwice(@TempDir Path directory) throws Exception {
        home = SluiceHome.withSamples(directory);
        rawBefore = Tree.snapshot(home.file("data/raw"));
        first = home.runOnce();
        rawAfter = Tree.snapshot(home.file("data/raw"));
        second = home.runOnce();
    }

    @Test
    void theFirstRunTellsItsCountsAndThatSomethingWasRejected() throws Exception {
        assertThat(first.exitCode()).isEqualTo(1);
        assertThat(first.count("seen")).isEqualTo(9);
        assertThat(first.count("validated")).isEqualTo(7);
        assertThat(first.count("rejected")).isEqualTo(2);
        assertThat(first.err()).contains("Validation failed for sff/2024-04-22.json: 2 errors");
    }

    @Test
    void whatHoldsIsPublishedWithTheBytesOfTheRawFile() throws Exception {
        assertThat(Tree.files(home.validated(""))).containsExactlyElementsOf(PUBLISHED);
        for (String place : PUBLISHED) {
            assertThat(rawAfter.get("funding_sources/" + place)).endsWith(Tree.sha256(home.validated(place)));
        }
    }

    @Test
    void whatFailsLiesInTheDeadLetterFolderBesideItsReason() throws Exception {
        assertThat(Tree.files(home.deadLetter("")))
                .containsExactly(
                        "open_philanthropy/2024-06-17.json",
                        "open_philanthropy/2024-06-17.json.reason.json",
                        "sff/2024-04-22.json",
                        "sff/2024-04-22.json.reason.json");
        assertThat(home.deadLetter("sff/2024-04-22.json")).hasSameBinaryContentAs(home.raw("sff/2024-04-22.json"));
        JsonNode reason = home.reason("sff/2024-04-22.json");
        assertThat(reason.fieldNames())
                .toIterable()
                .containsExactly(
                        "source",
                        "file",
                        "sha256",
                        "size_bytes",
                        "schema",
                        "schema_sha256",
                        "rejected_at",
                        "run",
                        "error_count",
                        "truncated",
                        "findings");
        assertThat(reason.get("sha256").asText()).isEqualTo(Tree.sha256(home.raw("sff/2024-04-22.json")));
        assertThat(reason.get("run")).isEqualTo(first.json().get("run"));
        assertThat(reason.get("error_count").asInt()).isEqualTo(2);
        assertThat(reason.get("findings")).hasSize(2).allSatisfy(finding -> assertThat(finding.fieldNames())
                .toIterable()
                .containsExactly(
                        "severity",
                        "code",
                        "keyword",
                        "pointer",
                        "line",
                        "column",
                        "record",
                        "message",
                        "expected",
                        "found"));
    }

    @Test
    void theLedgerHoldsOneDecisionOnEachFile() throws Exception {
        List<String> expected = new ArrayList<>();
        for (String place : PUBLISHED) {
            expected.add(place + " VALIDATED " + Tree.sha256(home.validated(place)) + " " + place);
        }
        expected.add("open_philanthropy/2024-06-17.json REJECTED "
                + Tree.sha256(home.raw("open_philanthropy/2024-06-17.json")) + " -");
        expected.add("sff/2024-04-22.json REJECTED " + Tree.sha256(home.raw("sff/2024-04-22.json")) + " -");

        assertThat(home.ledger()
                        .query(
                                """
                                SELECT source || '/' || path, state, lower(hex(sha256)), coalesce(published_path, '-')
                                FROM current_versions WHERE run = ?""",
                                first.json().get("run").asText()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theSummaryIsPrintedAndKeptAndItsCountsAddUp() throws Exception {
        for (Ended run : List.of(first, second)) {
            JsonNode summary = run.json();
            Path kept = home.file("logs/runs/" + summary.get("run").asText() + ".json");
            assertThat(SluiceHome.json(kept)).isEqualTo(summary);
            assertThat(summary.fieldNames())
                    .toIterable()
                    .contains(
                            "run",
                            "seen",
                            "validated",
                            "rejected",
                            "already_processed",
                            "pending",
                            "failed",
                            "bytes",
                            "seconds",
                            "sources");
            addsUp(summary);
            assertThat(summary.get("sources")).hasSize(2).allSatisfy(FirstRunIT::addsUp);
        }
    }

    private static void addsUp(JsonNode counts) {
        assertThat(counts.required("seen").asLong())
                .isEqualTo(counts.required("validated").asLong()
                        + counts.required("rejected").asLong()
                        + counts.required("already_processed").asLong()
                        + counts.required("pending").asLong());
    }

    @Test
    void rawIsLeftAsItWasAndNoTempFileAnywhere() throws Exception {
        assertThat(rawAfter).isEqualTo(rawBefore);
        assertThat(Tree.files(home.path())).noneMatch(file -> file.endsWith(".tmp"));
    }

    /** Whoever read one would have said that it is processed, as {@link #bothLogsHoldEachEventOnALineOfItsOwn} counts. */
    @Test
    void theSecondRunKnowsEveryFileWithoutReadingOne() throws Exception {
        assertThat(second.exitCode()).isZero();
        assertThat(second.count("already_processed")).isEqualTo(9);
        assertThat(second.count("seen")).isEqualTo(9);
        assertThat(home.ledger().query("SELECT count(*) FROM versions")).containsExactly("9");
        assertThat(home.log()).anyMatch(line -> line.endsWith("sff: already processed: 5"));
        assertThat(String.join("\n", home.log())).doesNotContain("Checksum mismatch");
    }

    @Test
    void bothLogsHoldEachEventOnALineOfItsOwn() throws Exception {
        assertThat(home.log().stream().filter(line -> line.contains("Processing file")))
                .hasSize(9);
        List<String> json = Files.readAllLines(home.file("logs/migration/migration.json"), StandardCharsets.UTF_8);
        assertThat(json).hasSameSizeAs(home.log());
        for (String line : json) {
            assertThat(SluiceHome.json(line).get("level").asText()).isIn("INFO", "WARN", "ERROR");
        }
    }
}
