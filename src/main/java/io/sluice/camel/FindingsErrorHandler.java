package io.sluice.camel;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import io.sluice.check.DocumentChecker;
import io.sluice.intake.Intake;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.ValidationException;
import org.apache.camel.component.jsonvalidator.JsonValidatorErrorHandler;

/** Turns what {@code json-validator:} reports into findings. */
public final class FindingsErrorHandler implements JsonValidatorErrorHandler {
    private final Intake intake;

    public FindingsErrorHandler(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void handleErrors(Exchange exchange, JsonSchema schema, Set<ValidationMessage> errors)
            throws ValidationException {
        throw new Rejected(exchange, checker(exchange).explain(errors, content(exchange)));
    }

    @Override
    public void handleErrors(Exchange exchange, JsonSchema schema, Exception failure) throws ValidationException {
        throw new Rejected(exchange, checker(exchange).explain(failure, content(exchange)));
    }

    private DocumentChecker checker(Exchange exchange) {
        return intake.sources().named(DeliveredFile.of(exchange).id().source()).checker();
    }

    private static byte[] content(Exchange exchange) {
        return exchange.getIn().getBody(byte[].class);
    }
}
