package io.sluice.camel;

import io.sluice.check.CheckedDocument;
import io.sluice.check.Schema;
import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.Intake;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.State;
import io.sluice.ledger.Version;
import io.sluice.zone.Commits;
import io.sluice.zone.Content;
import io.sluice.zone.FreeSpace;
import io.sluice.zone.Publication;
import io.sluice.zone.Publisher.StagedFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what was read and checked in the validated zone, under the file's own source and path. A file with other bytes that it
 * replaces is first kept in {@code _backups/runs/<run>/v<version>/<source>/<path>}.
 */
public final class PublishStep extends DurableStep<Publication, Publication> {
    private final Intake intake;
    private final Ledger ledger;
    private final FreeSpace freeSpace;
    private final Path validated;
    private final Path backups;
    private final Supplier<Writers> writers;

    public PublishStep(
            Intake intake,
            Ledger ledger,
            FreeSpace freeSpace,
            Path validated,
            Path backups,
            Supplier<Writers> writers,
            Commits commits) {
        super(commits::submit);
        this.intake = intake;
        this.ledger = ledger;
        this.freeSpace = freeSpace;
        this.validated = validated;
        this.backups = backups;
        this.writers = writers;
    }

    @Override
    Publication prepare(DeliveredFile file, Exchange exchange) throws Exception {
        byte[] content = checked(file, exchange);
        String place = file.id().toString();
        Writers current = writers.get();
        freeSpace.require(validated, content.length);
        StagedFile staged = current.publisher()
                .stage(
                        Content.of(content, file.sha256()),
                        validated.resolve(place),
                        () -> backups.resolve("runs/" + current.run() + "/v" + publishedVersion(file) + "/" + place));
        exchange.setProperty("published", staged.result());
        return staged.publication();
    }

    /** The bytes that were read, on the word of the check that they hold; the body has no say. */
    private byte[] checked(DeliveredFile file, Exchange exchange) {
        Schema schema = intake.sources().named(file.id().source()).schema();
        CheckedDocument checked = CheckReceipt.of(exchange);
        if (checked == null || !checked.holdsFor(schema)) {
            throw refused(file, "nothing vouches that it holds against " + schema.name());
        }
        if (isNot(checked.content(), ReadStep.content(exchange))) {
            throw refused(file, "what was checked is not what was read");
        }
        if (isNot(checked.content(), exchange.getIn().getBody(byte[].class))) {
            throw refused(file, "the body is not what was checked");
        }
        return checked.content();
    }

    private static boolean isNot(byte[] checked, byte @Nullable [] other) {
        return checked != other && !Arrays.equals(checked, other);
    }

    private static IllegalStateException refused(DeliveredFile file, String why) {
        return new IllegalStateException(file.id() + " is not published: " + why);
    }

    @Override
    void durable(Publication publication, DeliveredFile file, Exchange exchange) {
        // the property tells the next steps what was published
    }

    /** The version that the zone may hold: the current one, or the last that held before the current was rejected. */
    private int publishedVersion(DeliveredFile file) throws EnvironmentFault {
        Version current = file.current();
        if (current == null) {
            return 0;
        }
        return current.state() == State.VALIDATED
                ? current.number()
                : ledger.lastValidated(file.id()).orElse(0);
    }
}
