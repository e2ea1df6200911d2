package io.sluice.camel;

import io.sluice.check.Limits;
import io.sluice.check.Schemas;
import io.sluice.config.Settings;
import io.sluice.intake.Intake;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.LedgerQueues;
import io.sluice.routefiles.RouteFiles;
import io.sluice.routefiles.RouteProblems;
import io.sluice.zone.Commits;
import io.sluice.zone.FreeSpace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.jspecify.annotations.Nullable;

/** Camel, with everything bound that the routes name. */
public final class CamelApplication {
    /** The names under which {@link #bind} binds what routes may refer to. */
    public static final Set<String> BEANS = Set.of(
            "ledger",
            "pollGate",
            "schemas",
            "strictMapper",
            "findings",
            "read",
            "refresh",
            "admit",
            "publish",
            "clearDeadLetter",
            "recordValidated",
            "deadLetter",
            "recordRejected",
            "leavePending",
            "environmentFault",
            "defect");

    private final Settings settings;
    private final RouteFiles routes;
    private final Main main = new Main();
    private final FutureTask<@Nullable Void> configured = new FutureTask<>(main::init, null);

    public CamelApplication(Settings settings, Path config, RouteFiles routes) {
        this.settings = settings;
        this.routes = routes;
        // signals are handled by the run, which has more to end than Camel
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.setPropertyPlaceholderLocations("file:" + config);
        main.configure()
                .withRoutesIncludePattern(
                        routes.files().stream().map(file -> "file:" + file).collect(Collectors.joining(",")));
        // Camel looks for it when it configures itself, which is before it asks for what the routes name
        main.bind("stepGuard", new StepGuard());
        property("sluice.raw.directory", settings.raw());
        property("sluice.stable.seconds", settings.stableSeconds());
        property("sluice.workers", settings.workersOf(routes.sources().size()));
        property("sluice.queue.files_max", settings.queueFilesMax());
        property("sluice.poll.delay_ms", settings.pollDelayMs());
        property("sluice.stop.seconds_max", settings.stopSecondsMax());
    }

    private void property(String key, Object value) {
        main.addOverrideProperty(key, value.toString());
    }

    /**
     * Binds what the routes name, each under the name that they use, once Camel is configured: its registry is not made
     * for two threads.
     *
     * @throws RouteProblems when Camel refuses its configuration; nothing runs then
     */
    public void bind(
            Schemas schemas,
            Intake intake,
            Ledger ledger,
            Commits commits,
            LedgerQueues queues,
            Supplier<Writers> writers,
            FreeSpace freeSpace,
            Clock clock)
            throws RouteProblems, InterruptedException {
        LedgerRepository known = new LedgerRepository(ledger, intake.sources()); // reads the ledger meanwhile
        awaitConfigured();
        Limits limits = Limits.defaults().withDocumentSizeMibMax(settings.documentSizeMibMax());
        Path validated = settings.validated();
        main.bind("file", new RawFileComponent(intake, Duration.ofSeconds(settings.fullLookSeconds())));
        main.bind("ledger", known);
        main.bind("pollGate", new PollGate(intake));
        main.bind("schemas", new SchemaLoader(schemas));
        main.bind("strictMapper", new CheckReceipt.Mapper(limits));
        main.bind("findings", new FindingsErrorHandler(intake));

        main.bind("read", new ReadStep(intake, ledger, limits.documentBytesMax(), clock));
        main.bind("refresh", new RefreshStep(queues));
        main.bind("admit", new AdmitStep(intake, limits.documentBytesMax()));
        main.bind(
                "publish", new PublishStep(intake, ledger, freeSpace, validated, settings.backups(), writers, commits));
        main.bind("clearDeadLetter", new ClearDeadLetterStep(writers));
        main.bind("recordValidated", RecordStep.validated(intake, queues, validated, writers, clock));
        main.bind("deadLetter", new DeadLetterStep(intake, freeSpace, settings.deadLetter(), writers, clock, commits));
        main.bind("recordRejected", RecordStep.rejected(intake, queues, validated, writers, clock));
        main.bind("leavePending", new LeavePendingStep());
        main.bind("environmentFault", new EnvironmentFaultStep(intake));
        main.bind("defect", new DefectStep(intake));
    }

    /** Begins to configure Camel and to load the routes on a thread of its own; nothing runs before {@link #start}. */
    public void configureMeanwhile() {
        Thread thread = new Thread(configured, "configure");
        thread.setDaemon(true);
        thread.start();
    }

    private void awaitConfigured() throws RouteProblems, InterruptedException {
        try {
            configured.run(); // unless it was begun
            configured.get();
        } catch (ExecutionException refused) {
            stop();
            throw routes.explain(refused.getCause() instanceof Exception cause ? cause : refused);
        } catch (InterruptedException stopped) {
            stop();
            throw stopped;
        }
    }

    /**
     * Starts the routes.
     *
     * @throws RouteProblems when Camel refuses the routes; nothing runs then */
    public void start() throws RouteProblems {
        try {
            main.start();
        } catch (Exception refused) {
            stop();
            throw routes.explain(refused);
        }
    }

    /** Lets what is in flight finish within the time that the settings give it, then gives it up. */
    public void stop() {
        main.stop();
    }
}
