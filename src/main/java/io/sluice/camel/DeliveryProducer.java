package io.sluice.camel;

import io.sluice.intake.IgnoredNames;
import io.sluice.intake.Source;
import io.sluice.intake.SourceRoot;
import io.sluice.zone.Content;
import io.sluice.zone.Delivery;
import io.sluice.zone.Sha256;
import io.sluice.zone.ZoneRoot;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.DefaultProducer;

/**
 * Delivers the body to a source, under the path that {@code CamelFileName} gives: whole or not at all, and never over a
 * path that is there. Equal bytes that are there already are a delivery that was repeated; other bytes are a step fault.
 */
final class DeliveryProducer extends DefaultProducer {
    private final Zones zones;
    private final Path directory;
    private final SourceRoot root;

    DeliveryProducer(ZoneEndpoint endpoint, Zones zones) {
        super(endpoint);
        this.zones = zones;
        Source source = zones.intake().sources().named(String.valueOf(endpoint.getSource()));
        this.directory = source.directory();
        this.root = zones.sourceRoot(source);
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Path target = target(exchange);
        Content content = content(exchange);
        synchronized (root) {
            root.require();
        }
        zones.freeSpace().require(directory, content.sizeBytes());
        Delivery delivery = new Delivery(
                ZoneRoot.unmarked(
                        zones.settings().raw(),
                        new ZoneRoots(zones.settings(), zones.intake().sources(), zones.ledger()).apartFromRaw()),
                zones.writers().get().run(),
                zones.settings().publishDurability());
        if (!delivery.deliver(content, target)) {
            throw new StepFault(
                    zones.intake().shown(target)
                            + " is there already with other content, and raw data is immutable; deliver the file under another name");
        }
    }

    private Path target(Exchange exchange) throws StepFault {
        String name = exchange.getMessage().getHeader(ZoneConstants.FILE_NAME, String.class);
        if (name == null || name.isEmpty()) {
            throw new StepFault("a delivery needs the header " + ZoneConstants.FILE_NAME + ", the path to deliver to");
        }
        Path target = directory.resolve(name);
        boolean below = target.equals(target.normalize()) && target.startsWith(directory) && !target.equals(directory);
        if (!below || name.startsWith("/")) {
            throw new StepFault("\"" + name + "\" is no path below a source");
        }
        for (Path part : directory.relativize(target)) {
            if (IgnoredNames.ignores(part.toString())) {
                throw new StepFault(
                        "a file named \"" + name + "\" would be ignored in the raw zone; give it another name");
            }
        }
        return target;
    }

    private static Content content(Exchange exchange) throws Exception {
        Object body = exchange.getMessage().getBody();
        Object file = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
        if (file instanceof File onDisk) {
            Path path = onDisk.toPath();
            return Content.copyOf(path, Files.size(path), Sha256.of(path));
        }
        return Content.of(exchange.getMessage().getMandatoryBody(byte[].class));
    }
}
