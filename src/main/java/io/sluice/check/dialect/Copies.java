package io.sluice.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.HashMap;
import java.util.Map;

/** Errors of the schema library, which cannot be changed, with something else in them. */
final class Copies {
    private Copies() {}

    static ValidationMessage with(ValidationMessage error, String detail, Object value) {
        Map<String, Object> details = new HashMap<>();
        if (error.getDetails() != null) {
            details.putAll(error.getDetails());
        }
        details.put(detail, value);
        return copied(error).details(details).messageSupplier(error::getMessage).build();
    }

    static ValidationMessage inWords(ValidationMessage error, String words) {
        return copied(error).messageSupplier(() -> words).build();
    }

    static ValidationMessage moved(ValidationMessage error, JsonNodePath location, JsonNode value) {
        return copied(error)
                .instanceLocation(location)
                .instanceNode(value)
                .messageSupplier(error::getMessage)
                .build();
    }

    private static ValidationMessage.Builder copied(ValidationMessage error) {
        return ValidationMessage.builder()
                .type(error.getType())
                .code(error.getCode())
                .instanceLocation(error.getInstanceLocation())
                .evaluationPath(error.getEvaluationPath())
                .schemaLocation(error.getSchemaLocation())
                .property(error.getProperty())
                .arguments(error.getArguments())
                .details(error.getDetails())
                .messageKey(error.getMessageKey())
                .instanceNode(error.getInstanceNode())
                .schemaNode(error.getSchemaNode());
    }
}
