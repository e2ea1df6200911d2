package io.sluice.camel;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.prometheus.MicrometerPrometheus;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;

/**
 * Camel's management server, which serves metrics and health on loopback and nothing else. Camel's own defaults would bind
 * every address; so would its settings, which is why they are refused and the server is made here.
 */
final class ManagementServer {
    /** Not a name: what a name means is decided elsewhere. */
    static final String HOST = "127.0.0.1";

    static final String METRICS = "/observe/metrics";

    /** With {@code /live} and {@code /ready} below it. */
    static final String HEALTH = "/observe/health";

    private ManagementServer() {}

    /** Listens when it returns; the context ends it when it stops. */
    static void start(CamelContext context, int port, PrometheusMeterRegistry registry, List<HealthCheck> checks)
            throws Exception {
        HealthCheckRegistry health = HealthCheckRegistry.get(context);
        checks.forEach(health::register);
        context.getRegistry().bind("vertxOptions", options());
        context.getRegistry().bind(MicrometerConstants.METRICS_REGISTRY_NAME, registry);
        context.addService(server(context, port), true, true);
        context.addService(metrics(context), true, true);
    }

    private static ManagementHttpServer server(CamelContext context, int port) {
        ManagementHttpServer server = new ManagementHttpServer();
        server.setCamelContext(context);
        server.setHost(HOST);
        server.setPort(port);
        server.setPath("/");
        server.setUseGlobalSslContextParameters(false);
        server.setMaxBodySize(0L);
        server.setFileUploadEnabled(false);
        server.setMetricsEnabled(true);
        server.setHealthCheckEnabled(true);
        server.setHealthPath(HEALTH);
        server.setInfoEnabled(false);
        server.setDevConsoleEnabled(false);
        server.setJolokiaEnabled(false);
        server.setUploadEnabled(false);
        server.setDownloadEnabled(false);
        server.setSendEnabled(false);
        return server;
    }

    /** Camel's own meters, with a series for each route and endpoint, stay off. */
    private static MicrometerPrometheus metrics(CamelContext context) {
        MicrometerPrometheus metrics = new MicrometerPrometheus();
        metrics.setCamelContext(context);
        metrics.setPath(METRICS);
        metrics.setTextFormatVersion("0.0.4");
        metrics.setEnableRoutePolicy(false);
        metrics.setEnableExchangeEventNotifier(false);
        metrics.setEnableRouteEventNotifier(false);
        metrics.setEnableMessageHistory(false);
        metrics.setEnableInstrumentedThreadPoolFactory(false);
        metrics.setClearOnReload(false);
        metrics.setSkipCamelInfo(true);
        return metrics;
    }

    /** For a scrape every few seconds: two threads, and no cache of files below {@code /tmp}. */
    private static VertxOptions options() {
        return new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setBlockedThreadCheckInterval(1)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.MINUTES)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
    }
}
