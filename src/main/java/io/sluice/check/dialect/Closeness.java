package io.sluice.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * How close a value came to one alternative; the smaller, the closer. Another type counts most, then a field that tells
 * the alternatives apart ({@code const}), then how far down the first error lies, then the number of errors.
 *
 * @param types what types the value itself should have had
 * @param values what the value itself should have been one of
 * @param telling fields whose {@code const} differs
 * @param depth of the error that lies highest, below the value
 */
record Closeness(
        Set<ValidationMessage> errors, List<String> types, List<JsonNode> values, int telling, int depth, long count)
        implements Comparable<Closeness> {
    private static final Comparator<Closeness> ORDER = Comparator.comparing(
                    (Closeness closeness) -> !closeness.types().isEmpty())
            .thenComparing(Closeness::telling)
            .thenComparing(Closeness::depth, Comparator.reverseOrder())
            .thenComparing(Closeness::count);

    static Closeness of(Set<ValidationMessage> errors, JsonNodePath location) {
        List<String> types = new ArrayList<>();
        List<JsonNode> values = new ArrayList<>();
        int base = location.getNameCount();
        int telling = 0;
        int depth = Integer.MAX_VALUE;
        for (ValidationMessage error : errors) {
            if (Tally.isMore(error)) {
                continue;
            }
            int below = error.getInstanceLocation().getNameCount() - base;
            depth = Math.min(depth, below);
            if (below == 0) {
                addTypes(error, types);
                addValues(error, values);
            } else if (below == 1 && isTelling(error)) {
                telling++;
            }
        }
        return new Closeness(errors, types, values, telling, depth, Tally.count(errors));
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

    private static boolean isTelling(ValidationMessage error) {
        return error.getType().equals("const")
                || (error.getType().equals("enum") && error.getSchemaNode().size() == 1);
    }

    @Override
    public int compareTo(Closeness other) {
        return ORDER.compare(this, other);
    }
}
