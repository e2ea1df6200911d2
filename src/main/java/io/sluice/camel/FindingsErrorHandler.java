package io.sluice.camel;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import io.sluice.check.finding.Findings;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.ValidationException;
import org.apache.camel.component.jsonvalidator.JsonValidatorErrorHandler;
import org.jspecify.annotations.Nullable;

/** Turns what {@code json-validator} reports into findings: the verdict that the document fails. */
final class FindingsErrorHandler implements JsonValidatorErrorHandler {
    private final SchemaLoader schemas;

    FindingsErrorHandler(SchemaLoader schemas) {
        this.schemas = schemas;
    }

    @Override
    public void handleErrors(Exchange exchange, JsonSchema schema, Set<ValidationMessage> errors)
            throws ValidationException {
        throw fails(exchange, schema, schemas.checkerOf(schema).explain(errors, content(null)));
    }

    @Override
    public void handleErrors(Exchange exchange, JsonSchema schema, Exception failure) throws ValidationException {
        throw fails(
                exchange,
                schema,
                failure instanceof NotAdmitted refused
                        ? refused.why()
                        : schemas.checkerOf(schema).explain(failure, content(failure)));
    }

    /** What cannot be read is no fault of the file. */
    private static byte[] content(@Nullable Exception failure) {
        byte[] content = Checked.contentInCheck();
        if (content == null) {
            throw new RuntimeCamelException("the body cannot be read", failure);
        }
        return content;
    }

    private static Rejected fails(Exchange exchange, JsonSchema schema, Findings findings) {
        Checked.fails(exchange, schema, findings);
        exchange.getMessage().setHeader(ZoneConstants.ERROR_COUNT, findings.errorCount());
        exchange.getMessage()
                .setHeader(ZoneConstants.FIRST_FINDING, findings.kept().get(0).message());
        return new Rejected(exchange, findings);
    }
}
