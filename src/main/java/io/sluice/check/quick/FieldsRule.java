package io.sluice.check.quick;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code properties}, {@code required} and {@code additionalProperties}. */
final class FieldsRule extends Rule {
    private final Map<String, Field> named = new HashMap<>();
    private final String[] required;
    private final Rule further;
    private long requiredBits;

    /** @param bit one of 64, 0 where there are more fields than that */
    private record Field(Rule rule, long bit) {}

    FieldsRule(Map<String, Rule> named, List<String> required, Rule further) {
        this.required = required.toArray(String[]::new);
        this.further = further;
        named.forEach(this::add);
        for (String name : required) {
            requiredBits |= add(name, further).bit();
        }
    }

    private Field add(String name, Rule rule) {
        long bit = named.size() < Long.SIZE ? 1L << named.size() : 0;
        return named.computeIfAbsent(name, added -> new Field(rule, bit));
    }

    @Override
    boolean holds(JsonNode value) {
        if (!value.isObject()) {
            return true;
        }
        for (String name : required) {
            if (value.get(name) == null) {
                return false;
            }
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            if (!rule(named.get(field.getKey())).holds(field.getValue())) {
                return false;
            }
        }
        return true;
    }

    @Override
    boolean holdsText(Text text) {
        return true;
    }

    private Rule rule(@Nullable Field field) {
        return field == null ? further : field.rule();
    }

    @Override
    Rule given(JsonNodeType container) {
        return container == JsonNodeType.OBJECT ? this : Answer.ALWAYS;
    }

    @Override
    boolean holds(Reading reading) throws IOException {
        boolean whole = reading.container() != JsonNodeType.OBJECT || named.size() > Long.SIZE;
        return whole ? holds(reading.value()) : eachHolds(reading);
    }

    /** A name that comes twice is a no, as it is where the tree is read. */
    private boolean eachHolds(Reading reading) throws IOException {
        long met = 0;
        Set<String> others = Set.of();
        for (String name = reading.nextField(); name != null; name = reading.nextField()) {
            Field field = named.get(name);
            if (field == null && others.isEmpty()) {
                others = new HashSet<>();
            }
            boolean again = field == null ? !others.add(name) : (met & field.bit()) != 0;
            if (again || !rule(field).holds(reading)) {
                return false;
            }
            met |= field == null ? 0 : field.bit();
        }
        return (met & requiredBits) == requiredBits;
    }
}
