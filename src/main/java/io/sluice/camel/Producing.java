package io.sluice.camel;

import io.sluice.batch.Answer;
import io.sluice.check.Schema;
import io.sluice.event.Outcome;
import io.sluice.ledger.Decision;
import io.sluice.ledger.Entered;
import io.sluice.ledger.State;
import io.sluice.zone.Publication;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way into a zone and into the ledger: what was staged becomes durable and visible together with other files,
 * then the decision is entered together with other decisions. Asynchronous: the worker takes the next file meanwhile.
 */
final class Producing {
    private final Zones zones;
    private final Reading reading;
    private final String run;
    private final Consumer<Throwable> failed;

    /** What comes between the publication and the decision. */
    interface Published {
        void then() throws Exception;
    }

    /** @param failed told, on any thread, why there is no decision; nothing else is told then */
    Producing(Zones zones, Reading reading, String run, Consumer<Throwable> failed) {
        this.zones = zones;
        this.reading = reading;
        this.run = run;
        this.failed = failed;
    }

    /**
     * Makes what was staged durable, then enters the decision.
     *
     * @param published done on the committing thread once the bytes are durable
     * @param entered told on the committing thread of the ledger once the decision is, before anything comes of it
     * @param then run behind it
     */
    void commit(Publication staged, Published published, Decision decision, Consumer<Entered> entered, Runnable then) {
        zones.uncommitted().add(reading.id());
        zones.commits().submit(staged, answer(publication -> {
            published.then();
            zones.queues().decisions().submit(decision, answer(recorded -> {
                zones.uncommitted().remove(reading.id());
                entered.accept(recorded);
                reading.cameTo(outcome(decision.state()));
                zones.intake().faults().decided(reading.file().lane());
                zones.stages()
                        .entered(
                                decision.state().isPublished()
                                        ? reading.purpose().publishes()
                                        : null);
                then.run();
            }));
        }));
    }

    private static Outcome outcome(State state) {
        return switch (state) {
            case VALIDATED -> Outcome.VALIDATED;
            case PUBLISHED -> Outcome.PUBLISHED;
            case REJECTED, ARCHIVED, HELD -> Outcome.REJECTED;
        };
    }

    Decision decision(
            State state,
            Schema schema,
            @Nullable String publishedPath,
            @Nullable String publishedSha256,
            long errorCount) {
        return new Decision(
                reading.id(),
                reading.attributes().sizeBytes(),
                reading.attributes().mtimeNs(),
                reading.attributes().ctimeNs(),
                reading.sha256(),
                state,
                schema.name(),
                schema.sha256(),
                publishedPath,
                publishedSha256,
                null,
                errorCount,
                run,
                reading.startedAt(),
                zones.clock().instant());
    }

    /** From the beginning of the reading until now. */
    double seconds() {
        return reading.seconds(zones.clock().instant());
    }

    private interface Next<R> {
        void take(R result) throws Exception;
    }

    private <R> Answer<R> answer(Next<R> next) {
        return new Answer<>() {
            @Override
            public void done(R result) {
                try {
                    next.take(result);
                } catch (Exception | Error why) {
                    failed(why);
                }
            }

            @Override
            public void failed(Throwable why) {
                zones.uncommitted().remove(reading.id());
                failed.accept(why);
            }
        };
    }
}
