package io.sluice.camel;

import io.sluice.check.finding.Findings;
import org.apache.camel.Exchange;
import org.apache.camel.ValidationException;

/** A data fault: the check has found that the file fails. Why stands in the receipt of the check. */
public final class Rejected extends ValidationException {
    private static final long serialVersionUID = 1;

    Rejected(Exchange exchange, Findings findings) {
        super(
                exchange,
                findings.errorCount() + " errors, first: "
                        + findings.kept().get(0).message());
    }
}
