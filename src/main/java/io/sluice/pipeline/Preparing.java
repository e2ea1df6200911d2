package io.sluice.pipeline;

import io.sluice.config.Settings;
import io.sluice.pipeline.routes.RouteProblems;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Reads routes and schemas on a second core, while logging starts: together they are a third of a start. */
final class Preparing {
    private final FutureTask<Prepared> task;

    private Preparing(FutureTask<Prepared> task) {
        this.task = task;
    }

    static Preparing begin(Settings settings) {
        FutureTask<Prepared> task = new FutureTask<>(() -> Prepared.from(settings));
        Thread thread = new Thread(task, "prepare");
        thread.setDaemon(true);
        thread.start();
        return new Preparing(task);
    }

    /** What {@link Prepared#from} returns or throws. */
    Prepared get() throws RouteProblems, SchemaProblems, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof RouteProblems problems) {
                throw problems;
            }
            if (cause instanceof SchemaProblems problems) {
                throw problems;
            }
            throw new IllegalStateException("routes and schemas cannot be read", cause);
        }
    }
}
