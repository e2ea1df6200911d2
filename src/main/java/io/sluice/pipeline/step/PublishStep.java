package io.sluice.pipeline.step;

import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.State;
import io.sluice.ledger.Version;
import io.sluice.publish.Commits;
import io.sluice.publish.Content;
import io.sluice.publish.FreeSpace;
import io.sluice.publish.Publication;
import io.sluice.publish.Publisher.StagedFile;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/**
 * Publishes the body in the validated zone, under the file's own source and path. A file with other bytes that it
 * replaces is first kept in {@code _backups/runs/<run>/v<version>/<source>/<path>}.
 */
public final class PublishStep extends DurableStep<Publication, Publication> {
    private final Ledger ledger;
    private final FreeSpace freeSpace;
    private final Path validated;
    private final Path backups;
    private final Supplier<Writers> writers;

    public PublishStep(
            Ledger ledger,
            FreeSpace freeSpace,
            Path validated,
            Path backups,
            Supplier<Writers> writers,
            Commits commits) {
        super(commits::submit);
        this.ledger = ledger;
        this.freeSpace = freeSpace;
        this.validated = validated;
        this.backups = backups;
        this.writers = writers;
    }

    @Override
    Publication prepare(DeliveredFile file, Exchange exchange) throws Exception {
        byte[] content = exchange.getIn().getMandatoryBody(byte[].class);
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
