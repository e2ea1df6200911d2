package io.sluice.camel;

import io.sluice.check.NotEnoughMemory;
import io.sluice.check.Schema;
import io.sluice.event.Event;
import io.sluice.event.FileRef;
import io.sluice.event.Outcome;
import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.RawAttributes;
import io.sluice.ledger.FileId;
import io.sluice.ledger.News;
import io.sluice.ledger.State;
import io.sluice.ledger.Version;
import io.sluice.stage.Lane;
import io.sluice.stage.StagePlan;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The files of a stage on their way from the news to the end of their route. Each comes to exactly one outcome, whatever is
 * thrown on the way. What the stage has decided on already, before its cursor was saved, does not enter the route again.
 */
final class PublishedFiles {
    private final Zones zones;
    private final StagePlan plan;
    private final @Nullable Schema schema;
    private final PublishedReader reader;
    private final FileExchanges exchanges;
    private final Outcomes outcomes;

    /** @param schema what the route's own check holds files against; null when it has none */
    PublishedFiles(StageConsumer consumer, Zones zones, StagePlan plan, @Nullable Schema schema, Workers workers) {
        this.zones = zones;
        this.plan = plan;
        this.schema = schema;
        this.reader = new PublishedReader(zones, plan, schema, workers);
        this.exchanges = new FileExchanges(consumer, zones);
        this.outcomes = zones.outcomes();
    }

    /** A file that is worked on: it ends once, and the turn that began it is held where its steps go on elsewhere. */
    private final class Taken {
        private enum Stand {
            OPEN,
            HELD,
            ENDED
        }

        private final Lane lane;
        private final News news;
        private final FileRef file;
        private final long sizeBytes;
        private final AtomicReference<Stand> stand = new AtomicReference<>(Stand.OPEN);

        Taken(Lane lane, News news, FileRef file, long sizeBytes) {
            this.lane = lane;
            this.news = news;
            this.file = file;
            this.sizeBytes = sizeBytes;
        }

        void end(Outcome outcome) {
            Stand before = stand.getAndSet(Stand.ENDED);
            if (before == Stand.ENDED) {
                return;
            }
            try {
                zones.intake().ended(sizeBytes);
                zones.events().publish(new Event.FileEnded(file, outcome, sizeBytes));
            } finally {
                lane.ended(news, outcome);
                if (before == Stand.HELD) {
                    lane.turnEnded();
                }
            }
        }

        /** Whether the turn waits for the end. */
        boolean hold() {
            return stand.compareAndSet(Stand.OPEN, Stand.HELD);
        }
    }

    /**
     * Works on a file.
     *
     * @return whether the turn goes on; when not, it has ended once the file has
     */
    boolean take(Lane lane, News news) {
        FileRef file = zones.file(news.file().at(plan.name()));
        Outcome early = Outcome.DEFECT;
        try {
            RawAttributes attributes = reader.attributes(news);
            if (!zones.intake().mayTake(attributes.sizeBytes())) {
                early = Outcome.GIVEN_BACK;
            } else {
                Taken taken = new Taken(lane, news, file, attributes.sizeBytes());
                early = null; // from here on its own end is told
                return work(taken, attributes);
            }
        } catch (LeftPending left) {
            early = outcomes.left(file, left);
        } catch (EnvironmentFault fault) {
            early = outcomes.of(file.lane(), fault);
        } catch (RuntimeException | Error broken) {
            if (early == null) {
                throw broken;
            }
            early = outcomes.brokeOff(file, broken);
        } finally {
            if (early != null) {
                try {
                    zones.events().publish(new Event.FileEnded(file, early, 0));
                } finally {
                    lane.ended(news, early);
                }
            }
        }
        return true;
    }

    /** Whatever is thrown, and be it while that is told, the file comes to its end. */
    private boolean work(Taken taken, RawAttributes attributes) {
        boolean returned = false;
        try {
            boolean goesOn = send(taken, attributes);
            returned = true;
            return goesOn;
        } finally {
            if (!returned) {
                taken.end(Outcome.DEFECT);
            }
        }
    }

    private boolean send(Taken taken, RawAttributes attributes) {
        try {
            FileId id = taken.news.file().at(plan.name());
            Version current = schema == null ? null : zones.ledger().current(id).orElse(null);
            Outcome known = known(taken.news, current);
            if (known != null) {
                taken.end(known);
                return true;
            }
            Reading reading = reader.read(taken.news, taken.file, attributes, current);
            if (reading == null) {
                taken.end(Outcome.SUPERSEDED);
                return true;
            }
            return exchanges.send(reading, taken::end) || !taken.hold();
        } catch (LeftPending left) {
            taken.end(outcomes.left(taken.file, left));
        } catch (EnvironmentFault fault) {
            taken.end(outcomes.of(taken.file.lane(), fault));
        } catch (RuntimeException | NotEnoughMemory refused) {
            taken.end(outcomes.brokeOff(taken.file, refused));
        } catch (Error broken) {
            taken.end(outcomes.brokeOff(taken.file, broken));
            throw broken;
        }
        return true;
    }

    /** What the stage has already made of the same content; null when it is to be worked on. */
    private @Nullable Outcome known(News news, @Nullable Version current) {
        if (news.again() || current == null || !current.sha256().equals(news.sha256())) {
            return null;
        }
        if (current.state() == State.REJECTED) {
            boolean stands = schema != null && current.state().stands(current.schemaSha256(), schema.sha256());
            return stands ? Outcome.REJECTED : null;
        }
        return current.state().isPublished() ? Outcome.UNCHANGED : null;
    }
}
