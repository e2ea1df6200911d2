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
import io.sluice.check.budget.BudgetSpent;
import java.util.Optional;
import java.util.Set;

/** A keyword of the schema library whose errors are counted. No record: the library hashes it, which a start would pay for. */
final class CountedKeyword implements Keyword {
    private final Keyword keyword;
    private final boolean asks;

    /** @param asks whether it asks if a schema holds, and so must see every error */
    CountedKeyword(Keyword keyword, boolean asks) {
        this.keyword = keyword;
        this.asks = asks;
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
        JsonValidator validator =
                keyword.newValidator(schemaLocation, evaluationPath, schemaNode, parentSchema, validationContext);
        return new CountedValidator(validator, asks, OwnWords.of(parentSchema, getValue()));
    }

    /**
     * Judges as the validator that it wraps.
     *
     * @param ownWords what the schema says to suppliers about this keyword
     */
    record CountedValidator(JsonValidator validator, boolean asks, Optional<OwnWords> ownWords)
            implements JsonValidator {
        @Override
        public Set<ValidationMessage> validate(
                ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath location) {
            Set<ValidationMessage> errors = judge(context, node, root, location);
            if (errors.isEmpty()) {
                return errors;
            }
            return Tally.of(context).admit(ownWords.isPresent() ? ownWords.get().on(errors) : errors);
        }

        private Set<ValidationMessage> judge(
                ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath location) {
            try {
                return asks ? ask(context, node, root, location) : validator.validate(context, node, root, location);
            } catch (BudgetSpent spent) {
                throw spent.at(getSchemaLocation(), location);
            }
        }

        private Set<ValidationMessage> ask(
                ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath location) {
            Tally tally = Tally.of(context);
            tally.enter(true);
            try {
                return validator.validate(context, node, root, location);
            } finally {
                tally.leave();
            }
        }

        @Override
        public void preloadJsonSchema() {
            validator.preloadJsonSchema();
        }

        @Override
        public SchemaLocation getSchemaLocation() {
            return validator.getSchemaLocation();
        }

        @Override
        public JsonNodePath getEvaluationPath() {
            return validator.getEvaluationPath();
        }

        @Override
        public String getKeyword() {
            return validator.getKeyword();
        }
    }
}
