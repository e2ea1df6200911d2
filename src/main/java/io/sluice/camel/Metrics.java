package io.sluice.camel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sluice.event.Event;
import io.sluice.event.Events;
import io.sluice.event.FileRef;
import io.sluice.event.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Counts what happens. {@code docs/observability.md} says of each meter what moves it. Labels are source, stage and outcome
 * only, so that how many series there are follows from what is declared and not from the data.
 */
public final class Metrics implements Events.Listener {
    /** What becomes of a file at a stage that reads the raw zone. */
    private static final List<Outcome> OUTCOMES = List.of(
            Outcome.VALIDATED,
            Outcome.REJECTED,
            Outcome.UNCHANGED,
            Outcome.FAULT,
            Outcome.DEFECT,
            Outcome.CHANGED,
            Outcome.GIVEN_BACK);

    private static final List<Outcome> DECIDED = List.of(Outcome.VALIDATED, Outcome.REJECTED);

    private final MeterRegistry registry;
    private final Map<String, Map<String, StageMeters>> stages = new ConcurrentHashMap<>();
    private final Timer commitSeconds;
    private final DistributionSummary commitFiles;
    private final Counter commitBytes;
    private final Counter decisions;
    private final Timer ledgerSeconds;
    private final Counter faults;
    private final Counter defects;
    private final Counter schemasEdited;
    private final AtomicLong undeclared = new AtomicLong();

    /** Registers what belongs to no source. */
    Metrics(MeterRegistry registry) {
        this.registry = registry;
        commitSeconds = timer("sluice.commit", "Making files durable and visible together");
        commitFiles = DistributionSummary.builder("sluice.commit.files")
                .description("Files that became durable and visible together")
                .register(registry);
        commitBytes = Counter.builder("sluice.commit.bytes")
                .description("Sizes of the files that became durable and visible")
                .baseUnit("bytes")
                .register(registry);
        decisions = counter("sluice.decisions", "Decisions that were entered in the ledger");
        ledgerSeconds = timer("sluice.ledger.commit", "Transactions of the ledger that enter decisions");
        faults = counter(
                "sluice.faults", "Causes of environment faults and step faults that were met for the first time");
        defects = counter("sluice.defects", "Failures of Sluice itself");
        schemasEdited = counter("sluice.schemas.edited", "Schemas that were used and have other bytes now");
        Gauge.builder("sluice.undeclared", undeclared::get)
                .description("What lies in the raw zone and belongs to no source, as of the start of the run")
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name).description(description).register(registry);
    }

    /**
     * Registers a source at a stage that reads the raw zone, with every counter at 0, so that the first file is a rate.
     *
     * @param pending how many files are not decided, whenever it is asked; NaN for not known
     */
    void declare(String stage, String source, DoubleSupplier pending) {
        StageMeters meters = at(stage, source);
        OUTCOMES.forEach(meters::files);
        DECIDED.forEach(meters::bytes);
        meters.pending(pending);
    }

    /**
     * Registers a source at a stage that reads what others publish.
     *
     * @param publishes whether it publishes itself
     * @param pending how many files wait, whenever it is asked; NaN for not known
     */
    void declareReader(String stage, String source, boolean publishes, DoubleSupplier pending) {
        StageMeters meters = at(stage, source);
        Outcome done = publishes ? Outcome.PUBLISHED : Outcome.DONE;
        for (Outcome outcome : List.of(done, Outcome.REJECTED, Outcome.SUPERSEDED, Outcome.SKIPPED, Outcome.FAULT)) {
            meters.files(outcome);
        }
        meters.bytes(done);
        meters.pending(pending);
    }

    /** Registers how many causes of faults are open, whenever it is asked. */
    void faultsOpen(LongSupplier open) {
        Gauge.builder("sluice.faults.open", open::getAsLong)
                .description("Causes of environment faults and step faults that are not over")
                .register(registry);
    }

    private StageMeters at(String stage, String source) {
        return stages.computeIfAbsent(stage, name -> new ConcurrentHashMap<>())
                .computeIfAbsent(source, name -> new StageMeters(registry, stage, name));
    }

    private StageMeters at(FileRef file) {
        return at(file.stage(), file.source());
    }

    @Override
    public void happened(Event event) {
        if (event instanceof Event.StepEnded step) {
            at(step.stage(), step.source() == null ? "" : step.source()).stepEnded(step.seconds());
        } else if (event instanceof Event.FileEnded ended) {
            at(ended.file()).ended(ended.outcome());
        } else if (event instanceof Event.FilePublished published) {
            Outcome outcome = published.zone().equals("validated") ? Outcome.VALIDATED : Outcome.PUBLISHED;
            at(published.file()).decided(outcome, published.bytes(), published.seconds());
        } else if (event instanceof Event.FileRejected rejected) {
            at(rejected.file()).decided(Outcome.REJECTED, rejected.bytes(), rejected.seconds());
        } else if (event instanceof Event.FileDone done) {
            at(done.file()).decided(Outcome.DONE, done.bytes(), done.seconds());
        } else if (event instanceof Event.FilesCommitted commit) {
            commitFiles.record(commit.files());
            commitBytes.increment((double) commit.bytes());
            StageMeters.record(commitSeconds, commit.seconds());
        } else if (event instanceof Event.DecisionsEntered entered) {
            decisions.increment(entered.decisions());
            StageMeters.record(ledgerSeconds, entered.seconds());
        } else {
            rare(event);
        }
    }

    private void rare(Event event) {
        if (event instanceof Event.FilePassedOver passed) {
            at(passed.file()).ended(passed.outcome());
        } else if (event instanceof Event.FaultOpened) {
            faults.increment();
        } else if (event instanceof Event.Defect) {
            defects.increment();
        } else if (event instanceof Event.StepFailedAfterDecision failed) {
            at(failed.file()).stepFailed();
        } else if (event instanceof Event.RawChanged changed) {
            at(changed.file()).rawChanged();
        } else if (event instanceof Event.SchemaEdited) {
            schemasEdited.increment();
        } else if (event instanceof Event.UndeclaredFound found) {
            undeclared.set(found.count());
        }
    }
}
