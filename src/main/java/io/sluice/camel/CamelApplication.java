package io.sluice.camel;

import io.sluice.check.Limits;
import io.sluice.check.schema.Schemas;
import io.sluice.config.CamelKeys;
import io.sluice.config.Settings;
import io.sluice.event.Events;
import io.sluice.intake.Intake;
import io.sluice.intake.LedgerIndex;
import io.sluice.intake.Source;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.LedgerQueues;
import io.sluice.routefiles.RouteFiles;
import io.sluice.routefiles.RouteProblems;
import io.sluice.stage.Stages;
import io.sluice.zone.Commits;
import io.sluice.zone.FreeSpace;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/** Camel, with everything bound that the routes name. */
public final class CamelApplication {
    /** The names of what routes may refer to. */
    public static final Set<String> BEANS = Beans.NAMES;

    private final Settings settings;
    private final RouteFiles routes;
    private final Events events;
    private final Main main = new Main() {
        /** Placeholders see neither environment nor system properties, from the first on that Camel resolves. */
        @Override
        protected CamelContext createCamelContext() {
            CamelContext context = super.createCamelContext();
            PropertiesComponent placeholders = (PropertiesComponent) context.getPropertiesComponent();
            placeholders.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
            placeholders.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
            if (rests) {
                context.getCamelContextExtension().registerEndpointCallback(CamelApplication::makesNoDirectory);
            }
            return context;
        }
    };
    private final FutureTask<@Nullable Void> configured = new FutureTask<>(this::configure, null);
    private Collection<Source> sources = List.of();
    private boolean rests;

    /**
     * Configures nothing yet.
     *
     * @param events told of what happens to files
     */
    public CamelApplication(Settings settings, RouteFiles routes, Events events) {
        this.settings = settings;
        this.routes = routes;
        this.events = events;
        // signals are handled by the run, which has more to end than Camel
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.setPropertyPlaceholderLocations("false"); // settings are read once, and not by Camel
        CamelKeys.standard().forEach(main::addInitialProperty);
        settings.camel().forEach(main::addInitialProperty);
        CamelKeys.fixed(settings).forEach(main::addOverrideProperty);
        // the route files are handed over one by one, whatever characters their paths hold
        property("camel.main.routes-collector-enabled", false);
        // the checks that count are registered by who serves them
        property("camel.health.enabled", false);
        main.configure()
                // before Camel reads any property, which for vaults is before the ones above
                .withAutoConfigurationEnvironmentVariablesEnabled(false)
                .withAutoConfigurationSystemPropertiesEnabled(false);
        // Camel looks for it when it configures itself, which is before it asks for what the routes name
        main.bind("stepGuard", new StepGuard(events));
        property("sluice.home", settings.home());
        property("sluice.stable.seconds", settings.stableSeconds());
        property("sluice.workers", settings.workersOf(routes.stages().size()));
        property("sluice.queue.files_max", settings.queueFilesMax());
        property("sluice.poll.delay_ms", settings.pollDelayMs());
        property("sluice.stop.seconds_max", settings.stopSecondsMax());
    }

    private void property(String key, Object value) {
        main.addOverrideProperty(key, value.toString());
    }

    private void configure() {
        main.init();
        try {
            PluginHelper.getRoutesLoader(main.getCamelContext())
                    .loadRoutes(routes.files().stream()
                            .<Resource>map(RouteResource::new)
                            .toList());
        } catch (Exception refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** Lets {@link #start} make every route and start none, and no directory of an endpoint is made. To be called first. */
    public void rest() {
        rests = true;
        property("camel.main.auto-startup", false);
    }

    private static Endpoint makesNoDirectory(String uri, Endpoint endpoint) {
        if (endpoint instanceof GenericFileEndpoint<?> files) {
            files.setAutoCreate(false);
        }
        return endpoint;
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
            Stages stages,
            Commits commits,
            LedgerQueues queues,
            Supplier<Writers> writers,
            FreeSpace freeSpace,
            Clock clock)
            throws RouteProblems, InterruptedException {
        LedgerIndex known = new LedgerIndex(ledger, intake.sources());
        known.beginLoading();
        awaitConfigured();
        sources = intake.sources().all();
        Limits limits = Limits.defaults().withDocumentSizeMibMax(settings.documentSizeMibMax());
        Zones zones = new Zones(
                events,
                settings,
                limits,
                intake,
                ledger,
                known,
                stages,
                ConcurrentHashMap.newKeySet(),
                commits,
                queues,
                writers,
                freeSpace,
                clock);
        main.bind("zone", new ZoneComponent(zones));
        Beans.bind(main.getCamelContext(), zones, schemas);
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
            throw StartFailure.explain(routes, refused.getCause() instanceof Exception cause ? cause : refused);
        } catch (InterruptedException stopped) {
            stop();
            throw stopped;
        }
    }

    /**
     * Serves metrics and health from now on, until this is stopped; to be called between {@link #bind} and {@link #start}.
     */
    public void observe(Observation observation, Intake intake, Ledger ledger) {
        try {
            observation.serve(main.getCamelContext(), intake, ledger);
        } catch (Exception refused) {
            throw new IllegalStateException("Metrics and health cannot be served", refused);
        }
    }

    /**
     * Starts the routes.
     *
     * @throws RouteProblems when Camel refuses the routes, or leaves a source's route out; nothing runs then
     */
    public void start() throws RouteProblems {
        try {
            main.start();
            sources.forEach(this::requireStarted);
        } catch (Exception refused) {
            stop();
            throw StartFailure.explain(routes, refused);
        }
    }

    /** A source that nobody polls would never come to its end. */
    private void requireStarted(Source source) {
        CamelContext context = main.getCamelContext();
        Route route = context.getRoute(source.name());
        Consumer consumer = route == null ? null : route.getConsumer();
        if (consumer == null || !(rests || ServiceHelper.isStarted(consumer))) {
            throw new IllegalStateException("route \"" + source.name()
                    + "\" was not started: a setting of camel.main filters it out, or it says autoStartup: false; a source"
                    + " is switched off by moving its file out of routes/");
        }
    }

    /** Configured and with its routes, once {@link #bind} has returned. */
    CamelContext context() {
        return main.getCamelContext();
    }

    /** Lets what is in flight finish within the time that the settings give it, then gives it up. */
    public void stop() {
        main.stop();
    }
}
