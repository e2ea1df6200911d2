package io.sluice.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.check.DocumentChecker;
import io.sluice.check.Schema;
import io.sluice.check.finding.Findings;
import io.sluice.check.schema.Schemas;
import io.sluice.config.Settings;
import io.sluice.config.UserZone;
import io.sluice.event.OpenFault;
import io.sluice.event.Outcome;
import io.sluice.intake.RawAttributes;
import io.sluice.ledger.Feed;
import io.sluice.ledger.FileId;
import io.sluice.ledger.LedgerQueues;
import io.sluice.ledger.News;
import io.sluice.ledger.StageStart;
import io.sluice.ledger.State;
import io.sluice.ledger.Version;
import io.sluice.operate.Workplace;
import io.sluice.routefiles.RouteFiles;
import io.sluice.stage.StagePlan;
import io.sluice.zone.Commits;
import io.sluice.zone.FreeSpace;
import io.sluice.zone.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.AdviceWithRouteBuilder;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stages that publish to a zone of a user's own, one that is derived and one that is identical. */
@SuppressWarnings("NullAway.Init") // by createCamelContext
final class PublishingStageRouteTest extends CamelTestSupport {
    private static final String START = "direct:read";
    private static final String OTHER = Workplace.GRANT.replace("g-1", "g-2");

    @TempDir
    private Path home;

    private Workplace work;
    private Settings settings;
    private Schema schema;
    private Commits commits;
    private LedgerQueues queues;
    private Workers workers;
    private Zones zones;
    private long event;

    @Override
    public void configureTest(TestExecutionConfiguration test) {
        super.configureTest(test);
        test.withUseAdviceWith(true);
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        work = new Workplace(home);
        commits = Commits.together(() -> 1, work.events);
        queues = new LedgerQueues(work.ledger, () -> 1, work.events);
        settings = work.settingsWith(
                routes(),
                new UserZone("cleaned", home.resolve("data/cleaned"), UserZone.Content.DERIVED),
                new UserZone("mirror", home.resolve("data/mirror"), UserZone.Content.IDENTICAL));
        Schemas schemas = Schemas.load(settings.schemas());
        schema = schemas.schema("funding_data_v1");
        for (String[] stage : new String[][] {{"clean", "cleaned"}, {"copy", "mirror"}}) {
            work.ledger.stageStarted(new StageStart(stage[0], "validated", stage[1], false));
        }
        CamelApplication camel = new CamelApplication(
                settings,
                RouteFiles.read(
                        settings.routes(),
                        home,
                        schemas::names,
                        CamelApplication.BEANS,
                        settings.zones().keySet()),
                work.events);
        Writers writers =
                Writers.of(settings, new ZoneRoots(settings, work.sources, work.ledger), Workplace.RUN, commits);
        camel.bind(
                schemas,
                work.intake,
                work.ledger,
                work.noStages(),
                commits,
                queues,
                () -> writers,
                new FreeSpace(),
                Clock.systemUTC());
        CamelContext context = camel.context();
        zones = context.getComponent("zone", ZoneComponent.class).zones();
        workers = new Workers(work -> new Thread(work, "stage"), 1, 4);
        return context;
    }

    private Path routes() throws Exception {
        for (String file :
                List.of("outcomes.camel.yaml", "templates/document-source.camel.yaml", "sources/sff.camel.yaml")) {
            Path copy = home.resolve("routes").resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of("routes").resolve(file), copy);
        }
        for (String[] stage : new String[][] {{"clean", "cleaned"}, {"copy", "mirror"}}) {
            Files.writeString(
                    home.resolve("routes/" + stage[0] + ".camel.yaml"),
                    """
                    - route:
                        id: %s
                        routeConfigurationId: outcomes
                        from:
                          uri: zone:validated
                          parameters:
                            stage: %s
                          steps:
                            - log: begins
                            - to:
                                id: check
                                uri: json-validator:funding_data_v1
                                parameters:
                                  uriSchemaLoader: "#bean:schemas"
                                  objectMapper: "#bean:strictMapper"
                                  errorHandler: "#bean:findings"
                            - to: zone:%s
                    """
                            .replace("id: check", "id: check-" + stage[0])
                            .formatted(stage[0], stage[0], stage[1]));
        }
        return home.resolve("routes");
    }

    @Override
    protected void cleanupResources() {
        context.stop();
        workers.close();
        queues.close();
        commits.close();
        work.close();
    }

    /** How a test changes the route of a stage. */
    private interface Change {
        void to(AdviceWithRouteBuilder route) throws Exception;
    }

    private void startRoute(String stage, Change change) throws Exception {
        context.getRouteDefinitions().stream()
                .map(route -> route.getRouteId())
                .filter(id -> !id.equals(stage))
                .toList()
                .forEach(id -> context.getRouteDefinition(id).autoStartup(false));
        AdviceWith.adviceWith(context.getRouteDefinition(stage), context, new AdviceWithRouteBuilder() {
            @Override
            public void configure() throws Exception {
                replaceFromWith(START);
                change.to(this);
            }
        });
        context.start();
    }

    private static Change body(String where, String zone, @Nullable String content) {
        return route -> {
            if (where.equals("before the check")) {
                route.weaveByType(LogDefinition.class).after().setBody().constant(content);
            } else {
                route.weaveByToUri("zone:" + zone).before().setBody().constant(content);
            }
        };
    }

    /** Publishes a file in the validated zone, reads it for a stage, and sends it along the stage's route. */
    private Outcome send(String stage, String zone, String path, String content) throws Exception {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Path published = settings.validated().resolve("sff").resolve(path);
        Files.createDirectories(published.getParent());
        Files.write(published, bytes);
        String sha256 = Sha256.of(bytes);
        event++;
        FileId file = new FileId("sff", path);
        News news = new News(
                event,
                false,
                file,
                event,
                1,
                "sff/" + path,
                sha256,
                "funding_data_v1",
                Workplace.RUN,
                Instant.EPOCH,
                false);
        boolean tooLarge = bytes.length > zones.limits().documentBytesMax();
        Reading reading = new Reading(
                new io.sluice.event.FileRef(Workplace.RUN, stage, "sff", path),
                file.at(stage),
                published,
                RawAttributes.of(published),
                sha256,
                tooLarge ? null : bytes,
                Instant.now(),
                work.ledger.current(file.at(stage)).orElse(null),
                tooLarge ? DocumentChecker.tooLarge(bytes.length, zones.limits().documentBytesMax()) : Findings.NONE,
                new Reading.Purpose(schema, zone, news),
                workers);
        var sent = template().send(START, exchange -> {
            reading.attachTo(exchange);
            exchange.getMessage().setHeader(ZoneConstants.FILE_NAME, path);
            exchange.getMessage().setBody(tooLarge ? ProvedBody.read(reading, exchange) : bytes.clone());
        });
        return zones.outcomes().ofEnded(sent, reading);
    }

    private Outcome clean(String path, String content) throws Exception {
        return send("clean", "cleaned", path, content);
    }

    private Outcome copy(String path, String content) throws Exception {
        return send("copy", "mirror", path, content);
    }

    private Path cleaned(String path) {
        return home.resolve("data/cleaned/sff").resolve(path);
    }

    private String fault() {
        assertThat(work.faults.open()).hasSize(1);
        return work.faults.open().stream().map(OpenFault::message).findFirst().orElseThrow();
    }

    private Version decided(String stage, String path) throws Exception {
        return work.ledger.current(new FileId(stage, "sff", path)).orElseThrow();
    }

    @Test
    void whatWasCheckedAfterItsChangeIsPublishedInADerivedZone() throws Exception {
        startRoute("clean", body("before the check", "cleaned", OTHER));

        assertThat(clean("2024/a.json", Workplace.GRANT)).isEqualTo(Outcome.PUBLISHED);

        assertThat(cleaned("2024/a.json")).hasContent(OTHER);
        Version version = decided("clean", "2024/a.json");
        assertThat(version.state()).isEqualTo(State.PUBLISHED);
        assertThat(version.sha256()).isEqualTo(Sha256.of(Workplace.GRANT.getBytes(StandardCharsets.UTF_8)));
        assertThat(version.publishedSha256()).isEqualTo(Sha256.of(OTHER.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aBodyThatWasChangedAfterTheCheckIsAStepFault() throws Exception {
        startRoute("clean", body("after the check", "cleaned", OTHER));

        assertThat(clean("a.json", Workplace.GRANT)).isEqualTo(Outcome.FAULT);

        assertThat(fault()).contains("a step has changed the body since it was checked");
        assertThat(cleaned("a.json")).doesNotExist();
        assertThat(work.ledger.current(new FileId("clean", "sff", "a.json"))).isEmpty();
    }

    @Test
    void anIdenticalZoneTakesWhatWasReadOnly() throws Exception {
        startRoute("copy", body("before the check", "mirror", OTHER));

        assertThat(copy("a.json", Workplace.GRANT)).isEqualTo(Outcome.FAULT);

        assertThat(fault())
                .contains("what was checked is not what was read", "zone:mirror publishes files as they were read");
        assertThat(home.resolve("data/mirror/sff/a.json")).doesNotExist();
    }

    @Test
    void anIdenticalZoneKeepsWhatWasRead() throws Exception {
        startRoute("copy", route -> {});

        assertThat(copy("a.json", Workplace.GRANT)).isEqualTo(Outcome.PUBLISHED);

        assertThat(home.resolve("data/mirror/sff/a.json")).hasContent(Workplace.GRANT);
        assertThat(decided("copy", "a.json").publishedSha256())
                .isEqualTo(decided("copy", "a.json").sha256());
    }

    @Test
    void withoutACheckNothingIsPublished() throws Exception {
        startRoute("clean", route -> route.weaveById("check-clean").remove());

        assertThat(clean("a.json", Workplace.GRANT)).isEqualTo(Outcome.FAULT);

        assertThat(fault()).contains("nothing vouches that the file holds against funding_data_v1");
        assertThat(cleaned("a.json")).doesNotExist();
    }

    @Test
    void aSecondPublicationFailsBehindTheDecision() throws Exception {
        startRoute("clean", route -> route.weaveByToUri("zone:cleaned").after().to("zone:cleaned"));

        assertThat(clean("a.json", Workplace.GRANT)).isEqualTo(Outcome.PUBLISHED);

        assertThat(work.tally.failedAfterDecision()).isEqualTo(1);
        assertThat(cleaned("a.json")).hasContent(Workplace.GRANT);
    }

    @Test
    void theDeadLetterOfADerivedStageIsWhatWasChecked() throws Exception {
        startRoute("clean", body("before the check", "cleaned", "[{}]"));

        assertThat(clean("a.json", Workplace.GRANT)).isEqualTo(Outcome.REJECTED);

        assertThat(settings.deadLetter().resolve("@clean/sff/a.json")).hasContent("[{}]");
        assertThat(settings.deadLetter().resolve("@clean/sff/a.json.reason.json"))
                .exists();
        assertThat(decided("clean", "a.json").state()).isEqualTo(State.REJECTED);
        assertThat(settings.validated().resolve("sff/a.json")).hasContent(Workplace.GRANT);
    }

    /** Above the limit, so that no step is handed its bytes in memory. */
    private static final String LARGE = Workplace.GRANT + " ".repeat(1024 * 1024);

    @ParameterizedTest
    @CsvSource({"clean, cleaned", "copy, mirror"})
    void whatIsTooLargeIsKeptAsideAsItWasRead(String stage, String zone) throws Exception {
        startRoute(stage, route -> {});

        assertThat(send(stage, zone, "a.json", LARGE)).isEqualTo(Outcome.REJECTED);

        Path letter = settings.deadLetter().resolve("@" + stage + "/sff/a.json");
        assertThat(letter).hasContent(LARGE);
        assertThat(letter.resolveSibling("a.json.reason.json")).content().contains("\"too_large\"");
        assertThat(decided(stage, "a.json").sha256()).isEqualTo(Sha256.of(LARGE.getBytes(StandardCharsets.UTF_8)));
    }

    /** The bytes of a large file are not in memory: who comes for them meets what lies there by then. */
    @ParameterizedTest
    @ValueSource(strings = {"", "read", "text"})
    void ofALargeFileNoOtherBytesAreTaken(String step) throws Exception {
        Path published = settings.validated().resolve("sff/a.json");
        List<Object> bodies = new ArrayList<>();
        startRoute("clean", route -> {
            var changed = route.weaveByType(LogDefinition.class)
                    .after()
                    .process(exchange -> Files.writeString(published, LARGE.replace("g-1", "g-2")));
            if (!step.isEmpty()) {
                Class<?> type = step.equals("read") ? byte[].class : String.class;
                changed.process(exchange -> bodies.add(exchange.getMessage().getMandatoryBody(type)));
            }
        });

        assertThat(send("clean", "cleaned", "a.json", LARGE)).isEqualTo(Outcome.CHANGED);

        assertThat(bodies).isEmpty();
        assertThat(cleaned("a.json")).doesNotExist();
        assertThat(settings.deadLetter().resolve("@clean/sff/a.json")).doesNotExist();
        assertThat(work.ledger.current(new FileId("clean", "sff", "a.json"))).isEmpty();
        assertThat(work.faults.open()).isEmpty();
    }

    @Test
    void stepsMayMakeLessOfALargeFile() throws Exception {
        startRoute(
                "clean",
                route -> route.weaveByType(LogDefinition.class).after().process(exchange -> exchange.getMessage()
                        .setBody(exchange.getMessage()
                                .getMandatoryBody(String.class)
                                .strip())));

        assertThat(send("clean", "cleaned", "a.json", LARGE)).isEqualTo(Outcome.PUBLISHED);

        assertThat(cleaned("a.json")).hasContent(Workplace.GRANT);
    }

    @ParameterizedTest
    @CsvSource({
        "before the check, clean, cleaned",
        "after the check, clean, cleaned",
        "before the check, copy, mirror",
        "after the check, copy, mirror"
    })
    void withoutABodyNobodyReadsTheFileAgain(String where, String stage, String zone) throws Exception {
        startRoute(stage, body(where, zone, null));

        assertThat(send(stage, zone, "a.json", Workplace.GRANT)).isEqualTo(Outcome.FAULT);

        assertThat(home.resolve("data/" + zone + "/sff/a.json")).doesNotExist();
        assertThat(work.ledger.current(new FileId(stage, "sff", "a.json"))).isEmpty();
    }

    @Test
    void whatHoldsAgainEndsTheDeadLetterOfItsStageOnly() throws Exception {
        startRoute("clean", route -> {});
        Path validates = settings.deadLetter().resolve("sff/a.json");
        Files.createDirectories(validates.getParent());
        Files.writeString(validates, "of the stage before");
        assertThat(clean("a.json", "[{}]")).isEqualTo(Outcome.REJECTED);

        assertThat(clean("a.json", Workplace.GRANT)).isEqualTo(Outcome.PUBLISHED);

        assertThat(settings.deadLetter().resolve("@clean/sff/a.json")).doesNotExist();
        assertThat(validates).exists();
        assertThat(work.tally.alarms().rawChanged())
                .as("what stages read may change")
                .isZero();
    }

    @Test
    void whatIsReplacedIsKeptUnderTheNameOfItsZone() throws Exception {
        startRoute("clean", route -> {});
        clean("a.json", Workplace.GRANT);

        assertThat(clean("a.json", OTHER)).isEqualTo(Outcome.PUBLISHED);

        assertThat(settings.backups().resolve("runs/" + Workplace.RUN + "/cleaned/v1/sff/a.json"))
                .hasContent(Workplace.GRANT);
    }

    /** By what its own route says it publishes to another zone. */
    @Test
    void aStageCannotPublishToAZoneOfAnother() throws Exception {
        startRoute(
                "clean", route -> route.weaveByToUri("zone:cleaned").replace().to("zone:mirror"));

        assertThat(clean("a.json", Workplace.GRANT)).isEqualTo(Outcome.FAULT);

        assertThat(fault()).contains("the stage clean does not publish to zone:mirror");
    }

    @Test
    void eachRouteOfAStageHasItsOwnSchema() {
        StagePlan plan = new StagePlan(
                new StageStart("clean", "validated", "cleaned", false),
                new Feed("clean", FileId.VALIDATE),
                home,
                Map.of("sff", schema));

        assertThat(plan.schema("sff")).isEqualTo(schema);
        assertThat(plan.schema(null)).isNull();
    }
}
