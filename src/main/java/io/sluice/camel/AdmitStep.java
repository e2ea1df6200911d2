package io.sluice.camel;

import io.sluice.check.DocumentChecker;
import io.sluice.check.Findings;
import io.sluice.intake.Intake;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Refuses what no parser should see: a name reserved for reasons, a document above the size limit, an empty file, bytes
 * that are not UTF-8.
 */
public final class AdmitStep implements Processor {
    private final Intake intake;
    private final long documentBytesMax;

    public AdmitStep(Intake intake, long documentBytesMax) {
        this.intake = intake;
        this.documentBytesMax = documentBytesMax;
    }

    @Override
    public void process(Exchange exchange) throws Rejected {
        Findings findings = findings(exchange);
        if (findings.failed()) {
            throw new Rejected(exchange, findings);
        }
    }

    private Findings findings(Exchange exchange) {
        DeliveredFile file = DeliveredFile.of(exchange);
        String name = String.valueOf(file.raw().getFileName());
        if (name.endsWith(".reason.json")) {
            return DocumentChecker.reservedName(name);
        }
        byte[] content = exchange.getIn().getBody(byte[].class);
        if (content == null) {
            return DocumentChecker.tooLarge(file.attributes().sizeBytes(), documentBytesMax);
        }
        return intake.sources().named(file.id().source()).checker().admit(content);
    }
}
