package io.sluice.pipeline.step;

import io.sluice.publish.Commits;
import io.sluice.publish.Publication;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * A step that writes files and goes on when they are durable and visible. Asynchronous: the worker takes the next file
 * meanwhile, and the file's bytes are not held.
 */
abstract class CommitStep extends AsyncProcessorSupport {
    private final Commits commits;

    CommitStep(Commits commits) {
        this.commits = commits;
    }

    /** Writes what is not visible yet. */
    abstract Publication stage(Exchange exchange) throws Exception;

    /** What was written is durable and visible. */
    abstract void committed(Exchange exchange);

    @Override
    public final boolean process(Exchange exchange, AsyncCallback callback) {
        Publication publication;
        try {
            publication = stage(exchange);
            exchange.getIn().setBody(null);
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        commits.submit(publication, new Commits.Answer() {
            @Override
            public void committed() {
                try {
                    CommitStep.this.committed(exchange);
                } catch (RuntimeException e) {
                    exchange.setException(e);
                }
                callback.done(false);
            }

            @Override
            public void failed(Throwable why) {
                exchange.setException(why);
                callback.done(false);
            }
        });
        return false;
    }
}
