package io.sluice.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a value must hold to, as a yes or no: no message, no place, nothing allocated. Immutable once compiled, and
 * thread-safe. A class and not an interface, since the code of short runs comes from the first compiler, whose
 * calls of interfaces are slow.
 */
abstract class Rule {
    abstract boolean holds(JsonNode value);

    /** {@code type}: one of some kinds of value, or a whole number. */
    static final class Kind extends Rule {
        private final EnumSet<JsonNodeType> kinds;
        private final boolean whole;

        Kind(EnumSet<JsonNodeType> kinds, boolean whole) {
            this.kinds = kinds;
            this.whole = whole;
        }

        @Override
        boolean holds(JsonNode value) {
            return kinds.contains(value.getNodeType())
                    || (whole && (value.isIntegralNumber() || value.canConvertToExactIntegral()));
        }
    }

    /** Every rule of one schema. */
    static final class All extends Rule {
        private final Rule[] rules;

        All(List<Rule> rules) {
            this.rules = rules.toArray(Rule[]::new);
        }

        @Override
        boolean holds(JsonNode value) {
            for (Rule rule : rules) {
                if (!rule.holds(value)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** {@code anyOf}, {@code oneOf} and {@code not}: how many of the rules hold. */
    static final class Some extends Rule {
        private final Rule[] rules;
        private final int fewest;
        private final int most;

        Some(List<Rule> rules, int fewest, int most) {
            this.rules = rules.toArray(Rule[]::new);
            this.fewest = fewest;
            this.most = most;
        }

        @Override
        boolean holds(JsonNode value) {
            int held = 0;
            for (Rule rule : rules) {
                if (rule.holds(value)) {
                    held++;
                    if (held > most) {
                        return false;
                    }
                    if (held == fewest && most >= rules.length) {
                        return true;
                    }
                }
            }
            return held >= fewest;
        }
    }

    /** {@code if}, {@code then}, {@code else}. */
    static final class Branch extends Rule {
        private final Rule condition;
        private final Rule then;
        private final Rule otherwise;

        Branch(Rule condition, Rule then, Rule otherwise) {
            this.condition = condition;
            this.then = then;
            this.otherwise = otherwise;
        }

        @Override
        boolean holds(JsonNode value) {
            return condition.holds(value) ? then.holds(value) : otherwise.holds(value);
        }
    }

    /** {@code properties}, {@code required} and {@code additionalProperties}. */
    static final class Fields extends Rule {
        private final Map<String, Rule> named;
        private final String[] required;
        private final Rule further;

        Fields(Map<String, Rule> named, List<String> required, Rule further) {
            this.named = named;
            this.required = required.toArray(String[]::new);
            this.further = further;
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
                Rule rule = named.get(field.getKey());
                if (!(rule == null ? further : rule).holds(field.getValue())) {
                    return false;
                }
            }
            return true;
        }
    }

    /** {@code items}. */
    static final class Items extends Rule {
        private final Rule item;

        Items(Rule item) {
            this.item = item;
        }

        @Override
        boolean holds(JsonNode value) {
            if (value.isArray()) {
                for (int i = 0; i < value.size(); i++) {
                    if (!item.holds(value.get(i))) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    /** {@code $ref}: bound after it was made, since a schema may refer to itself. */
    static final class Reference extends Rule {
        private @Nullable Rule target;

        void bind(Rule to) {
            target = to;
        }

        @Override
        boolean holds(JsonNode value) {
            return target != null && target.holds(value);
        }
    }
}
