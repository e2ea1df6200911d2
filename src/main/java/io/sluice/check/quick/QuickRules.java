package io.sluice.check.quick;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.check.dialect.Dialect;
import io.sluice.check.format.KnownFormat;
import io.sluice.check.pattern.EcmaPattern;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a schema to one {@link Rule}, when it uses nothing but keywords whose meaning is plain: of the dialect 2020-12,
 * without inner ids, anchors, references to other files, or any other keyword than those below. The rule holds for
 * exactly the documents that the schema library finds no error in.
 */
final class QuickRules {
    private static final Rule ANY = Rule.Answer.ALWAYS;
    private static final Rule NONE = Rule.Answer.NEVER;

    /** Whole grammar of the references that are followed: the names need no escaping. */
    private static final Pattern REFERENCE = Pattern.compile("#(/\\$defs/([A-Za-z0-9_-]+))?");

    private final JsonNode root;
    private final Map<String, Rule> references = new HashMap<>();

    private QuickRules(JsonNode root) {
        this.root = root;
    }

    static Optional<Rule> of(JsonNode schema, Dialect dialect) {
        if (dialect != Dialect.DRAFT_2020_12) {
            return Optional.empty();
        }
        JsonNode root =
                schema instanceof ObjectNode named ? named.deepCopy().remove(List.of("$schema", "$id")) : schema;
        return Optional.ofNullable(new QuickRules(root).schema(root));
    }

    /** Null when the schema has something that is not known here; so in every method below. */
    private @Nullable Rule schema(JsonNode schema) {
        if (schema.isBoolean()) {
            return schema.booleanValue() ? ANY : NONE;
        }
        if (!schema.isObject()
                || (schema.has("enum") && schema.path("type").asText().equals("object"))) {
            return null;
        }
        List<Rule> rules = new ArrayList<>();
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            Rule rule = keyword(keyword.getKey(), keyword.getValue(), schema);
            if (rule == null) {
                return null;
            }
            if (rule != ANY) {
                rules.add(rule);
            }
        }
        return rules.isEmpty() ? ANY : rules.size() == 1 ? rules.get(0) : new Rule.All(rules);
    }

    private @Nullable Rule keyword(String name, JsonNode value, JsonNode schema) {
        return switch (name) {
            case "$comment", "title", "description", "default", "examples", "deprecated", "errorMessage", "$defs" ->
                ANY;
            case "$ref" -> reference(value.asText());
            case "type" -> kind(value);
            case "properties" -> fields(schema);
            case "required", "additionalProperties" -> schema.has("properties") ? ANY : fields(schema);
            case "items" -> items(value);
            case "if" -> branch(schema);
            case "then", "else" -> ANY;
            case "allOf" -> all(value);
            case "anyOf" -> some(value, 1, Integer.MAX_VALUE);
            case "oneOf" -> some(value, 1, 1);
            case "not" -> not(value);
            case "const" -> oneOf(List.of(value));
            case "enum" -> oneOf(value);
            case "pattern" -> pattern(value.textValue());
            case "format" ->
                KnownFormat.named(value.asText()).map(ValueRule.Formatted::new).orElse(null);
            case "minimum" -> new ValueRule.Limit(value.decimalValue(), true, false);
            case "maximum" -> new ValueRule.Limit(value.decimalValue(), false, false);
            case "exclusiveMinimum" -> new ValueRule.Limit(value.decimalValue(), true, true);
            case "exclusiveMaximum" -> new ValueRule.Limit(value.decimalValue(), false, true);
            case "minLength" -> fewest(JsonNodeType.STRING, value);
            case "maxLength" -> most(JsonNodeType.STRING, value);
            case "minItems" -> fewest(JsonNodeType.ARRAY, value);
            case "maxItems" -> most(JsonNodeType.ARRAY, value);
            default -> null;
        };
    }

    private @Nullable Rule reference(String reference) {
        Rule known = references.get(reference);
        if (known != null) {
            return known;
        }
        Matcher matcher = REFERENCE.matcher(reference);
        if (!matcher.matches()) {
            return null;
        }
        Reference rule = new Reference();
        references.put(reference, rule);
        String name = matcher.group(2);
        Rule target = schema(name == null ? root : root.path("$defs").path(name));
        if (target != null) {
            rule.bind(target);
        }
        return target == null ? null : rule;
    }

    private static @Nullable Rule kind(JsonNode names) {
        EnumSet<JsonNodeType> kinds = EnumSet.noneOf(JsonNodeType.class);
        boolean whole = false;
        for (JsonNode name : names.isArray() ? names : List.of(names)) {
            switch (name.asText()) {
                case "object" -> kinds.add(JsonNodeType.OBJECT);
                case "array" -> kinds.add(JsonNodeType.ARRAY);
                case "string" -> kinds.add(JsonNodeType.STRING);
                case "number" -> kinds.add(JsonNodeType.NUMBER);
                case "integer" -> whole = true;
                case "boolean" -> kinds.add(JsonNodeType.BOOLEAN);
                case "null" -> kinds.add(JsonNodeType.NULL);
                default -> {
                    return null;
                }
            }
        }
        return new Rule.Kind(kinds, whole);
    }

    private @Nullable Rule fields(JsonNode schema) {
        Map<String, Rule> named = new HashMap<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            Rule rule = schema(property.getValue());
            if (rule == null) {
                return null;
            }
            named.put(property.getKey(), rule);
        }
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        Rule further = optional(schema, "additionalProperties");
        return further == null ? null : new FieldsRule(named, required, further);
    }

    private static @Nullable Rule pattern(String regex) {
        try {
            return new ValueRule.Pattern(EcmaPattern.of(regex)::isFoundIn);
        } catch (PatternSyntaxException toldByTheLibrary) {
            return null;
        }
    }

    private @Nullable Rule items(JsonNode schema) {
        Rule item = schema(schema);
        return item == null ? null : new Rule.Items(item);
    }

    private @Nullable Rule branch(JsonNode schema) {
        Rule condition = schema(schema.path("if"));
        Rule then = optional(schema, "then");
        Rule otherwise = optional(schema, "else");
        return condition == null || then == null || otherwise == null
                ? null
                : new Rule.Branch(condition, then, otherwise);
    }

    private @Nullable Rule optional(JsonNode schema, String keyword) {
        JsonNode value = schema.get(keyword);
        return value == null ? ANY : schema(value);
    }

    private @Nullable Rule all(JsonNode schemas) {
        List<Rule> rules = each(schemas);
        return rules == null ? null : new Rule.All(rules);
    }

    private @Nullable Rule some(JsonNode schemas, int fewest, int most) {
        List<Rule> rules = each(schemas);
        return rules == null ? null : new Rule.Some(rules, fewest, most);
    }

    private @Nullable Rule not(JsonNode schema) {
        Rule rule = schema(schema);
        return rule == null ? null : new Rule.Some(List.of(rule), 0, 0);
    }

    private @Nullable List<Rule> each(JsonNode schemas) {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode schema : schemas) {
            Rule rule = schema(schema);
            if (rule == null) {
                return null;
            }
            rules.add(rule);
        }
        return rules;
    }

    private static @Nullable Rule oneOf(Iterable<JsonNode> values) {
        Set<JsonNode> set = new HashSet<>();
        for (JsonNode value : values) {
            if (!value.isTextual() && !value.isBoolean() && !value.isNull()) {
                return null;
            }
            set.add(value);
        }
        return new ValueRule.OneOf(set);
    }

    private static @Nullable Rule fewest(JsonNodeType kind, JsonNode count) {
        return count.isInt() ? new ValueRule.Size(kind, count.intValue(), Integer.MAX_VALUE) : null;
    }

    private static @Nullable Rule most(JsonNodeType kind, JsonNode count) {
        return count.isInt() ? new ValueRule.Size(kind, 0, count.intValue()) : null;
    }
}
