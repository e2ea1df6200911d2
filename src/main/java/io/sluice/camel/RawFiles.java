package io.sluice.camel;

import io.sluice.batch.Answer;
import io.sluice.check.NotEnoughMemory;
import io.sluice.event.Event;
import io.sluice.event.Outcome;
import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.Intake;
import io.sluice.intake.Source;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Touched;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * The files of a source on their way from the scan to the end of their route. Each comes to exactly one outcome, whatever
 * is thrown on the way. What was touched and not changed never enters the route.
 */
final class RawFiles {
    private final Zones zones;
    private final Source source;
    private final Workers workers;
    private final RawReader reader;
    private final FileExchanges exchanges;
    private final Outcomes outcomes;
    private final BiConsumer<FoundFile, Outcome> ended;

    /** @param ended told once of each file that was taken */
    RawFiles(RawConsumer consumer, Zones zones, Source source, Workers workers, BiConsumer<FoundFile, Outcome> ended) {
        this.zones = zones;
        this.source = source;
        this.workers = workers;
        this.reader = new RawReader(source, zones, workers);
        this.exchanges = new FileExchanges(consumer, zones);
        this.outcomes = zones.outcomes();
        this.ended = ended;
    }

    /** One file that was taken. */
    private final class Taken implements Runnable {
        private final FoundFile file;
        private final FileId id;
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile boolean begun;

        Taken(FoundFile file) {
            this.file = file;
            this.id = new FileId(source.name(), file.relative());
        }

        void end(Outcome outcome) {
            if (over.compareAndSet(false, true)) {
                try {
                    if (hadItsTurn(outcome)) {
                        zones.intake().faults().tried(source.name(), file.relative(), file.attributes());
                    }
                    zones.events()
                            .publish(new Event.FileEnded(
                                    zones.file(id), outcome, file.attributes().sizeBytes()));
                } finally {
                    ended.accept(file, outcome);
                }
            }
        }

        /** What its route has left has had its turn, too; what was given back before it was begun has not. */
        private boolean hadItsTurn(Outcome outcome) {
            return outcome == Outcome.FAULT || outcome == Outcome.DEFECT || (begun && outcome == Outcome.GIVEN_BACK);
        }

        /** Whatever is thrown, and be it while that is told, the file comes to its end. */
        @Override
        public void run() {
            boolean returned = false;
            try {
                work();
                returned = true;
            } finally {
                if (!returned) {
                    end(Outcome.DEFECT);
                }
            }
        }

        private void work() {
            try {
                Reading reading = reader.read(id, file);
                begun = true;
                if (reader.isUnchanged(reading)) {
                    reading.release();
                    touched(this);
                } else {
                    exchanges.send(reading, this::end);
                }
            } catch (LeftPending left) {
                end(outcomes.left(zones.file(id), left));
            } catch (EnvironmentFault fault) {
                end(outcomes.of(source.name(), fault));
            } catch (RuntimeException | NotEnoughMemory refused) {
                end(outcomes.brokeOff(zones.file(id), refused));
            } catch (Error broken) {
                end(outcomes.brokeOff(zones.file(id), broken));
                throw broken;
            }
        }
    }

    /** Waits for a worker's queue; the file is given back when it is time to stop. */
    void take(FoundFile file) {
        Taken taken = new Taken(file);
        Intake intake = zones.intake();
        boolean begun = false;
        try {
            begun = workers.begin(taken, intake::stopping);
        } finally {
            if (!begun) {
                taken.end(Outcome.GIVEN_BACK);
            }
        }
    }

    void giveBack() {
        workers.giveBack().forEach(work -> ((Taken) work).end(Outcome.GIVEN_BACK));
    }

    private void touched(Taken taken) {
        Touched touched = new Touched(
                taken.id,
                taken.file.attributes().sizeBytes(),
                taken.file.attributes().mtimeNs(),
                taken.file.attributes().ctimeNs());
        zones.queues().touched().submit(touched, new Answer<>() {
            @Override
            public void done(Touched result) {
                taken.end(Outcome.UNCHANGED);
            }

            @Override
            public void failed(Throwable why) {
                taken.end(
                        why instanceof EnvironmentFault fault
                                ? outcomes.of(source.name(), fault)
                                : outcomes.brokeOff(zones.file(taken.id), why));
            }
        });
    }
}
