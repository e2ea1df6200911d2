package io.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users write into routes, and where they put things: it works as written, or the start says why not. */
class RouteMishapsIT {
    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final List<String> NAMES = List.of(
            "${year}.json",
            "a+b.json",
            "%41.json",
            " blank s.json",
            "\"quoted\" 'twice'.json",
            "a&b=c.json",
            "who?.json",
            "a#b.json",
            "fünf.json");

    @TempDir
    private Path directory;

    private SluiceHome home;

    @BeforeEach
    void aSource() throws IOException {
        home = home(directory);
    }

    private static SluiceHome home(Path directory) throws IOException {
        SluiceHome home = SluiceHome.in(directory).shippedSchema().source("sff", "funding_data_v1");
        home.deliver("sff/good.json", Grants.valid("good"));
        return home;
    }

    @Test
    void noOptionThatCouldTouchRawIsTaken() throws Exception {
        new Template(home)
                .replace(
                        "          stableSeconds:",
                        """
                        noop: "true"
                        delete: "true"
                        move: done
                        readLock: changed
                        stableSeconds:"""
                                .indent(10)
                                .stripTrailing());

        Ended run = home.runOnce();

        assertRefused(run);
        for (String option : List.of("noop", "delete", "move", "readLock")) {
            assertThat(run.err())
                    .containsPattern("routes/templates/document-source.camel.yaml:\\d+: unknown option of zone: \""
                            + option + "\"; expected one of: ");
        }
    }

    @Test
    void anOptionOfCamelThatAZoneWouldNotHeedIsRefused() throws Exception {
        new Template(home)
                .replace(
                        "          stableSeconds:", "          bridgeErrorHandler: \"true\"\n          stableSeconds:");

        Ended run = home.runOnce();

        assertRefused(run);
        assertThat(run.err()).contains("document-source.camel.yaml:", "unknown option of zone: \"bridgeErrorHandler\"");
    }

    @Test
    void aSourceThatIsNotStartedIsRefusedAndNotWaitedFor() throws Exception {
        new Template(home).replace("    route:\n", "    route:\n      autoStartup: \"false\"\n");

        Ended run = home.runOnce();

        assertRefused(run);
        assertThat(run.err())
                .contains("document-source.camel.yaml:", "would let run --once wait for ever", "autoStartup: true");
    }

    private void assertRefused(Ended run) throws IOException {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).doesNotContain("\tat ");
        assertThat(Tree.files(home.validated(""))).isEmpty();
        assertThat(home.raw("sff/good.json")).exists();
    }

    @Test
    void routesOfUsersReadFilesAsCamelDoesBesideTheSources() throws Exception {
        home.write(
                "routes/extra.camel.yaml",
                """
                - route:
                    id: copied
                    from:
                      uri: file:HOME/kept
                      parameters: { noop: "true", initialDelay: "50", delay: "50" }
                      steps:
                        - to: file:HOME/copies
                - route:
                    id: moved
                    from:
                      uri: file:HOME/inbox
                      parameters: { initialDelay: "50", delay: "50" }
                      steps:
                        - to: file:HOME/outbox
                """
                        .replace("HOME", home.path().toString()));
        home.write("kept/one.txt", "one");
        home.write("inbox/two.txt", "two");
        try (RunningSluice watching = home.start("run", "--json")) {
            awaitFile(home.file("copies/one.txt"));
            awaitFile(home.file("inbox/.camel/two.txt"));
            awaitFile(home.validated("sff/good.json"));
            home.deliver("sff/later.json", Grants.valid("later"));
            awaitFile(home.validated("sff/later.json"));
            watching.signal("TERM");
            Ended ended = watching.endedWithin(10);
            assertThat(ended.exitCode()).isEqualTo(143);
            assertThat(ended.count("validated")).isEqualTo(2);
        }
        assertThat(home.file("kept/one.txt")).hasContent("one");
        assertThat(home.file("outbox/two.txt")).hasContent("two");
        assertThat(home.file("inbox/two.txt")).doesNotExist();
        assertThat(home.log()).noneMatch(line -> line.contains(" ERROR "));
    }

    private static void awaitFile(Path file) {
        await().atMost(AT_MOST).until(() -> Files.exists(file));
    }

    @Test
    void namesThatMeanSomethingToCamelAreOnlyNames() throws Exception {
        home.source("marked", "funding_data_v1", "include=.+[.]json", "done_file=${file:name}.done");
        for (String name : NAMES) {
            home.deliver("marked/" + name, Grants.valid("named"));
            home.deliver("marked/" + name + ".done", "");
            home.deliver("marked/bad/" + name, Grants.invalid("named"));
            home.deliver("marked/bad/" + name + ".done", "");
        }
        home.deliver("marked/not-yet.json", Grants.valid("not yet"));
        home.deliver("marked/table.csv", "1;2");
        home.deliver("marked/table.csv.done", "");

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(Tree.files(home.validated("marked"))).containsExactlyInAnyOrderElementsOf(NAMES);
        List<String> kept = new ArrayList<>();
        for (String name : NAMES) {
            kept.add("bad/" + name);
            kept.add("bad/" + name + ".reason.json");
            assertThat(home.reason("marked/bad/" + name).get("file").asText()).isEqualTo("bad/" + name);
        }
        assertThat(Tree.files(home.deadLetter("marked"))).containsExactlyInAnyOrderElementsOf(kept);
        assertThat(run.count("pending")).as("waits for its done-file").isEqualTo(1);
        assertThat(home.runOnce().count("already_processed")).isEqualTo(1 + 2 * NAMES.size());
    }

    /** As the template says: with and without a done-file, in upper or lower case. */
    @ParameterizedTest
    @ValueSource(strings = {".+[.]json", ".+\\.json", "[a-z?#+% ]+.json"})
    void includeAloneMeansWhatIsWritten(String include) throws Exception {
        home.source("some", "funding_data_v1", "include=" + include);
        home.deliver("some/grant.json", Grants.valid("lower"));
        home.deliver("some/GRANT.JSON", Grants.valid("upper"));
        home.deliver("some/grant.csv", "1;2");

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Tree.files(home.validated("some"))).containsExactlyInAnyOrder("grant.json", "GRANT.JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a home, with blanks",
                "a+b",
                "who?",
                "a;b",
                "a#b&c=d",
                "it's \"quoted\"",
                "fünf",
                "a$b",
                "a:b",
                "*"
            })
    void aHomeMayLieUnderAnyName(String name) throws Exception {
        assertRunsIn(name);
    }

    /** The names of rolled log files are patterns. */
    @ParameterizedTest
    @ValueSource(strings = {"a(b", "a[b", "a{{b", "a{{b}}", "a%20b", "a\\b"})
    void aHomeWhoseNameMeansSomethingInAPatternNeedsAnotherPlaceForItsLogs(String name) throws Exception {
        SluiceHome named = home(Files.createDirectory(directory.resolve(name)));

        Ended run = named.runOnce();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("Log files cannot be kept in", "sluice.logs.directory");
        named.set("sluice.logs.directory", Files.createTempDirectory(directory, "logs"));
        assertThat(named.runOnce().count("validated")).isEqualTo(1);
    }

    private void assertRunsIn(String name) throws Exception {
        SluiceHome named = home(Files.createDirectory(directory.resolve(name)));
        named.deliver("sff/bad.json", Grants.invalid("bad"));

        Ended run = named.runOnce();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.count("validated")).isEqualTo(1);
        assertThat(named.validated("sff/good.json")).exists();
        assertThat(named.deadLetter("sff/bad.json.reason.json")).exists();
        assertThat(named.log()).isNotEmpty();
    }
}
