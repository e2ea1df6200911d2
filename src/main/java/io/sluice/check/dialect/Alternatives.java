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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code oneOf} and {@code anyOf}: as the schema library judges them, but the errors are those of the closest
 * alternative, or what those that are equally close have in common, not those of every one.
 */
final class Alternatives extends BaseJsonValidator {
    /** Key of the message about a value that more than one alternative takes. */
    static final String SEVERAL = "several";

    private final boolean one;
    private final List<JsonSchema> schemas = new ArrayList<>();
    private final Map<Integer, Set<String>> knownFields = new ConcurrentHashMap<>();
    private @Nullable Boolean allNeeded;

    Alternatives(
            ValidatorTypeCode keyword,
            SchemaLocation schemaLocation,
            JsonNodePath evaluationPath,
            JsonNode schemaNode,
            JsonSchema parentSchema,
            ValidationContext validationContext) {
        super(schemaLocation, evaluationPath, schemaNode, parentSchema, keyword, validationContext);
        this.one = keyword == ValidatorTypeCode.ONE_OF;
        for (int i = 0; i < schemaNode.size(); i++) {
            schemas.add(validationContext.newSchema(
                    schemaLocation.append(i), evaluationPath.append(i), schemaNode.get(i), parentSchema));
        }
    }

    @Override
    public Set<ValidationMessage> validate(
            ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath location) {
        Tally tally = Tally.of(context);
        List<Failure> failures = new ArrayList<>(schemas.size());
        int enough = one ? 2 : 1;
        int held = 0;
        for (int i = 0; i < schemas.size(); i++) {
            Set<ValidationMessage> errors = judge(tally, schemas.get(i), context, node, root, location);
            if (!errors.isEmpty()) {
                failures.add(new Failure(i, errors));
            } else if (++held == enough && !allNeeded()) {
                break;
            }
        }
        if (held == 1 || (held > 1 && !one)) {
            return Set.of();
        }
        return tally.admit(held > 1 ? several(node, location) : closest(failures, node, location));
    }

    /** What one alternative, counted from 0, found. */
    private record Failure(int alternative, Set<ValidationMessage> errors) {}

    private static Set<ValidationMessage> judge(
            Tally tally,
            JsonSchema schema,
            ExecutionContext context,
            JsonNode node,
            JsonNode root,
            JsonNodePath location) {
        tally.enter(false);
        try {
            return schema.validate(context, node, root, location);
        } finally {
            tally.leave();
        }
    }

    private Set<ValidationMessage> several(JsonNode node, JsonNodePath location) {
        return Set.of(message()
                .instanceNode(node)
                .instanceLocation(location)
                .messageKey(SEVERAL)
                .build());
    }

    private Set<ValidationMessage> closest(List<Failure> failures, JsonNode node, JsonNodePath location) {
        if (failures.isEmpty()) {
            return several(node, location);
        }
        List<Closeness> candidates = new ArrayList<>();
        List<String> types = new ArrayList<>();
        List<JsonNode> values = new ArrayList<>();
        boolean allOfAnotherType = true;
        boolean allOfOtherValues = true;
        for (Failure failure : failures) {
            Closeness candidate =
                    Closeness.of(failure.alternative(), failure.errors(), known(failure.alternative(), node), location);
            candidates.add(candidate);
            types.addAll(candidate.types());
            values.addAll(candidate.values());
            allOfAnotherType &= !candidate.types().isEmpty();
            allOfOtherValues &=
                    candidate.types().isEmpty() && !candidate.values().isEmpty();
        }
        if (failures.size() > 1 && allOfAnotherType) {
            return Set.of(merged(node, location, MergedError.TYPES, types.toArray()));
        }
        if (failures.size() > 1 && allOfOtherValues) {
            return Set.of(merged(node, location, MergedError.VALUES, values.toArray()));
        }
        return new Nearest((place, parts) ->
                        merged(place.getInstanceNode(), place.getInstanceLocation(), MergedError.EACH, parts))
                .told(candidates, node);
    }

    /** The value's fields that the alternative speaks of. */
    private Set<String> known(int alternative, JsonNode node) {
        if (!node.isObject() || schemas.size() == 1) {
            return Set.of();
        }
        Set<String> fields = knownFields.computeIfAbsent(alternative, unseen -> KnownFields.of(schemas.get(unseen)));
        return fields.stream().filter(node::has).collect(Collectors.toSet());
    }

    private ValidationMessage merged(JsonNode node, JsonNodePath location, String key, Object[] expected) {
        return message()
                .instanceNode(node)
                .instanceLocation(location)
                .messageKey(key)
                .arguments(expected)
                .build();
    }

    /** The unevaluated* keywords beside or above this one need what every alternative that holds has looked at. */
    private boolean allNeeded() {
        if (allNeeded == null) {
            allNeeded = hasAdjacentKeywordInEvaluationPath("unevaluatedProperties")
                    || hasAdjacentKeywordInEvaluationPath("unevaluatedItems");
        }
        return allNeeded;
    }

    @Override
    public void preloadJsonSchema() {
        preloadJsonSchemas(schemas);
        allNeeded();
    }
}
