package io.sluice.camel;

import io.sluice.check.DocumentChecker;
import io.sluice.check.Limits;
import io.sluice.check.Schema;
import io.sluice.check.schema.Schemas;
import io.sluice.config.Settings;
import io.sluice.event.Outcome;
import io.sluice.intake.Intake;
import io.sluice.intake.OpenSource;
import io.sluice.intake.Permits;
import io.sluice.intake.RawAttributes;
import io.sluice.intake.Source;
import io.sluice.intake.Sources;
import io.sluice.intake.WatchSchedule;
import io.sluice.ledger.FileId;
import io.sluice.ledger.LedgerQueues;
import io.sluice.ledger.Version;
import io.sluice.operate.Workplace;
import io.sluice.routefiles.RouteFiles;
import io.sluice.zone.Commits;
import io.sluice.zone.DeadLetters;
import io.sluice.zone.FreeSpace;
import io.sluice.zone.Publisher;
import io.sluice.zone.ZoneRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.AdviceWithRouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped routes as the program loads and wires them, with the source {@code sff}, whose files a test sends one by one
 * in place of a scan. Everything is real but the scan: the reading and its receipt, the check, the zones, the ledger. A test
 * may change the route, and starts it then with {@link #startRoute}.
 */
@SuppressWarnings("NullAway.Init") // by createCamelContext
abstract class RouteTestSupport extends CamelTestSupport {
    static final String GOOD = Workplace.GRANT;
    static final String BAD = "[{}]";

    private static final String SOURCE = "sff";
    private static final String START = "direct:" + SOURCE;

    @TempDir
    private Path home;

    private Workplace work;
    private Source source;
    private Intake intake;
    private Commits commits;
    private LedgerQueues queues;
    private Workers workers;
    private Zones zones;

    /** How a test changes the route of the source. */
    interface Change {
        void to(AdviceWithRouteBuilder route) throws Exception;
    }

    @Override
    public void configureTest(TestExecutionConfiguration test) {
        super.configureTest(test);
        test.withUseAdviceWith(true);
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        work = new Workplace(home);
        // of each, so that decisions go through the threads that they go through in a run
        commits = Commits.together(() -> 1, work.events);
        queues = new LedgerQueues(work.ledger, () -> 1, work.events);
        Settings settings = work.settingsWithRoutes(routes());
        Schemas schemas = Schemas.load(settings.schemas());
        Schema schema = schemas.schema("funding_data_v1");
        source = new Source(SOURCE, work.raw(), schema, new DocumentChecker(schema, Limits.defaults()));
        intake = new Intake(
                work.events,
                home,
                new Sources(settings.raw(), List.of(source)),
                work.ledger,
                work.faults,
                new WatchSchedule(),
                (progress, met) -> {},
                new Permits());
        CamelApplication camel = new CamelApplication(
                settings,
                RouteFiles.read(
                        settings.routes(),
                        home,
                        schemas::names,
                        CamelApplication.BEANS,
                        settings.zones().keySet()),
                work.events);
        camel.bind(
                schemas,
                intake,
                work.ledger,
                work.noStages(),
                commits,
                queues,
                this::writers,
                new FreeSpace(),
                Clock.systemUTC());
        CamelContext context = camel.context();
        zones = context.getComponent("zone", ZoneComponent.class).zones();
        workers = new Workers(work -> new Thread(work, SOURCE), 1, 4);
        return context;
    }

    private Writers writers() {
        return new Writers(
                Workplace.RUN,
                new Publisher(
                        ZoneRoot.unmarked(work.settings.validated(), List.of()),
                        ZoneRoot.unmarked(work.settings.backups(), List.of()),
                        Workplace.RUN,
                        commits,
                        false),
                new DeadLetters(
                        ZoneRoot.unmarked(work.settings.deadLetter(), List.of()),
                        new io.sluice.zone.DeadLetterPlaces(work.settings.deadLetter()),
                        Workplace.RUN,
                        commits));
    }

    /** The shipped ones, with one source. */
    private Path routes() throws Exception {
        for (String file : List.of(
                "outcomes.camel.yaml", "templates/document-source.camel.yaml", "sources/" + SOURCE + ".camel.yaml")) {
            Path copy = home.resolve("routes").resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of("routes").resolve(file), copy);
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

    /** Starts Camel with the route as it is shipped, but for where it begins. */
    void startRoute() throws Exception {
        startRoute(route -> {});
    }

    /** Starts Camel with a changed route. */
    void startRoute(Change change) throws Exception {
        AdviceWith.adviceWith(context.getRouteDefinition(SOURCE), context, new AdviceWithRouteBuilder() {
            @Override
            public void configure() throws Exception {
                replaceFromWith(START);
                change.to(this);
            }
        });
        context.start();
    }

    /** A change that lets a step before the publication throw. */
    static Change throwingBeforePublication(Throwing step) {
        return route -> route.weaveByToUri("zone:validated").before().process(step.asProcessor());
    }

    /** A change that lets a step behind the publication throw. */
    static Change throwingBehindPublication(Throwing step) {
        return route -> route.weaveByToUri("zone:validated").after().process(step.asProcessor());
    }

    /** What a step meets, be it an exception or an error. */
    interface Throwing {
        Throwable thrown() throws Exception;

        private Processor asProcessor() {
            return exchange -> {
                Throwable thrown = thrown();
                if (thrown instanceof Error error) {
                    throw error;
                }
                throw (Exception) thrown;
            };
        }
    }

    /** A file that was delivered and read, before any step. */
    final class Read {
        private final Reading reading;

        private Read(Reading reading) {
            this.reading = reading;
        }

        Path raw() {
            return reading.path();
        }

        /** Sends it through the route to its end; what it comes to is what a scan would be told. */
        Outcome send() {
            Exchange sent = template().send(START, exchange -> {
                reading.attachTo(exchange);
                exchange.getMessage()
                        .setHeader(ZoneConstants.FILE_NAME, reading.id().path());
                exchange.getMessage()
                        .setBody(reading.refused().failed() ? new RefusedBody(reading.refused()) : bodyOf(reading));
            });
            return zones.outcomes().ofEnded(sent, reading);
        }
    }

    /** Delivers a file and reads it as a worker does. */
    Read read(String path, String content) throws Exception {
        Path raw = work.deliver(path, content);
        RawReader reader = new RawReader(source, zones, workers);
        OpenSource open = zones.sourceRoot(source).open();
        try {
            FoundFile found = new FoundFile(open, raw, path, RawAttributes.of(raw), true);
            return new Read(reader.read(new FileId(SOURCE, path), found));
        } finally {
            open.letGo();
        }
    }

    /** Delivers a file, reads it, and sends it through the route. */
    Outcome send(String path, String content) throws Exception {
        return read(path, content).send();
    }

    Workplace work() {
        return work;
    }

    Intake intake() {
        return intake;
    }

    /** Where a file of the source is published. */
    Path validated(String path) {
        return work.settings.validated().resolve(SOURCE).resolve(path);
    }

    Path deadLetter(String path) {
        return work.settings.deadLetter().resolve(SOURCE).resolve(path);
    }

    /** What the ledger holds of a file. */
    Optional<Version> decided(String path) throws Exception {
        return work.ledger.current(new FileId(SOURCE, path));
    }

    /** As the consumer hands it over: the receipt's bytes are its own. */
    private static byte[] bodyOf(Reading reading) {
        return Objects.requireNonNull(reading.content()).clone();
    }
}
