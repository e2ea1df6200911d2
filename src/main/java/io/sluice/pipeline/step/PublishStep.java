package io.sluice.pipeline.step;

import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.State;
import io.sluice.ledger.Version;
import io.sluice.publish.FreeSpace;
import io.sluice.publish.Published;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Publishes the body in the validated zone, under the file's own source and path. A file with other bytes that it
 * replaces is first kept in {@code _backups/runs/<run>/v<version>/<source>/<path>}.
 */
public final class PublishStep implements Processor {
    private final Ledger ledger;
    private final FreeSpace freeSpace;
    private final Path validated;
    private final Path backups;
    private final Supplier<Writers> writers;

    public PublishStep(Ledger ledger, FreeSpace freeSpace, Path validated, Path backups, Supplier<Writers> writers) {
        this.ledger = ledger;
        this.freeSpace = freeSpace;
        this.validated = validated;
        this.backups = backups;
        this.writers = writers;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        DeliveredFile file = DeliveredFile.of(exchange);
        byte[] content = exchange.getIn().getMandatoryBody(byte[].class);
        String place = file.id().toString();
        Writers current = writers.get();
        Path backup = backups.resolve("runs")
                .resolve(current.run())
                .resolve("v" + publishedVersion(file))
                .resolve(place);
        freeSpace.require(validated, content.length);
        Published published = current.publisher().publish(content, file.sha256(), validated.resolve(place), backup);
        exchange.setProperty("published", published);
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
