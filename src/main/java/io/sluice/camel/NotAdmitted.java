package io.sluice.camel;

import io.sluice.check.finding.Findings;

/** A document that is not given to a schema, on its way through {@code json-validator} to the {@link FindingsErrorHandler}. */
final class NotAdmitted extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Findings why;

    NotAdmitted(Findings why) {
        super("not admitted", null, false, false);
        this.why = why;
    }

    Findings why() {
        return why;
    }
}
