package io.sluice.check.wording;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words of a schema in the words of who delivers data. */
public final class Words {
    private static final int VALUES_MAX = 12;

    private static final Map<String, String> TYPES = Map.of(
            "string", "a text",
            "number", "a number",
            "integer", "a whole number",
            "object", "an object",
            "array", "a list",
            "boolean", "true or false",
            "null", "null");

    private Words() {}

    static String type(String name) {
        return TYPES.getOrDefault(name, name);
    }

    static String types(Collection<String> names) {
        Set<String> words = new LinkedHashSet<>();
        names.forEach(name -> words.add(type(name)));
        if (words.contains(type("number"))) {
            words.remove(type("integer"));
        }
        return either(List.copyOf(words));
    }

    /** A value's type, with its text or number where it has one. */
    public static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "the text " + Excerpt.of(value);
            case NUMBER -> "the number " + Excerpt.of(value);
            case OBJECT, ARRAY, BOOLEAN, NULL, BINARY, MISSING, POJO -> Excerpt.of(value);
        };
    }

    /** The allowed values, or the first of them. */
    static String oneOf(List<JsonNode> values) {
        List<String> shown =
                values.stream().distinct().limit(VALUES_MAX).map(Excerpt::whole).toList();
        if (shown.size() == 1) {
            return shown.get(0);
        }
        int more = values.size() - shown.size();
        return "one of " + String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
    }

    /** {@code a, b or c}. */
    static String either(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
