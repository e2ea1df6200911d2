package io.sluice.camel;

import io.sluice.check.Schema;
import io.sluice.event.Outcome;
import io.sluice.intake.Intake;
import io.sluice.ledger.Decision;
import io.sluice.ledger.LedgerQueues;
import io.sluice.ledger.Recorded;
import io.sluice.ledger.State;
import io.sluice.ledger.Version;
import io.sluice.zone.Published;
import io.sluice.zone.Replaced;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records the decision in the ledger, once the bytes that it speaks of are durable. */
public final class RecordStep extends DurableStep<Decision, Recorded> {
    private static final Logger LOG = LoggerFactory.getLogger("ledger");

    private final State state;
    private final Intake intake;
    private final Path validated;
    private final Supplier<Writers> writers;
    private final Clock clock;

    private RecordStep(
            State state, Intake intake, LedgerQueues queues, Path validated, Supplier<Writers> writers, Clock clock) {
        super(queues.decisions()::submit);
        this.state = state;
        this.intake = intake;
        this.validated = validated;
        this.writers = writers;
        this.clock = clock;
    }

    /** The step after a publication. */
    public static RecordStep validated(
            Intake intake, LedgerQueues queues, Path validated, Supplier<Writers> writers, Clock clock) {
        return new RecordStep(State.VALIDATED, intake, queues, validated, writers, clock);
    }

    /** The step after a dead letter. */
    public static RecordStep rejected(
            Intake intake, LedgerQueues queues, Path validated, Supplier<Writers> writers, Clock clock) {
        return new RecordStep(State.REJECTED, intake, queues, validated, writers, clock);
    }

    @Override
    void durable(Recorded recorded, DeliveredFile file, Exchange exchange) {
        OutcomeReport.note(
                exchange,
                state == State.VALIDATED ? Outcome.VALIDATED : Outcome.REJECTED,
                file.attributes().sizeBytes());
        intake.faults().decided(file.id().source());
        say(recorded, exchange.getProperty("published", Published.class));
    }

    @Override
    Decision prepare(DeliveredFile file, Exchange exchange) {
        Published published = state == State.VALIDATED ? exchange.getProperty("published", Published.class) : null;
        long errorCount = state == State.REJECTED ? Rejected.caughtBy(exchange).errorCount() : 0;
        Schema schema = intake.sources().named(file.id().source()).schema();
        return new Decision(
                file.id(),
                file.attributes().sizeBytes(),
                file.attributes().mtimeNs(),
                file.sha256(),
                state,
                schema.name(),
                schema.sha256(),
                published == null ? null : belowValidated(published.target()),
                published == null ? null : published.sha256(),
                null,
                errorCount,
                writers.get().run(),
                file.startedAt(),
                clock.instant());
    }

    /** The publisher has seen to it that the target lies there; {@code relativize} would compare name by name. */
    private String belowValidated(Path target) {
        return target.toString().substring(validated.toString().length() + 1);
    }

    private static void say(Recorded recorded, @Nullable Published published) {
        Version version = recorded.version();
        Version previous = recorded.previous();
        if (previous != null && !previous.sha256().equals(version.sha256())) {
            boolean replaced = published != null && published.replaced() == Replaced.BACKED_UP;
            if (previous.state() == State.REJECTED && !replaced) {
                LOG.info("{} was delivered again after its rejection, as version {}", version.file(), version.number());
            } else {
                LOG.error(
                        "Checksum mismatch: {} was changed in the raw zone, where data is immutable; it was {} as version"
                                + " {} and is {} as version {} ({}). Ask the supplier why.",
                        version.file(),
                        previous.sha256(),
                        previous.number(),
                        version.sha256(),
                        version.number(),
                        version.state());
            }
        }
        if (recorded.duplicateOf() != null) {
            LOG.warn("{} has the same content as {}", version.file(), recorded.duplicateOf());
        }
    }
}
