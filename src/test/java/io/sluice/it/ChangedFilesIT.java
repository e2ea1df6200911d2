package io.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of files that are not new: touched, changed, corrected, copied, and files whose schema changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangedFilesIT {
    private static final String SCHEMA =
            """
            { "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object", "required": ["grant_id"], "properties": { "amount": { "type": %s } } }
            """;
    private static final String STRICT = SCHEMA.formatted("\"number\"");
    private static final String LENIENT = SCHEMA.formatted("[\"number\", \"string\"]");

    private SluiceHome home;
    private Ended second;
    private List<String> deadLettersAfterSecond;
    private List<String> versionsOfTouched;
    private List<String> versionsOfChanged;
    private List<String> eventsOfChanged;
    private List<String> eventsOfCopy;
    private Ended afterSchemaChange;
    private List<String> backupsBeforeLoss;
    private Ended afterLedgerLoss;

    @BeforeAll
    void runAgainAndAgain(@TempDir Path directory) throws Exception {
        home = SluiceHome.in(directory).schema("grant_v1", STRICT).source("sff", "grant_v1");
        home.deliver("sff/touched.json", Grants.valid("touched"));
        home.deliver("sff/2024/q1/changed.json", Grants.valid("before"));
        home.deliver("sff/2024/q1/spoiled.json", Grants.valid("good"));
        home.deliver("sff/2024/q1/corrected.json", Grants.invalid("corrected"));
        home.deliver("sff/still-bad.json", Grants.invalid("still-bad"));
        home.runOnce();

        Files.setLastModifiedTime(home.raw("sff/touched.json"), FileTime.from(Instant.parse("2024-01-15T10:30:00Z")));
        home.deliver("sff/2024/q1/changed.json", Grants.valid("after"));
        home.deliver("sff/2024/q1/spoiled.json", Grants.invalid("bad"));
        home.deliver("sff/2024/q1/corrected.json", Grants.valid("corrected"));
        home.deliver("sff/copies/copy.json", Grants.valid("touched"));
        second = home.runOnce();
        deadLettersAfterSecond = Tree.files(home.deadLetter(""));
        versionsOfTouched = home.ledger().versions("sff", "touched.json");
        versionsOfChanged = home.ledger().versions("sff", "2024/q1/changed.json");
        eventsOfChanged = home.ledger().events("sff", "2024/q1/changed.json");
        eventsOfCopy = home.ledger().events("sff", "copies/copy.json");

        home.schema("grant_v1", LENIENT);
        afterSchemaChange = home.runOnce();

        backupsBeforeLoss = Tree.files(home.file("data/_backups"));
        Files.delete(home.file("data/_ledger/ledger.db"));
        afterLedgerLoss = home.runOnce();
    }

    @Test
    void theSecondRunAddsUp() throws Exception {
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.count("seen")).isEqualTo(6);
        assertThat(second.count("validated")).isEqualTo(3);
        assertThat(second.count("rejected")).isEqualTo(1);
        assertThat(second.count("already_processed")).isEqualTo(2);
        assertThat(second.count("pending")).isZero();
    }

    @Test
    void aTouchedFileIsReadAndGetsNoNewVersion() throws Exception {
        assertThat(home.log().stream().filter(line -> line.endsWith("Processing file sff/touched.json")))
                .as("the first reading, the hash of the touched file, and the reading without a ledger")
                .hasSize(3);
        assertThat(versionsOfTouched).containsExactly("1 VALIDATED " + Tree.sha256(home.raw("sff/touched.json")));
        assertThat(linesAbout("sff/touched.json", "Checksum mismatch")).isEmpty();
    }

    @Test
    void changedContentIsAnAlarmAndANewVersionWithABackupOfTheOld() throws Exception {
        assertThat(linesAbout("sff/2024/q1/changed.json", "Checksum mismatch"))
                .singleElement()
                .asString()
                .contains(" ERROR ");
        assertThat(home.validated("sff/2024/q1/changed.json")).hasContent(Grants.valid("after"));
        assertThat(versionsOfChanged)
                .containsExactly(
                        "1 VALIDATED " + Tree.sha256(Grants.valid("before").getBytes(UTF_8)),
                        "2 VALIDATED " + Tree.sha256(Grants.valid("after").getBytes(UTF_8)));
        assertThat(eventsOfChanged).containsExactly("validated", "raw_changed", "validated");
        assertThat(backup(second, "v1/sff/2024/q1/changed.json")).hasContent(Grants.valid("before"));
    }

    @Test
    void contentBehindTheSameSizeAndMtimeIsAnAlarmAndANewVersion(@TempDir Path own) throws Exception {
        SluiceHome behind = SluiceHome.in(own).schema("grant_v1", STRICT).source("sff", "grant_v1");
        behind.deliver("sff/a.json", Grants.valid("A-1"));
        behind.runOnce();
        Path file = behind.raw("sff/a.json");
        FileTime modified = Files.getLastModifiedTime(file);
        Files.writeString(file, Grants.valid("A-2"));
        Files.setLastModifiedTime(file, modified);

        Ended run = behind.runOnce();

        assertThat(run.count("validated")).isEqualTo(1);
        assertThat(behind.validated("sff/a.json")).hasContent(Grants.valid("A-2"));
        assertThat(behind.ledger().events("sff", "a.json")).containsExactly("validated", "raw_changed", "validated");
    }

    @Test
    void changedContentThatFailsLeavesTheLastGoodVersionPublished() throws Exception {
        assertThat(linesAbout("sff/2024/q1/spoiled.json", "Checksum mismatch"))
                .singleElement()
                .asString()
                .contains(" ERROR ");
        assertThat(deadLettersAfterSecond)
                .containsExactly(
                        "sff/2024/q1/spoiled.json",
                        "sff/2024/q1/spoiled.json.reason.json",
                        "sff/still-bad.json",
                        "sff/still-bad.json.reason.json");
        assertThat(backup(afterSchemaChange, "v1/sff/2024/q1/spoiled.json"))
                .as("what was published until the changed schema let the new content through")
                .hasContent(Grants.valid("good"));
    }

    @Test
    void aCorrectedFileTakesItsDeadLetterAway() throws Exception {
        assertThat(home.validated("sff/2024/q1/corrected.json")).hasContent(Grants.valid("corrected"));
        assertThat(deadLettersAfterSecond).noneMatch(file -> file.contains("corrected"));
        assertThat(linesAbout("sff/2024/q1/corrected.json", "Checksum mismatch"))
                .isEmpty();
    }

    @Test
    void theSameContentUnderAnotherPathIsPublishedAndNotedAsADuplicate() throws Exception {
        assertThat(home.validated("sff/copies/copy.json")).hasContent(Grants.valid("touched"));
        assertThat(eventsOfCopy).containsExactly("validated", "duplicate");
        assertThat(linesAbout("sff/copies/copy.json", "same content as sff/touched.json"))
                .isNotEmpty();
    }

    @Test
    void aUsedSchemaThatChangedIsAnAlarmAndRejectedFilesAreTriedAgain() throws Exception {
        assertThat(home.log())
                .filteredOn(line -> line.contains(" ERROR ") && line.contains("The schema grant_v1 was used"))
                .hasSize(1);
        assertThat(afterSchemaChange.exitCode()).as("a used schema was edited").isEqualTo(1);
        assertThat(afterSchemaChange.json().at("/alarms/schema_edited").asInt()).isEqualTo(1);
        assertThat(afterSchemaChange.count("validated")).isEqualTo(2);
        assertThat(afterSchemaChange.count("already_processed")).isEqualTo(4);
        assertThat(home.validated("sff/still-bad.json")).hasContent(Grants.invalid("still-bad"));
        assertThat(Tree.files(home.deadLetter(""))).isEmpty();
    }

    @Test
    void aLostLedgerIsRebuiltByRepublishingEqualBytesWithoutBackups() throws Exception {
        assertThat(afterLedgerLoss.exitCode()).isZero();
        assertThat(afterLedgerLoss.count("validated")).isEqualTo(6);
        assertThat(Tree.files(home.file("data/_backups"))).isEqualTo(backupsBeforeLoss);
        assertThat(Tree.files(home.validated(""))).hasSize(6).allSatisfy(place -> assertThat(home.validated(place))
                .hasSameBinaryContentAs(home.raw(place)));
        assertThat(home.ledger().query("SELECT DISTINCT number, state FROM current_versions"))
                .containsExactly("1 VALIDATED");
    }

    private Path backup(Ended run, String place) throws Exception {
        return home.file("data/_backups/runs/" + run.json().get("run").asText()).resolve(place);
    }

    private List<String> linesAbout(String file, String phrase) throws Exception {
        return home.log().stream()
                .filter(line -> line.contains(file) && line.contains(phrase))
                .toList();
    }
}
