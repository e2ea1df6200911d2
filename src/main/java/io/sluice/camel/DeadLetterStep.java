package io.sluice.camel;

import io.sluice.check.Finding;
import io.sluice.check.Findings;
import io.sluice.check.Schema;
import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.Intake;
import io.sluice.zone.Commits;
import io.sluice.zone.Content;
import io.sluice.zone.DeadLetter;
import io.sluice.zone.FreeSpace;
import io.sluice.zone.Publication;
import io.sluice.zone.Rejection;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a rejected file with its reasons in the dead-letter folder. What was published of an earlier version stays. A
 * document above the size limit is copied from the raw zone, and the copy must have the digest that was read.
 */
public final class DeadLetterStep extends DurableStep<Publication, Publication> {
    private static final Logger VALIDATION = LoggerFactory.getLogger("validation");

    private final Intake intake;
    private final FreeSpace freeSpace;
    private final Path deadLetter;
    private final Supplier<Writers> writers;
    private final Clock clock;

    public DeadLetterStep(
            Intake intake,
            FreeSpace freeSpace,
            Path deadLetter,
            Supplier<Writers> writers,
            Clock clock,
            Commits commits) {
        super(commits::submit);
        this.intake = intake;
        this.freeSpace = freeSpace;
        this.deadLetter = deadLetter;
        this.writers = writers;
        this.clock = clock;
    }

    @Override
    Publication prepare(DeliveredFile file, Exchange exchange) throws Exception {
        Findings findings = Rejected.caughtBy(exchange);
        Schema schema = intake.sources().named(file.id().source()).schema();
        Writers current = writers.get();
        freeSpace.require(deadLetter, file.attributes().sizeBytes());
        DeadLetter letter = new DeadLetter(
                file.id().source(),
                file.id().path(),
                file.attributes().sizeBytes(),
                file.sha256(),
                schema.name(),
                schema.sha256(),
                clock.instant(),
                current.run(),
                findings);
        return stage(current, letter, file, exchange.getIn().getBody(byte[].class));
    }

    private static Publication stage(Writers current, DeadLetter letter, DeliveredFile file, byte @Nullable [] content)
            throws EnvironmentFault, LeftPending {
        if (content != null) {
            return current.deadLetters().stage(letter, Content.of(content, file.sha256()));
        }
        try {
            return current.deadLetters().stage(letter, Content.copyOf(file.raw(), letter.sizeBytes(), file.sha256()));
        } catch (EnvironmentFault fault) {
            if (fault.kind() == EnvironmentFault.Kind.INTEGRITY) {
                throw LeftPending.changed(file.id().toString());
            }
            throw fault;
        }
    }

    @Override
    void durable(Publication publication, DeliveredFile file, Exchange exchange) {
        Findings findings = Rejected.caughtBy(exchange);
        Finding first = findings.kept().get(0);
        Path reasons = writers.get()
                .deadLetters()
                .reasonPath(file.id().source(), file.id().path());
        intake.rejected(new Rejection(file.id().source(), file.id().path(), first, findings.errorCount(), reasons));
        VALIDATION.error(
                "Validation failed for {}: {} {}, first{}: {} Reasons: {}",
                file.id(),
                findings.errorCount(),
                findings.errorCount() == 1 ? "error" : "errors",
                first.line() == null ? "" : " at line " + first.line() + ", column " + first.column(),
                first.message(),
                intake.shown(reasons));
    }
}
