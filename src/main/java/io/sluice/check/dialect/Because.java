package io.sluice.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Why a rule counts that does not count for every value: what stands in the fields that its condition looks at. */
public final class Because {
    private static final String DETAIL = "sluice.because";
    private static final List<String> ALTERNATIVES = List.of("allOf", "anyOf", "oneOf");
    private static final Set<String> OF_FIELDS =
            Set.of("properties", "required", "allOf", "anyOf", "oneOf", "not", "type");

    private final Map<String, JsonNode> facts = new LinkedHashMap<>();

    private Because() {}

    /** What the schema of an {@code if} looks at in the value. */
    static Because ofCondition(JsonNode schema, JsonNode value) {
        Because because = new Because();
        because.look(schema, value, "");
        return because;
    }

    static Because ofField(String name, JsonNode value) {
        Because because = new Because();
        because.facts.put(name, value);
        return because;
    }

    /** The fields, and what stands there: nothing, where a field is missing. The name of the value itself is empty. */
    public static Map<String, JsonNode> of(ValidationMessage error) {
        Map<String, Object> details = error.getDetails();
        return details != null && details.get(DETAIL) instanceof Because because ? because.facts : Map.of();
    }

    /**
     * The errors of the schema that counts for this reason. Those in the value's own fields bear it from now on, beside what
     * they bore: what lies deeper, and what a schema of its own asks for where some field is missing, would be asked for anyway.
     */
    Set<ValidationMessage> on(Set<ValidationMessage> errors, JsonSchema schema, JsonNodePath location) {
        if (facts.isEmpty()) {
            return errors;
        }
        Set<ValidationMessage> told = new LinkedHashSet<>();
        for (ValidationMessage error : errors) {
            Because because = Tally.isMore(error) ? new Because() : of(error, schema, location);
            told.add(because.facts.isEmpty() ? error : Copies.with(error, DETAIL, because));
        }
        return told;
    }

    private Because of(ValidationMessage error, JsonSchema schema, JsonNodePath location) {
        Because because = new Because();
        int depth = error.getInstanceLocation().getNameCount() - location.getNameCount();
        boolean said = facts.values().stream().noneMatch(JsonNode::isMissingNode)
                || String.valueOf(error.getSchemaLocation())
                        .startsWith(schema.getSchemaLocation().toString());
        if (said && depth <= 1) {
            because.facts.putAll(facts);
            because.facts.remove(
                    depth == 0 ? "" : error.getInstanceLocation().getElement(-1).toString());
        }
        of(error).forEach(because.facts::putIfAbsent);
        return because;
    }

    private void look(JsonNode schema, JsonNode value, String place) {
        boolean asksForFields = schema.has("properties") || schema.has("required");
        boolean asksForMore = schema.properties().stream().anyMatch(keyword -> !OF_FIELDS.contains(keyword.getKey()));
        boolean itself = asksForMore || (schema.has("type") && !asksForFields);
        boolean toldByItsFields = value.isContainerNode() && (asksForFields || place.isEmpty());
        if (itself && !toldByItsFields) {
            facts.putIfAbsent(place, value);
        }
        String prefix = place.isEmpty() ? "" : place + "/";
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            look(field.getValue(), value.path(field.getKey()), prefix + field.getKey());
        }
        for (JsonNode name : schema.path("required")) {
            addField(prefix + name.asText(), value.path(name.asText()));
        }
        for (String keyword : ALTERNATIVES) {
            schema.path(keyword).forEach(one -> look(one, value, place));
        }
        if (schema.has("not")) {
            look(schema.get("not"), value, place);
        }
    }

    /** Where something in a field was looked at, it goes without saying that the field is there. */
    private void addField(String place, JsonNode value) {
        if (facts.keySet().stream().noneMatch(known -> known.startsWith(place + "/"))) {
            facts.putIfAbsent(place, value);
        }
    }
}
