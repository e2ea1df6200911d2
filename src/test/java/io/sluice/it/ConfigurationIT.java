package io.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong before a run stops it: exit code 2, every problem in one go, nothing touched. */
class ConfigurationIT {
    @TempDir
    private Path directory;

    @Test
    void everyProblemInTheRoutesIsToldWithItsLine() throws Exception {
        SluiceHome home = SluiceHome.withSamples(directory);
        home.write("routes/sources/mapping.camel.yaml", "templatedRoute:\n  routeTemplateRef: document-source\n");
        home.write(
                "routes/sources/parameters.camel.yaml",
                """
                - templatedRoute:
                    routeTemplateRef: document-source
                    routeId: parameters
                    parameters:
                      - { name: source, value: parameters }
                      - { name: schema, value: no_such_schema }
                      - { name: stable_second, value: 5 }
                """);
        home.write(
                "routes/twice.camel.yaml",
                """
                - route:
                    id: sff
                    from:
                      uri: direct:twice
                      steps:
                        - proces:
                            ref: read
                """);
        replace(home, "queueFilesMax: ", "queueFileMax: ");

        Ended run = home.runOnce();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .containsSubsequence("problems in routes/:")
                .contains("routes/sources/mapping.camel.yaml:1: ")
                .contains("routes/sources/parameters.camel.yaml:6: unknown schema \"no_such_schema\"")
                .contains("routes/sources/parameters.camel.yaml:7: unknown parameter \"stable_second\"")
                .contains("route id \"sff\" is already used in routes/")
                .contains("routes/twice.camel.yaml:6: unknown step \"proces\"; expected one of: process")
                .containsPattern(
                        "routes/templates/document-source.camel.yaml:\\d+: unknown option of zone: \"queueFileMax\"");
        nothingWasDone(home, run);
    }

    @Test
    void whatOnlyCamelFindsIsToldWithTheLineOfTheTemplate() throws Exception {
        SluiceHome home = SluiceHome.withSamples(directory);
        replace(
                home,
                "        steps:\n",
                """
                        steps:
                          - setHeader:
                              name: x
                              language: { language: klingon, expression: y }
                """
                        .indent(0));

        Ended run = home.runOnce();

        assertThat(run.exitCode()).isEqualTo(2);
        String template = Files.readString(home.file("routes/templates/document-source.camel.yaml"));
        long line = template.substring(0, template.indexOf("klingon")).lines().count();
        assertThat(run.err())
                .contains("1 problem in routes/:")
                .contains("routes/templates/document-source.camel.yaml:" + line + ": Camel cannot start route \"")
                .contains("from template \"document-source\": No language could be found for: klingon");
        assertThat(home.file("data/transformed")).doesNotExist();
    }

    @Test
    void everyProblemInTheSettingsIsToldWithItsKey() throws Exception {
        SluiceHome home = SluiceHome.withSamples(directory)
                .set("sluice.workers", 0)
                .set("sluice.stable.secnds", 1)
                .set("sluice.publish.verify", "maybe");

        Ended run = home.runOnce();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("sluice.workers")
                .contains("sluice.stable.secnds")
                .contains("sluice.publish.verify");
        nothingWasDone(home, run);
        assertThat(home.log()).singleElement().asString().contains("Refused, exit code 2: ", "sluice.stable.secnds");
    }

    @Test
    void aWrongCommandLineIsLoggedAndPrintedToo() throws Exception {
        SluiceHome home = SluiceHome.withSamples(directory);

        Ended run = home.sluice("run", "--onec", "--json");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(home.log()).singleElement().asString().contains("Refused, exit code 2: Unknown option: '--onec'");
        nothingWasDone(home, run);
    }

    @Test
    void aSourceMayHaveDotsInItsName() throws Exception {
        SluiceHome home = SluiceHome.in(directory).shippedSchema();
        for (String name : List.of("acme.org", "v1.2-b.c", "a..b", "yaml", "x.camel.yaml", "x.xml")) {
            home.source(name, "funding_data_v1").deliver(name + "/a.json", Grants.valid("A-1"));
        }

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.count("validated")).isEqualTo(6);
    }

    @Test
    void aMisspeltKeyOfCamelsOwnStopsTheStart() throws Exception {
        SluiceHome home = SluiceHome.withSamples(directory).set("camel.main.shutdownTimout", 3);

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).containsIgnoringCase("timout");
    }

    /** Each of them would leave files out, wait for ever, or take other settings, if Camel saw it. */
    @Test
    void nothingOutsideTheFileChangesASetting() throws Exception {
        Path other = Files.writeString(directory.resolve("other.properties"), "camel.main.auto-startup = false\n");
        SluiceHome home = SluiceHome.withSamples(Files.createDirectory(directory.resolve("home")));
        for (String name : List.of("INCLUDE", "include", "DONE_FILE", "SLUICE_RAW_DIRECTORY", "SCHEMA", "SOURCE")) {
            home.environment(name, "zzz");
        }
        home.environment("CAMEL_MAIN_AUTO_STARTUP", "false")
                .environment("CAMEL_MAIN_ROUTES_COLLECTOR_ENABLED", "false")
                .environment("CAMEL_MAIN_NO_SUCH_OPTION", "1")
                .environment("CAMEL_MAIN_PROFILE", "dev")
                .environment("CAMEL_MAIN_INITIAL_PROPERTIES_LOCATION", "file:" + other)
                .environment("CAMEL_MAIN_OVERRIDE_PROPERTIES_LOCATION", "file:" + other)
                .environment("CAMEL_MAIN_PROPERTY_PLACEHOLDER_LOCATION", "file:" + other)
                .environment("CAMEL_MAIN_CLOUD_PROPERTIES_LOCATION", cloud().toString())
                .environment("CAMEL_COMPONENT_PROPERTIES_ENVIRONMENT_VARIABLE_MODE", "2")
                .environment("CAMEL_VAULT_NO_SUCH_OPTION", "1");
        for (String name : List.of("include", "done_file", "sluice.raw.directory", "schema", "source")) {
            home.systemProperty(name, "zzz");
        }
        home.systemProperty("camel.main.auto-startup", "false")
                .systemProperty("camel.main.autoStartup", "false")
                .systemProperty("camel.main.route-filter-exclude-pattern", "*")
                .systemProperty("camel.main.initial-properties-location", "file:" + other)
                .systemProperty("camel.main.override-properties-location", "file:" + other)
                .systemProperty("camel.main.cloud-properties-location", cloud().toString())
                .systemProperty("camel.component.properties.system-properties-mode", "2");

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.count("validated")).isEqualTo(7);
        assertThat(run.count("rejected")).isEqualTo(2);
    }

    /** A directory as a cloud would mount it: one file for each property. */
    private Path cloud() throws IOException {
        Path cloud = Files.createDirectories(directory.resolve("cloud"));
        Files.writeString(cloud.resolve("camel.main.auto-startup"), "false");
        return cloud;
    }

    @Test
    void whatWouldLetARunWaitForEverIsRefused() throws Exception {
        SluiceHome home = SluiceHome.withSamples(directory)
                .set("camel.main.auto-startup", false)
                .set("camel.main.routesCollectorEnabled", false)
                .set("camel.server.enabled", true);

        Ended run = home.runOnce();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .containsPattern("application.properties:\\d+: camel.main.auto-startup = false; expected true: ")
                .containsPattern(
                        "application.properties:\\d+: camel.main.routesCollectorEnabled = false; expected true: ")
                .containsPattern("application.properties:\\d+: camel.server.enabled = true; expected .*on loopback");
        nothingWasDone(home, run);
    }

    @Test
    void settingsAndRoutesReferToTheEnvironmentByName() throws Exception {
        SluiceHome home = SluiceHome.withSamples(directory)
                .set("sluice.validated.directory", "{{env:PLACE}}/{{my.place}}")
                .set("my.place", "{{env:NOWHERE:validated}}")
                .set("camel.main.name", "{{env:PLACE}}")
                .environment("PLACE", "else where")
                .environment("ONLY", "2024-01-15.json");
        replace(home, "{{include}}", "{{env:ONLY:zzz}}");

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Tree.files(home.file("else where/validated")))
                .containsExactlyInAnyOrder("open_philanthropy/2024-01-15.json", "sff/2024-01-15.json");
    }

    @Test
    void everySchemaThatCannotBeUsedIsTold() throws Exception {
        SluiceHome home = SluiceHome.withSamples(directory)
                .schema("broken_v1", "{ \"type\": \"object\",\n  \"required\": [\"a\" }\n")
                .schema("dangling_v1", "{ \"$ref\": \"https://schemas.example/grant.json\" }\n")
                .source("one", "broken_v1")
                .source("two", "dangling_v1");

        Ended run = home.runOnce();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("2 problems in the schemas")
                .contains("broken_v1.json")
                .contains("line 2")
                .contains("dangling_v1.json")
                .contains("https://schemas.example/grant.json");
        nothingWasDone(home, run);
    }

    @Test
    void homeAndConfigSayWhereEverythingIs() throws Exception {
        SluiceHome home = SluiceHome.withSamples(Files.createDirectory(directory.resolve("a home")));
        Path settings = directory.resolve("own.properties");
        Files.writeString(
                settings,
                Files.readString(home.file("config/application.properties"))
                        .replaceAll("(?m)^sluice.validated.directory.*$", "sluice.validated.directory = elsewhere"));

        try (RunningSluice running = SluiceHome.in(Files.createDirectory(directory.resolve("another")))
                .start("run", "--once", "--json", "--home", home.path().toString(), "--config", settings.toString())) {
            Ended run = running.ended();

            assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
            assertThat(run.count("validated")).isEqualTo(7);
        }
        assertThat(Tree.files(home.file("elsewhere"))).hasSize(7);
        assertThat(Tree.files(home.deadLetter(""))).hasSize(4);
        assertThat(home.log()).isNotEmpty();
        assertThat(Tree.files(directory.resolve("another/data"))).isEmpty();
    }

    private static void replace(SluiceHome home, String written, String instead) throws IOException {
        String template = "routes/templates/document-source.camel.yaml";
        home.write(template, Files.readString(home.file(template)).replace(written, instead));
    }

    private static void nothingWasDone(SluiceHome home, Ended run) throws IOException {
        assertThat(run.json().get("refused").asBoolean()).as(run.out()).isTrue();
        assertThat(run.json().get("exit").asInt()).isEqualTo(run.exitCode());
        assertThat(run.err()).doesNotContain("\tat ");
        assertThat(home.file("data/transformed")).doesNotExist();
        assertThat(home.file("data/dead-letter")).doesNotExist();
        assertThat(home.file("data/_ledger")).doesNotExist();
    }
}
