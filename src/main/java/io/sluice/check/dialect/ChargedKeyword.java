package io.sluice.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.Keyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import io.sluice.check.budget.Budget;
import io.sluice.check.budget.BudgetSpent;
import java.util.Set;

/** A keyword of the schema library that costs steps, and whose place is told when there are no more. */
final class ChargedKeyword implements Keyword {
    private final Keyword keyword;
    private final int steps;

    ChargedKeyword(Keyword keyword, int steps) {
        this.keyword = keyword;
        this.steps = steps;
    }

    @Override
    public String getValue() {
        return keyword.getValue();
    }

    @Override
    public JsonValidator newValidator(
            SchemaLocation schemaLocation,
            JsonNodePath evaluationPath,
            JsonNode schemaNode,
            JsonSchema parentSchema,
            ValidationContext validationContext)
            throws Exception {
        return new Charged(
                keyword.newValidator(schemaLocation, evaluationPath, schemaNode, parentSchema, validationContext),
                steps);
    }

    /** Judges as the validator that it wraps. */
    private record Charged(JsonValidator validator, int steps) implements Wrapping {
        @Override
        public Set<ValidationMessage> validate(
                ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath location) {
            try {
                Budget.spend(steps);
                return validator.validate(context, node, root, location);
            } catch (BudgetSpent spent) {
                throw spent.at(getSchemaLocation(), location);
            }
        }
    }
}
