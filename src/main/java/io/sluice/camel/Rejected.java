package io.sluice.camel;

import io.sluice.check.Findings;
import org.apache.camel.Exchange;
import org.apache.camel.ValidationException;

/** A data fault: the file does not hold, and its findings say why. */
public final class Rejected extends ValidationException {
    private static final long serialVersionUID = 1;

    private final transient Findings findings;

    Rejected(Exchange exchange, Findings findings) {
        super(exchange, findings.errorCount() + " errors");
        this.findings = findings;
    }

    Findings findings() {
        return findings;
    }

    /** The findings of the rejection that the exchange is being handled for. */
    static Findings caughtBy(Exchange exchange) {
        Rejected rejected = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Rejected.class);
        if (rejected == null) {
            throw new IllegalStateException("this step belongs where a rejection is handled, and there is none");
        }
        return rejected.findings();
    }
}
