package io.sluice.pipeline.step;

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
    private final FreeSpace freeSpace;
    private final Path validated;
    private final Path backups;
    private final Supplier<Writers> writers;

    public PublishStep(FreeSpace freeSpace, Path validated, Path backups, Supplier<Writers> writers) {
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
        Version replaced = file.current();
        Path backup = backups.resolve("runs")
                .resolve(current.run())
                .resolve("v" + (replaced == null ? 0 : replaced.number()))
                .resolve(place);
        freeSpace.require(validated, content.length);
        Published published = current.publisher().publish(content, file.sha256(), validated.resolve(place), backup);
        exchange.setProperty("published", published);
    }
}
