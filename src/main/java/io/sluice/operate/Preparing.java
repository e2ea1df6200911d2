package io.sluice.operate;

import io.sluice.check.schema.Schemas;
import io.sluice.config.Settings;
import io.sluice.routefiles.RouteFiles;
import io.sluice.routefiles.RouteProblems;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Reads routes, then schemas, on a second core, while logging starts and Camel is configured: together half of a start. */
final class Preparing {
    private final Future<RouteFiles> routes;
    private final Future<Prepared> all;

    private Preparing(Future<RouteFiles> routes, Future<Prepared> all) {
        this.routes = routes;
        this.all = all;
    }

    /** Begins at once, on a thread of its own. */
    static Preparing begin(Settings settings) {
        Schemas schemas = Schemas.load(settings.schemas());
        FutureTask<RouteFiles> routes = new FutureTask<>(() -> Prepared.routes(settings, schemas));
        FutureTask<Prepared> all = new FutureTask<>(() -> Prepared.from(settings, schemas, routes.get()));
        Thread thread = new Thread(
                () -> {
                    routes.run();
                    all.run();
                },
                "prepare");
        thread.setDaemon(true);
        thread.start();
        return new Preparing(routes, all);
    }

    /** What {@link Prepared#routes} returns or throws. */
    RouteFiles routes() throws RouteProblems, InterruptedException {
        try {
            return routes.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RouteProblems problems) {
                throw problems;
            }
            throw unexpected(failed);
        }
    }

    /** What {@link Prepared#from} returns or throws, or {@link #routes}. */
    Prepared all() throws RouteProblems, SchemaProblems, InterruptedException {
        routes();
        try {
            return all.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SchemaProblems problems) {
                throw problems;
            }
            throw unexpected(failed);
        }
    }

    private static RuntimeException unexpected(ExecutionException failed) {
        if (failed.getCause() instanceof UncheckedIOException world) {
            return world;
        }
        return new IllegalStateException("routes and schemas cannot be read", failed.getCause());
    }
}
