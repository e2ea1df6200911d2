package io.sluice.camel;

import io.sluice.check.schema.Schemas;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/** What routes may refer to by {@code #bean:name} or {@code ref: name}. */
final class Beans {
    /** Their names. */
    static final Set<String> NAMES = Set.of(
            "schemas",
            "strictMapper",
            "findings",
            "leavePending",
            "environmentFault",
            "stepFault",
            "fileEvent",
            "remembered",
            "inProgress");

    /** Far more than a file: endpoint has in flight. */
    private static final int IN_PROGRESS_MAX = 50_000;

    private Beans() {}

    static void bind(CamelContext context, Zones zones, Schemas schemas) {
        Registry registry = context.getRegistry();
        SchemaLoader loader = new SchemaLoader(schemas, zones.limits());
        registry.bind("schemas", loader);
        registry.bind("strictMapper", new DocumentMapper(zones.limits()));
        registry.bind("findings", new FindingsErrorHandler(loader));
        Outcomes outcomes = zones.outcomes();
        registry.bind("leavePending", (Processor) exchange -> outcomes.leave(exchange, caught(exchange)));
        Processor settle = exchange -> outcomes.settle(exchange, caught(exchange));
        registry.bind("environmentFault", settle);
        registry.bind("stepFault", settle);
        registry.bind("fileEvent", new FileEvent());
        registry.bindAsPrototype("remembered", Remembered.class, () -> new Remembered(context, zones.ledger()));
        registry.bindAsPrototype(
                "inProgress",
                MemoryIdempotentRepository.class,
                () -> MemoryIdempotentRepository.memoryIdempotentRepository(IN_PROGRESS_MAX));
    }

    private static Throwable caught(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        return caught == null ? new StepFault("the route says that it failed, and no step has") : caught;
    }
}
