package io.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Files of every name that a file system allows, and of sizes at both ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamesIT {
    private static final String LONG_VALID = "v".repeat(250) + ".json";
    private static final String LONG_INVALID = "w".repeat(250) + ".json";
    private static final List<String> AWKWARD =
            List.of("two\nlines.json", "tab\tquote\"'.json", "a..json", " blank .json", "fünf – 五 🌉.json", "-rf", "*");

    private SluiceHome home;
    private Ended run;
    private Ended again;

    @BeforeAll
    void runOverAwkwardNames(@TempDir Path directory) throws Exception {
        home = SluiceHome.in(directory)
                .shippedSchema()
                .set("sluice.document.size_mib_max", 1)
                .source("sff", "funding_data_v1")
                .source("partial", "funding_data_v1", "include=.*[.]grant[.]json")
                .source("marked", "funding_data_v1", "done_file=${file:name}.done");
        home.deliver("sff/" + LONG_VALID, Grants.valid("long-valid"));
        home.deliver("sff/" + LONG_INVALID, Grants.invalid("long-invalid"));
        for (String name : AWKWARD) {
            home.deliver("sff/valid/" + name, Grants.valid("awkward"));
            home.deliver("sff/invalid/" + name, Grants.invalid("awkward"));
        }
        home.deliver("sff/reserved.json.reason.json", Grants.valid("reserved"));
        home.deliver("sff/empty.json", "");
        home.deliver("sff/large.json", Grants.valid("large") + " ".repeat(1024 * 1024));
        for (String ignored : List.of("half.json.part", "half.json.tmp", "half.json~", ".hidden.json", "..json")) {
            home.deliver("sff/ignored/" + ignored, Grants.valid("ignored"));
        }
        home.deliver("partial/one.grant.json", Grants.valid("one"));
        home.deliver("partial/one.report.json", Grants.valid("report"));
        home.deliver("marked/done.json", Grants.valid("done"));
        home.deliver("marked/done.json.done", "");
        home.deliver("marked/not-yet.json", Grants.valid("not-yet"));
        run = home.runOnce();
        again = home.runOnce();
    }

    @Test
    void everyFileIsDecidedButTheOneWithoutItsDoneFile() throws Exception {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.count("validated")).isEqualTo(1 + AWKWARD.size() + 2);
        assertThat(run.count("rejected")).isEqualTo(1 + AWKWARD.size() + 3);
        assertThat(run.count("pending")).isEqualTo(1);
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.count("already_processed")).isEqualTo(run.count("seen") - 1);
    }

    @Test
    void awkwardNamesKeepTheirNameInEveryZone() throws Exception {
        for (String name : AWKWARD) {
            assertThat(home.validated("sff/valid/" + name)).hasContent(Grants.valid("awkward"));
            assertThat(home.deadLetter("sff/invalid/" + name)).hasContent(Grants.invalid("awkward"));
            assertThat(home.reason("sff/invalid/" + name).get("file").asText()).isEqualTo("invalid/" + name);
        }
        assertThat(home.log())
                .as("a line break in a name breaks no line of the log")
                .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*"));
    }

    @Test
    void aNameOf255BytesIsPublishedAndItsReasonIsShortened() throws Exception {
        assertThat(LONG_VALID.getBytes(UTF_8)).hasSize(255);
        assertThat(home.validated("sff/" + LONG_VALID)).exists();
        assertThat(home.deadLetter("sff/" + LONG_INVALID)).exists();
        assertThat(reasonOf(LONG_INVALID).get("findings").get(0).get("code").asText())
                .isEqualTo("wrong_type");
    }

    @Test
    void aNameReservedForReasonsIsAFinding() throws Exception {
        assertThat(reasonOf("reserved.json.reason.json")
                        .get("findings")
                        .get(0)
                        .get("code")
                        .asText())
                .isEqualTo("reserved_name");
    }

    private JsonNode reasonOf(String file) throws IOException {
        for (String name : Tree.files(home.deadLetter("sff"))) {
            if (name.endsWith(".reason.json")) {
                JsonNode content = SluiceHome.json(home.deadLetter("sff/" + name));
                if (content.path("file").asText().equals(file)) {
                    return content;
                }
            }
        }
        throw new AssertionError("no reason of " + file);
    }

    @Test
    void anEmptyAndATooLargeDocumentAreFindings() throws Exception {
        assertThat(home.reason("sff/empty.json")
                        .get("findings")
                        .get(0)
                        .get("code")
                        .asText())
                .isEqualTo("empty_file");
        assertThat(home.reason("sff/large.json")
                        .get("findings")
                        .get(0)
                        .get("code")
                        .asText())
                .isEqualTo("too_large");
        assertThat(home.deadLetter("sff/large.json")).hasSameBinaryContentAs(home.raw("sff/large.json"));
    }

    @Test
    void unfinishedAndHiddenNamesAreIgnoredAndCounted() throws Exception {
        assertThat(home.validated("sff/ignored")).doesNotExist();
        for (JsonNode source : run.json().get("sources")) {
            assertThat(source.get("ignored").asInt())
                    .as(source.get("source").asText())
                    .isEqualTo(source.get("source").asText().equals("sff") ? 5 : 1);
        }
    }

    @Test
    void aSourceTakesOnlyWhatItIncludes() throws Exception {
        assertThat(Tree.files(home.validated("partial"))).containsExactly("one.grant.json");
    }

    @Test
    void aSourceWithDoneFilesWaitsForThem() throws Exception {
        assertThat(Tree.files(home.validated("marked"))).containsExactly("done.json");
        home.deliver("marked/not-yet.json.done", "");
        Ended later = home.runOnce();
        assertThat(later.count("validated")).isEqualTo(1);
        assertThat(later.count("pending")).isZero();
    }

    /** Cron starts programs without a locale; the launcher gives them one. */
    @Test
    void umlautsAreOpenedUnderTheLocaleOfCron(@TempDir Path directory) throws Exception {
        SluiceHome umlauts = SluiceHome.in(directory).shippedSchema().source("sff", "funding_data_v1");
        umlauts.deliver("sff/fünf.json", Grants.valid("five"));
        ProcessBuilder launcher = new ProcessBuilder(
                Path.of("sluice").toAbsolutePath().toString(),
                "run",
                "--once",
                "--json",
                "--home",
                umlauts.path().toString());
        launcher.environment().put("LC_ALL", "C");

        try (RunningSluice running = RunningSluice.of(launcher)) {
            Ended ended = running.ended();
            assertThat(ended.exitCode()).as(ended.err()).isZero();
        }
        assertThat(Tree.files(umlauts.validated("sff"))).containsExactly("fünf.json");
    }

    @Test
    void namesThatCannotBeOpenedArePassedOverWithOneWarningEach(@TempDir Path directory) throws Exception {
        SluiceHome latin = SluiceHome.in(directory).shippedSchema().source("sff", "funding_data_v1");
        latin.deliver("sff/good.json", Grants.valid("good"));
        latin.deliver("sff/back\\slash.json", Grants.valid("backslash"));
        assumeTrue(
                new ProcessBuilder("sh", "-c", "cp good.json \"$(printf 'caf\\351.json')\"")
                                .directory(latin.raw("sff").toFile())
                                .start()
                                .waitFor()
                        == 0,
                "skipped: this file system takes only names in UTF-8");

        Ended ended = latin.runOnce();

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.count("validated")).isEqualTo(2);
        assertThat(latin.validated("sff/back\\slash.json")).hasContent(Grants.valid("backslash"));
        assertThat(ended.count("ignored")).isEqualTo(1);
        assertThat(latin.log().stream().filter(line -> line.contains("Passed over")))
                .hasSize(1)
                .allMatch(line -> line.contains(" WARN "))
                .anyMatch(line -> line.contains("/sff/caf%E9.json: its name is not valid UTF-8; rename it"));
    }
}
