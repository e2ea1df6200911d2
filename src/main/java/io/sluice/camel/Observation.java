package io.sluice.camel;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluice.config.Observability;
import io.sluice.event.Events;
import io.sluice.event.OpenFault;
import io.sluice.event.RunSummary;
import io.sluice.event.SourceProgress;
import io.sluice.event.StageTotals;
import io.sluice.event.WholeFile;
import io.sluice.intake.Intake;
import io.sluice.ledger.Ledger;
import io.sluice.routefiles.RouteFiles;
import io.sluice.routefiles.Stage;
import io.sluice.routefiles.StageRoute;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What others watch a run by: metrics and health over HTTP, and the metrics as a text file at its end. */
public final class Observation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("pipeline");

    /** What a text file has of all metrics: those of a JVM that has ended are of no use. */
    private static final String OWN = "sluice_";

    private final Observability settings;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Metrics metrics = new Metrics(registry);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private Supplier<List<OpenFault>> faults = List::of;

    /** Counts what happens from now on. */
    public Observation(Observability settings, Events events) {
        this.settings = settings;
        events.add(metrics);
        events.measureSteps();
    }

    /**
     * Vert.x would say in the log that a port is taken, and go on.
     *
     * @throws IOException when the port cannot be opened; nothing listens
     */
    public void requirePort() throws IOException {
        if (settings.port().isPresent()) {
            int port = settings.port().getAsInt();
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
                LOG.debug("{} is free", socket);
            } catch (IOException taken) {
                throw new IOException(
                        "port " + port + " of " + ManagementServer.HOST + " cannot be opened (" + taken.getMessage()
                                + "); let sluice.management.port name another one, or say off",
                        taken);
            }
        }
    }

    /**
     * The run begins.
     *
     * @param routes with the sources and the stages that they declare
     * @param totals of the stages that read what others publish, whenever it is asked
     * @param openFaults whenever it is asked
     */
    public void begin(
            RouteFiles routes,
            Intake intake,
            Supplier<List<StageTotals>> totals,
            Supplier<List<OpenFault>> openFaults) {
        faults = openFaults;
        StagePending pending = new StagePending(totals);
        for (StageRoute route : routes.stageRoutes()) {
            List<String> sources = route.source()
                    .map(List::of)
                    .orElse(routes.stages().stream().map(Stage::source).toList());
            sources.forEach(source -> metrics.declareReader(
                    route.name(), source, route.publishes().isPresent(), () -> pending.of(route.name(), source)));
        }
        for (Stage stage : routes.stages()) {
            SourceProgress progress = intake.progress(stage.source());
            metrics.declare(
                    stage.name(),
                    stage.source(),
                    () -> progress.isWhole() ? progress.counts().pending() : Double.NaN);
        }
        metrics.faultsOpen(() -> faults.get().size());
    }

    /** Serves when the settings say so, until the context stops. */
    void serve(CamelContext context, Intake intake, Ledger ledger) throws Exception {
        if (settings.port().isPresent()) {
            List<MeterBinder> binders = List.of(
                    new JvmMemoryMetrics(),
                    collections,
                    new JvmThreadMetrics(),
                    new ProcessorMetrics(),
                    new FileDescriptorMetrics(),
                    new UptimeMetrics());
            binders.forEach(binder -> binder.bindTo(registry));
            int port = settings.port().getAsInt();
            ManagementServer.start(
                    context,
                    port,
                    registry,
                    List.of(new LedgerReady(ledger, () -> faults.get()), new PollsAlive(intake.pulses())));
            LOG.info(
                    "Metrics and health are served on http://{}:{}{} and {}",
                    ManagementServer.HOST,
                    port,
                    ManagementServer.METRICS,
                    ManagementServer.HEALTH);
        }
    }

    /** Leaves the metrics as a text file when the settings say so; not being able to is a warning. */
    public void leave(RunSummary summary, int exitCode) {
        settings.textFile().ifPresent(file -> {
            Instant endedAt = Objects.requireNonNullElseGet(summary.endedAt(), Instant::now);
            gauge(
                    "sluice.run.end.timestamp",
                    "When the run ended, in Unix time",
                    "seconds",
                    endedAt.toEpochMilli() / 1e3);
            gauge("sluice.run.duration", "How long the run took", "seconds", summary.seconds());
            gauge("sluice.run.exit.code", "What the run said to the one that started it", null, exitCode);
            try {
                WholeFile.write(file, own());
            } catch (IOException told) {
                LOG.warn(
                        "The metrics of run {} cannot be left in {} ({}); what was there before is still there",
                        summary.run(),
                        file,
                        told.toString());
            }
        });
    }

    private void gauge(String name, String description, @Nullable String unit, double value) {
        Gauge.builder(name, () -> value).description(description).baseUnit(unit).register(registry);
    }

    private String own() {
        return registry.scrape()
                .lines()
                .filter(line ->
                        line.startsWith(OWN) || line.startsWith("# HELP " + OWN) || line.startsWith("# TYPE " + OWN))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
