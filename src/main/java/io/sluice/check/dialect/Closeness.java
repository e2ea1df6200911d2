package io.sluice.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How close a value came to one alternative.
 *
 * @param alternative counted from 0
 * @param errors what the alternative found
 * @param types what types the value itself should have had
 * @param values what the value itself should have been one of
 * @param known the value's fields that the alternative speaks of
 * @param unlike the places of those fields whose value is none of those that the alternative lists
 * @param depth of the error that lies highest, below the value
 * @param count how many errors there are
 * @param whole whether all errors were kept
 */
record Closeness(
        int alternative,
        Set<ValidationMessage> errors,
        List<String> types,
        List<JsonNode> values,
        Set<String> known,
        Set<JsonNodePath> unlike,
        int depth,
        long count,
        boolean whole) {

    /** @param known the fields of the value that the alternative speaks of */
    static Closeness of(int alternative, Set<ValidationMessage> errors, Set<String> known, JsonNodePath location) {
        List<String> types = new ArrayList<>();
        List<JsonNode> values = new ArrayList<>();
        Set<JsonNodePath> unlike = new HashSet<>();
        int base = location.getNameCount();
        int depth = Integer.MAX_VALUE;
        boolean whole = true;
        for (ValidationMessage error : errors) {
            if (Tally.isMore(error)) {
                whole = false;
                continue;
            }
            int below = error.getInstanceLocation().getNameCount() - base;
            depth = Math.min(depth, below);
            if (below == 0) {
                addTypes(error, types);
                addValues(error, values);
            } else if (below == 1 && isOfValues(error)) {
                unlike.add(error.getInstanceLocation());
            }
        }
        return new Closeness(alternative, errors, types, values, known, unlike, depth, Tally.count(errors), whole);
    }

    /** Whether it takes the value of this field, which another alternative does not take. */
    boolean takes(JsonNodePath field) {
        return known.contains(field.getElement(-1).toString()) && !unlike.contains(field);
    }

    private static void addTypes(ValidationMessage error, List<String> types) {
        if (MergedError.TYPES.equals(error.getMessageKey())) {
            for (Object type : error.getArguments()) {
                types.add((String) type);
            }
        } else if (error.getType().equals("type")) {
            types.addAll(MergedError.typesOf(error.getSchemaNode()));
        }
    }

    private static void addValues(ValidationMessage error, List<JsonNode> values) {
        if (MergedError.VALUES.equals(error.getMessageKey())) {
            for (Object value : error.getArguments()) {
                values.add((JsonNode) value);
            }
        } else if (error.getType().equals("const")) {
            values.add(error.getSchemaNode());
        } else if (error.getType().equals("enum")) {
            error.getSchemaNode().forEach(values::add);
        }
    }

    private static boolean isOfValues(ValidationMessage error) {
        return error.getType().equals("const")
                || error.getType().equals("enum")
                || MergedError.VALUES.equals(error.getMessageKey());
    }
}
