package io.sluice.check.wording;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.check.dialect.MergedError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a small schema asks for, as it follows "that": {@code is "funder"}, {@code has the field "role"}. */
final class Clauses {
    private static final int LENGTH_MAX = 200;

    /** They ask for nothing. */
    private static final Set<String> SILENT = Set.of(
            "title",
            "description",
            "$comment",
            "examples",
            "default",
            "deprecated",
            "readOnly",
            "writeOnly",
            "errorMessage");

    private final List<String> clauses = new ArrayList<>();
    private boolean unsaid;

    private Clauses() {}

    /** Nothing where the schema says more than a clause can hold. */
    static Optional<String> of(JsonNode schema) {
        Clauses clauses = new Clauses();
        clauses.add(schema);
        String clause = String.join(" and ", clauses.clauses);
        return clauses.unsaid || clause.isEmpty() || clause.length() > LENGTH_MAX
                ? Optional.empty()
                : Optional.of(clause);
    }

    private void add(JsonNode schema) {
        boolean ofFields = schema.has("properties") || schema.has("required");
        unsaid |= !schema.isObject();
        if (ofFields) {
            addFields(schema.path("properties"), schema.path("required"));
        }
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            if (!SILENT.contains(keyword.getKey())) {
                add(keyword.getKey(), keyword.getValue(), ofFields);
            }
        }
    }

    private void add(String keyword, JsonNode rule, boolean ofFields) {
        switch (keyword) {
            case "properties", "required" -> {}
            case "type" -> addType(MergedError.typesOf(rule), ofFields);
            case "const" -> clauses.add("is " + Words.oneOf(List.of(rule)));
            case "enum" -> clauses.add("is " + Words.oneOf(Wording.items(rule)));
            case "format" -> clauses.add("is " + Forms.name(rule.asText()));
            case "pattern" -> addPattern(rule.asText());
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf" -> {
                unsaid |= !rule.isNumber();
                clauses.add("is " + Bounds.range(keyword, rule, keyword.startsWith("exclusive")));
            }
            case "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties" ->
                clauses.add("has " + Bounds.length(keyword, rule));
            case "allOf" -> rule.forEach(this::add);
            default -> unsaid = true;
        }
    }

    private void addType(List<String> types, boolean ofFields) {
        if (!ofFields || !types.equals(List.of("object"))) {
            clauses.add("is " + Words.types(types));
        }
    }

    private void addPattern(String pattern) {
        List<String> forms = KnownPatterns.formats(pattern);
        clauses.add(
                forms.isEmpty()
                        ? "matches " + Excerpt.shortened(pattern)
                        : "is " + Words.either(forms.stream().map(Forms::name).toList()));
    }

    private void addFields(JsonNode described, JsonNode required) {
        Set<String> needed = new LinkedHashSet<>();
        required.forEach(name -> needed.add(name.asText()));
        List<String> withoutMore = new ArrayList<>(needed);
        for (Map.Entry<String, JsonNode> field : described.properties()) {
            if (saysNothing(field.getValue())) {
                continue;
            }
            Optional<String> clause = of(field.getValue());
            unsaid |= clause.isEmpty();
            String name = Excerpt.quoted(field.getKey());
            clauses.add((needed.contains(field.getKey()) ? "has a field " + name : "has no field " + name + " but one")
                    + " that " + clause.orElse(""));
            withoutMore.remove(field.getKey());
        }
        if (!withoutMore.isEmpty()) {
            List<String> names = withoutMore.stream().map(Excerpt::quoted).toList();
            clauses.add((names.size() == 1 ? "has the field " : "has the fields ") + String.join(" and ", names));
        }
    }

    private static boolean saysNothing(JsonNode schema) {
        return schema.isBoolean()
                ? schema.booleanValue()
                : schema.properties().stream().allMatch(keyword -> SILENT.contains(keyword.getKey()));
    }
}
