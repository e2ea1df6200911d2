package io.sluice.check.dialect;

import com.networknt.schema.ValidationMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Errors of the schema library, which cannot be changed, with something else in them. */
final class Copies {
    private Copies() {}

    static ValidationMessage with(ValidationMessage error, String detail, Object value) {
        Map<String, Object> details = new HashMap<>();
        if (error.getDetails() != null) {
            details.putAll(error.getDetails());
        }
        details.put(detail, value);
        return copy(error, details, error::getMessage);
    }

    static ValidationMessage inWords(ValidationMessage error, String words) {
        return copy(error, error.getDetails(), () -> words);
    }

    private static ValidationMessage copy(
            ValidationMessage error, Map<String, Object> details, Supplier<String> message) {
        return ValidationMessage.builder()
                .type(error.getType())
                .code(error.getCode())
                .instanceLocation(error.getInstanceLocation())
                .evaluationPath(error.getEvaluationPath())
                .schemaLocation(error.getSchemaLocation())
                .property(error.getProperty())
                .arguments(error.getArguments())
                .details(details)
                .messageKey(error.getMessageKey())
                .instanceNode(error.getInstanceNode())
                .schemaNode(error.getSchemaNode())
                .messageSupplier(message)
                .build();
    }
}
