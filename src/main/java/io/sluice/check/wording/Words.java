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

    private static final Map<String, String> FORMATS = Map.ofEntries(
            Map.entry("date", "a real date"),
            Map.entry("date-time", "a real date with time and time zone"),
            Map.entry("time", "a time with time zone"),
            Map.entry("duration", "a duration"),
            Map.entry("email", "an email address"),
            Map.entry("idn-email", "an email address"),
            Map.entry("hostname", "a host name"),
            Map.entry("idn-hostname", "a host name"),
            Map.entry("ipv4", "an IPv4 address"),
            Map.entry("ipv6", "an IPv6 address"),
            Map.entry("uri", "a complete web address"),
            Map.entry("iri", "a complete web address"),
            Map.entry("uri-reference", "a web address"),
            Map.entry("iri-reference", "a web address"),
            Map.entry("uuid", "a UUID"),
            Map.entry("regex", "a regular expression"),
            Map.entry("json-pointer", "a JSON pointer"));

    private static final Map<String, String> HINTS = Map.ofEntries(
            Map.entry("date", " Write it as YYYY-MM-DD, for example 2024-01-15."),
            Map.entry("date-time", " Write it as YYYY-MM-DDThh:mm:ssZ, for example 2024-01-15T10:30:00Z."),
            Map.entry("time", " Write it as hh:mm:ssZ, for example 10:30:00Z."),
            Map.entry("duration", " Write it as ISO 8601 does, for example P3M."),
            Map.entry("email", " For example name@example.org."),
            Map.entry("uri", " For example https://example.org/grants; spaces and umlauts are written as %XX."),
            Map.entry("iri", " For example https://example.org/grants."),
            Map.entry("uuid", " For example 2fdd4a11-6fda-4b32-9d8f-8e2e1d0f3c55."));

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

    static String format(String name) {
        return FORMATS.getOrDefault(name, "a valid " + Excerpt.shortened(name));
    }

    static String formatHint(String name) {
        return HINTS.getOrDefault(name, "");
    }

    /** The allowed values, or the first of them. */
    static String oneOf(List<JsonNode> values) {
        List<String> shown =
                values.stream().distinct().limit(VALUES_MAX).map(Excerpt::of).toList();
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
