package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.Home.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    private static final String GOOD = "{\"grant_id\":\"g-1\",\"amount\":5}";
    private static final String BAD = "{\"grant_id\":1,\"amount\":\"5\"}";

    private final Home home;

    ValidateCommandTest(@TempDir Path directory) throws Exception {
        home = Home.in(directory);
    }

    @Test
    void allValidIsExitCodeZero() throws Exception {
        home.write("in/a.json", GOOD);
        home.write("in/deep/er/b.json", GOOD);

        Outcome outcome = validate("in");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .containsSubsequence(" file ", " verdict ", " errors", "in/a.json", "valid", "in/deep/er/b.json")
                .endsWith("2 files checked: 2 valid, 0 invalid.\n")
                .doesNotContain("Reasons");
    }

    @Test
    void invalidFilesAreListedWithReasonsAndExitCodeOne() throws Exception {
        home.write("in/a.json", GOOD);
        home.write("in/b.json", BAD);
        home.write("in/empty.json", "");

        Outcome outcome = validate("in");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .containsSubsequence("Reasons", " in/b.json\n   ", "/grant_id", "/amount", " in/empty.json\n   ")
                .endsWith("3 files checked: 1 valid, 2 invalid.\n");
    }

    @Test
    void jsonHasStableKeysInTheOrderOfThePaths() throws Exception {
        home.write("in/b.json", BAD);
        home.write("in/a\n\"ü.json", GOOD);

        Outcome outcome = validate("in", "--json");
        JsonNode json = new ObjectMapper().readTree(outcome.out());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(json.get("files").intValue()).isEqualTo(2);
        assertThat(json.get("valid").intValue()).isEqualTo(1);
        assertThat(json.get("invalid").intValue()).isEqualTo(1);
        assertThat(json.get("results").findValuesAsText("file")).containsExactly("in/a\n\"ü.json", "in/b.json");
        JsonNode bad = json.get("results").get(1);
        assertThat(bad.get("valid").booleanValue()).isFalse();
        assertThat(bad.get("error_count").intValue()).isEqualTo(2);
        assertThat(bad.get("findings").get(0).fieldNames())
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
                        "found");
        assertThat(bad.get("findings").findValuesAsText("pointer")).containsExactlyInAnyOrder("/grant_id", "/amount");
        assertThat(bad.get("findings").findValuesAsText("severity")).containsOnly("error");
    }

    @Test
    void filesStayAsTheyAre() throws Exception {
        Path file = home.write("in/b.json", BAD);
        List<Path> before = everything();

        validate("in");

        assertThat(everything()).isEqualTo(before);
        assertThat(file).hasContent(BAD);
    }

    @Test
    void singleFileMayBeGiven() throws Exception {
        Path file = home.write("in/a.json", GOOD);

        assertThat(validate("in/a.json").out()).contains(" in/a.json ", "1 file checked: 1 valid");
        assertThat(validate(file.toString(), "--json").out()).contains("\"file\" : \"" + file + "\"");
    }

    @Test
    void schemaMayBeAPath() throws Exception {
        home.write("in/a.json", GOOD);
        home.write("drafts/strict.json", "{\"type\":\"object\",\"required\":[\"url\"]}");

        Outcome outcome = home.sluice("validate", "--directory", "in", "--schema", "drafts/strict.json");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("url");
    }

    @Test
    void namesThatARunIgnoresAreIgnoredAndCounted() throws Exception {
        home.write("in/a.json", GOOD);
        for (String ignored : List.of(".hidden.json", "b.json.part", "c.tmp", "d.json~", ".git/e.json")) {
            home.write("in/" + ignored, BAD);
        }

        assertThat(validate("in").out()).endsWith("1 file checked: 1 valid, 0 invalid; 5 ignored for their name.\n");
    }

    @Test
    void reservedNameIsAFinding() throws Exception {
        home.write("in/a.json.reason.json", GOOD);

        assertThat(validate("in").exitCode()).isEqualTo(1);
    }

    @Test
    void whatIsNoFileOfTheDirectoryIsPassedOverWithAWarning() throws Exception {
        home.write("in/a.json", GOOD);
        Files.createSymbolicLink(home.path().resolve("in/out.json"), home.write("elsewhere.json", BAD));
        Files.createSymbolicLink(home.path().resolve("in/nothing.json"), Path.of("gone"));
        Files.createSymbolicLink(home.path().resolve("in/inside.json"), Path.of("a.json"));
        assertThat(new ProcessBuilder(
                                "mkfifo", home.path().resolve("in/pipe.json").toString())
                        .start()
                        .waitFor())
                .isZero();

        Outcome outcome = validate("in");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("2 files checked: 2 valid").contains("in/inside.json");
        assertThat(outcome.err())
                .contains("Passed over: out.json is a link that leaves the directory")
                .contains("Passed over: nothing.json is a link to nothing")
                .contains("Passed over: pipe.json is neither a file nor a directory");
    }

    @Test
    void missingDirectoryOrSchemaIsWrongUsage() throws Exception {
        home.write("in/a.json", GOOD);

        assertThat(validate("nowhere").exitCode()).isEqualTo(2);
        assertThat(validate("nowhere").err()).contains(home.path().resolve("nowhere") + " does not exist");
        Outcome unknown = home.sluice("validate", "--directory", "in", "--schema", "grant_v9");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("grant_v9");
        assertThat(home.sluice("validate", "--directory", "in").exitCode()).isEqualTo(2);
    }

    @Test
    void fileBeyondTheSizeLimitIsAFinding() throws Exception {
        home.write("config/application.properties", "sluice.document.size_mib_max = 1\n");
        home.write("in/large.json", "[" + " ".repeat(1 << 20) + "]");
        home.write("in/largest.json", "{\"grant_id\":\"" + "x".repeat((1 << 20) - 15) + "\"}");

        assertThat(validate("in").out()).contains("2 files checked: 1 valid, 1 invalid");
    }

    @Test
    void manyFilesAreSummarizedForPeople() throws Exception {
        for (int file : IntStream.range(0, 100).toArray()) {
            home.write(String.format(Locale.ROOT, "in/%03d.json", file), BAD);
        }

        assertThat(validate("in").out())
                .contains(" in/009.json\n   ")
                .doesNotContain(" in/010.json\n   ")
                .contains(" 20 of 200 reasons are shown; --json prints them all.");
    }

    private Outcome validate(String directory, String... more) {
        String[] arguments = {"validate", "--directory", directory, "--schema", "grant_v1"};
        return home.sluice(Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new));
    }

    private List<Path> everything() throws Exception {
        try (var paths = Files.walk(home.path())) {
            return paths.sorted().toList();
        }
    }
}
