package io.sluice.camel;

import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** A file that passes takes its old dead letter away. */
public final class ClearDeadLetterStep implements Processor {
    private final Supplier<Writers> writers;

    public ClearDeadLetterStep(Supplier<Writers> writers) {
        this.writers = writers;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        DeliveredFile file = DeliveredFile.of(exchange);
        writers.get().deadLetters().remove(file.id().source(), file.id().path());
    }
}
