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
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * {@code items}. Where a list may have no more items than those that are described one by one, the schema library has an
 * error at the list for each item too many; here there is one, at the first of them.
 */
final class ItemsTooMany implements Keyword {
    private final Keyword items;

    ItemsTooMany(Keyword items) {
        this.items = items;
    }

    @Override
    public String getValue() {
        return items.getValue();
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
                items.newValidator(schemaLocation, evaluationPath, schemaNode, parentSchema, validationContext);
        JsonNode further = schemaNode.isArray() ? parentSchema.getSchemaNode().path("additionalItems") : schemaNode;
        return further.isBoolean() && !further.booleanValue() ? new Placed(validator) : validator;
    }

    /** The error at the item that it speaks of; nothing where it is about something else than an item of this list. */
    static Optional<ValidationMessage> atItem(ValidationMessage error, JsonNode list, JsonNodePath location) {
        Object[] arguments = error.getArguments();
        return arguments != null
                        && arguments.length == 1
                        && arguments[0] instanceof Integer item
                        && error.getInstanceLocation().equals(location)
                ? Optional.of(Copies.moved(error, location.append(item), list.path(item)))
                : Optional.empty();
    }

    private record Placed(JsonValidator validator) implements Wrapping {
        @Override
        public Set<ValidationMessage> validate(
                ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath location) {
            Set<ValidationMessage> errors = validator.validate(context, node, root, location);
            if (errors.isEmpty()) {
                return errors;
            }
            Set<ValidationMessage> placed = new LinkedHashSet<>();
            boolean tooMany = false;
            for (ValidationMessage error : errors) {
                Optional<ValidationMessage> moved = atItem(error, node, location);
                if (moved.isEmpty()) {
                    placed.add(error);
                } else if (!tooMany) {
                    tooMany = true;
                    placed.addAll(Tally.of(context).admit(Set.of(moved.get())));
                }
            }
            return placed;
        }
    }
}
