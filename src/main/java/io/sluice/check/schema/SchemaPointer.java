package io.sluice.check.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a JSON pointer leads in a schema.
 *
 * @param way the schema, and each value on the way from it to the one that is meant
 * @param fragment the pointer, spelt so that the schema library comes to the same value: it takes a name of digits for an index
 *     unless a digit is escaped
 */
record SchemaPointer(List<JsonNode> way, String fragment) {
    /** @param fragment what follows the {@code #}; begins with {@code /} */
    static Optional<SchemaPointer> follow(JsonNode schema, String fragment) {
        List<JsonNode> way = new ArrayList<>(List.of(schema));
        StringBuilder spelt = new StringBuilder();
        for (String segment : SchemaUrls.decoded(fragment.substring(1)).split("/", -1)) {
            JsonNode at = way.get(way.size() - 1);
            String name = segment.replace("~1", "/").replace("~0", "~");
            JsonNode next = at.isArray() ? item(at, name) : at.get(name);
            if (next == null) {
                return Optional.empty();
            }
            way.add(next);
            spelt.append('/').append(at.isArray() ? name : spelt(segment));
        }
        return Optional.of(new SchemaPointer(way, spelt.toString()));
    }

    JsonNode target() {
        return way.get(way.size() - 1);
    }

    private static @Nullable JsonNode item(JsonNode list, String name) {
        return name.matches("0|[1-9][0-9]{0,8}") ? list.get(Integer.parseInt(name)) : null;
    }

    private static String spelt(String segment) {
        String encoded = URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~");
        boolean digits = encoded.matches("[0-9]+");
        return digits ? "%3" + encoded : encoded;
    }
}
