package io.sluice.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.Keyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import io.sluice.check.budget.BudgetSpent;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A keyword of the schema library that judges values of its own type alone, and whose errors are counted. No record: the library
 * hashes it, which a start would pay for.
 */
final class CountedKeyword implements Keyword {
    /** Keywords that ask whether a schema holds, and so must see every error. */
    private static final Set<String> ASKING =
            Set.of("not", "contains", "propertyNames", "unevaluatedItems", "unevaluatedProperties");

    private static final Set<String> OF_ANY_TYPE = Set.of("type", "const", "enum", "not", "false");

    private static final Map<String, JsonNodeType> OF_ONE_TYPE = Map.ofEntries(
            Map.entry("required", JsonNodeType.OBJECT),
            Map.entry("dependentRequired", JsonNodeType.OBJECT),
            Map.entry("minProperties", JsonNodeType.OBJECT),
            Map.entry("maxProperties", JsonNodeType.OBJECT),
            Map.entry("propertyNames", JsonNodeType.OBJECT),
            Map.entry("unevaluatedProperties", JsonNodeType.OBJECT),
            Map.entry("minItems", JsonNodeType.ARRAY),
            Map.entry("maxItems", JsonNodeType.ARRAY),
            Map.entry("uniqueItems", JsonNodeType.ARRAY),
            Map.entry("contains", JsonNodeType.ARRAY),
            Map.entry("unevaluatedItems", JsonNodeType.ARRAY),
            Map.entry("minLength", JsonNodeType.STRING),
            Map.entry("maxLength", JsonNodeType.STRING),
            Map.entry("pattern", JsonNodeType.STRING),
            Map.entry("format", JsonNodeType.STRING),
            Map.entry("minimum", JsonNodeType.NUMBER),
            Map.entry("maximum", JsonNodeType.NUMBER),
            Map.entry("exclusiveMinimum", JsonNodeType.NUMBER),
            Map.entry("exclusiveMaximum", JsonNodeType.NUMBER));

    private final Keyword keyword;

    CountedKeyword(Keyword keyword) {
        this.keyword = keyword;
    }

    /** Whether it is a keyword that judges a value by itself, or by a question to other schemas. */
    static boolean isKnown(Keyword keyword) {
        return OF_ANY_TYPE.contains(keyword.getValue()) || OF_ONE_TYPE.containsKey(keyword.getValue());
    }

    static JsonValidator counted(String name, JsonValidator validator, JsonSchema parent) {
        return new CountedValidator(
                validator,
                OF_ONE_TYPE.get(name),
                ASKING.contains(name),
                OwnWords.of(parent, name),
                name.equals("required") ? new Misspelt(parent) : null);
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
        return counted(
                getValue(),
                keyword.newValidator(schemaLocation, evaluationPath, schemaNode, parentSchema, validationContext),
                parentSchema);
    }

    /**
     * Judges as the validator that it wraps.
     *
     * @param type of the values that it judges, or null for all of them
     * @param ownWords what the schema says to suppliers about this keyword
     * @param misspelt finds what may be meant for a missing field; null for keywords that miss none
     */
    private record CountedValidator(
            JsonValidator validator,
            @Nullable JsonNodeType type,
            boolean asks,
            Optional<OwnWords> ownWords,
            @Nullable Misspelt misspelt)
            implements Wrapping {
        @Override
        public Set<ValidationMessage> validate(
                ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath location) {
            if (type != null && node.getNodeType() != type) {
                return Set.of();
            }
            Set<ValidationMessage> errors = judge(context, node, root, location);
            if (errors.isEmpty()) {
                return errors;
            }
            Tally tally = Tally.of(context);
            return tally.admit(tally.isQuestion() ? errors : told(errors, node, location));
        }

        private Set<ValidationMessage> told(Set<ValidationMessage> errors, JsonNode node, JsonNodePath location) {
            if (ownWords.isPresent()) {
                return ownWords.get().on(errors);
            }
            if (misspelt != null) {
                return misspelt.beside(errors, node);
            }
            return getKeyword().equals("unevaluatedItems") ? atTheirItems(errors, node, location) : errors;
        }

        private static Set<ValidationMessage> atTheirItems(
                Set<ValidationMessage> errors, JsonNode node, JsonNodePath location) {
            Set<ValidationMessage> placed = new LinkedHashSet<>();
            errors.forEach(error ->
                    placed.add(ItemsTooMany.atItem(error, node, location).orElse(error)));
            return placed;
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
    }
}
