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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * {@code dependentSchemas}. With the schema library's own one, what is judged because of a field called {@code items} or
 * {@code properties} is unevaluated for the keywords above: it takes such a name for the keyword.
 */
final class DependentSchemas extends BaseJsonValidator {
    private final Map<String, JsonSchema> schemas = new LinkedHashMap<>();

    DependentSchemas(
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
                ValidatorTypeCode.DEPENDENT_SCHEMAS,
                validationContext);
        for (Map.Entry<String, JsonNode> named : schemaNode.properties()) {
            JsonNodePath numbered = evaluationPath.append(schemas.size());
            SchemaLocation place = schemaLocation.append(named.getKey());
            schemas.put(named.getKey(), validationContext.newSchema(place, numbered, named.getValue(), parentSchema));
        }
    }

    @Override
    public Set<ValidationMessage> validate(
            ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath location) {
        Set<ValidationMessage> errors = new LinkedHashSet<>();
        schemas.forEach((field, schema) -> {
            if (node.has(field)) {
                errors.addAll(Because.ofField(field, node.get(field))
                        .on(schema.validate(context, node, root, location), schema, location));
            }
        });
        return errors;
    }

    @Override
    public void preloadJsonSchema() {
        preloadJsonSchemas(schemas.values());
    }
}
