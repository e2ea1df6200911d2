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
import com.networknt.schema.annotation.JsonNodeAnnotation;
import com.networknt.schema.regex.RegularExpression;
import io.sluice.check.budget.BudgetSpent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code additionalProperties}. The schema library's own passes over every name that starts with {@code #}, and collects
 * an error for each unknown name before anybody can count it.
 */
final class FurtherFields extends BaseJsonValidator {
    private final Set<String> named = new HashSet<>();
    private final List<RegularExpression> patterns = new ArrayList<>();
    private final JsonSchema schema;
    private final boolean forbidden;
    private @Nullable Boolean annotated;

    FurtherFields(
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
                ValidatorTypeCode.ADDITIONAL_PROPERTIES,
                validationContext);
        this.forbidden = schemaNode.isBoolean() && !schemaNode.booleanValue();
        this.schema = validationContext.newSchema(schemaLocation, evaluationPath, schemaNode, parentSchema);
        JsonNode parent = parentSchema.getSchemaNode();
        parent.path("properties").fieldNames().forEachRemaining(named::add);
        parent.path("patternProperties")
                .fieldNames()
                .forEachRemaining(pattern -> patterns.add(RegularExpression.compile(pattern, validationContext)));
    }

    @Override
    public Set<ValidationMessage> validate(
            ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath location) {
        if (!node.isObject()) {
            return Set.of();
        }
        Set<ValidationMessage> errors = new LinkedHashSet<>();
        Set<String> evaluated = new LinkedHashSet<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = field.getKey();
            if (!isFurther(name, location)) {
                continue;
            }
            if (forbidden) {
                errors.addAll(Tally.of(context).admit(Set.of(unknown(node, name, location))));
            } else {
                evaluated.add(name);
                errors.addAll(schema.validate(context, field.getValue(), root, location.append(name)));
            }
        }
        if (annotated()) {
            annotate(context, location, evaluated);
        }
        return errors;
    }

    private boolean isFurther(String name, JsonNodePath location) {
        try {
            return !named.contains(name) && patterns.stream().noneMatch(pattern -> pattern.matches(name));
        } catch (BudgetSpent spent) {
            throw spent.at(getSchemaLocation(), location);
        }
    }

    private ValidationMessage unknown(JsonNode node, String name, JsonNodePath location) {
        return message()
                .instanceNode(node)
                .property(name)
                .instanceLocation(location)
                .arguments(name)
                .build();
    }

    private boolean annotated() {
        if (annotated == null) {
            annotated = hasAdjacentKeywordInEvaluationPath("unevaluatedProperties");
        }
        return annotated;
    }

    private void annotate(ExecutionContext context, JsonNodePath location, Set<String> evaluated) {
        context.getAnnotations()
                .put(JsonNodeAnnotation.builder()
                        .instanceLocation(location)
                        .evaluationPath(evaluationPath)
                        .schemaLocation(schemaLocation)
                        .keyword(getKeyword())
                        .value(evaluated)
                        .build());
    }

    @Override
    public void preloadJsonSchema() {
        schema.initializeValidators();
        annotated();
    }
}
