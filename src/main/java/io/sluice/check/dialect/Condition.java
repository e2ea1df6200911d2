package io.sluice.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.BaseJsonValidator;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.ValidatorTypeCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code if}, {@code then}, {@code else}: the condition is a question, the errors are those of the branch taken. */
final class Condition extends BaseJsonValidator {
    private final JsonSchema condition;
    private final @Nullable JsonSchema then;
    private final @Nullable JsonSchema otherwise;

    Condition(
            SchemaLocation schemaLocation,
            JsonNodePath evaluationPath,
            JsonNode schemaNode,
            JsonSchema parentSchema,
            ValidationContext validationContext) {
        super(
                schemaLocation,
                evaluationPath,
                schemaNode,
                parentSchema,
                ValidatorTypeCode.IF_THEN_ELSE,
                validationContext);
        this.condition = validationContext.newSchema(
                parentSchema.getSchemaLocation().append("if"),
                parentSchema.getEvaluationPath().append("if"),
                schemaNode,
                parentSchema);
        this.then = branch("then", parentSchema, validationContext);
        this.otherwise = branch("else", parentSchema, validationContext);
    }

    private static @Nullable JsonSchema branch(String keyword, JsonSchema parent, ValidationContext context) {
        JsonNode branch = parent.getSchemaNode().get(keyword);
        return branch == null
                ? null
                : context.newSchema(
                        parent.getSchemaLocation().append(keyword),
                        parent.getEvaluationPath().append(keyword),
                        branch,
                        parent);
    }

    @Override
    public Set<ValidationMessage> validate(
            ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath location) {
        JsonSchema taken = holds(context, node, root, location) ? then : otherwise;
        if (taken == null) {
            return Set.of();
        }
        Set<ValidationMessage> errors = taken.validate(context, node, root, location);
        return errors.isEmpty() || Tally.of(context).isQuestion()
                ? errors
                : Because.ofCondition(schemaNode, node).on(errors, taken, location);
    }

    private boolean holds(ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath location) {
        Tally tally = Tally.of(context);
        tally.enter(true);
        try {
            return condition.validate(context, node, root, location).isEmpty();
        } finally {
            tally.leave();
        }
    }

    @Override
    public void preloadJsonSchema() {
        condition.initializeValidators();
        if (then != null) {
            then.initializeValidators();
        }
        if (otherwise != null) {
            otherwise.initializeValidators();
        }
    }
}
