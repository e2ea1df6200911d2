package io.sluice.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.util.Map;
import java.util.Set;

/**
 * A compiled schema that answers when the stack is used up, too: who validates with it (the route's endpoint does so
 * directly) gets an error of the document, not an {@link Error} of the process.
 */
final class GuardedSchema extends JsonSchema {
    /** Type of the message about a document that needs more stack than a thread has. */
    static final String STACK = "sluice.stack";

    private final JsonSchema schema;

    GuardedSchema(JsonSchema schema) {
        super(
                schema.getValidators(),
                true,
                schema.isRecursiveAnchor(),
                schema.getTypeValidator(),
                schema.getId(),
                true,
                schema.getSchemaNode(),
                schema.getValidationContext(),
                null,
                null,
                schema.getValidationContext().getConfig().getMessageSource(),
                null,
                null,
                schema.getSchemaLocation(),
                schema.getEvaluationPath(),
                null,
                Map.of());
        this.schema = schema;
    }

    @Override
    public Set<ValidationMessage> validate(ExecutionContext context, JsonNode node) {
        try {
            return schema.validate(context, node);
        } catch (StackOverflowError tooDeep) {
            return Set.of(ValidationMessage.builder()
                    .type(STACK)
                    .code(STACK)
                    .instanceLocation(atRoot())
                    .evaluationPath(atRoot())
                    .instanceNode(node)
                    .message(STACK)
                    .build());
        }
    }
}
