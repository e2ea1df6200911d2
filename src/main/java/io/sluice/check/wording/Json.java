package io.sluice.check.wording;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The beginning of a value's JSON: the whole of it may be larger than what can be shown, or nested deeper than a stack. */
final class Json {
    private final StringBuilder out = new StringBuilder();
    private final int enough;

    private Json(int enough) {
        this.enough = enough;
    }

    /** @param enough characters after which nothing is begun any more */
    static String of(JsonNode value, int enough) {
        Json json = new Json(enough);
        json.add(value);
        return json.out.toString();
    }

    private void add(JsonNode value) {
        if (value.isObject()) {
            addObject(value);
        } else if (value.isArray()) {
            addList(value);
        } else {
            out.append(value);
        }
    }

    private void addObject(JsonNode object) {
        String before = "{";
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (out.length() > enough) {
                return;
            }
            out.append(before).append('"').append(field.getKey()).append("\": ");
            add(field.getValue());
            before = ", ";
        }
        out.append(object.isEmpty() ? "{}" : "}");
    }

    private void addList(JsonNode list) {
        String before = "[";
        for (JsonNode item : list) {
            if (out.length() > enough) {
                return;
            }
            out.append(before);
            add(item);
            before = ", ";
        }
        out.append(list.isEmpty() ? "[]" : "]");
    }
}
