package io.sluice.check.quick;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * What a value must hold to, as a yes or no: no message, no place. It judges a value that is there, or one while it is
 * read. Immutable once compiled, and
 * thread-safe. A class and not an interface, since the code of short runs comes from the first compiler, whose
 * calls of interfaces are slow.
 */
abstract class Rule {
    abstract boolean holds(JsonNode value);

    /** As {@link #holds(JsonNode)}, for a text. */
    abstract boolean holdsText(Text text);

    /** Whether the verdict on a text depends on what it says. */
    boolean readsText() {
        return true;
    }

    /** Judges the value that the reading stands on. Only after a yes has all of the value been read. */
    boolean holds(Reading reading) throws IOException {
        if (reading.isText()) {
            if (readsText()) {
                return holdsText(reading.text());
            }
            reading.passText();
            return holdsText(Text.NONE);
        }
        JsonNodeType container = reading.container();
        Rule left = container == null ? this : given(container);
        return left == this ? holds(reading.value()) : left.holds(reading);
    }

    /** What is left of the rule for a value that is known to be an {@code ARRAY} or an {@code OBJECT}. */
    Rule given(JsonNodeType container) {
        return this;
    }

    private static Rule answer(boolean holds) {
        return holds ? Answer.ALWAYS : Answer.NEVER;
    }

    /** Whatever the value is. */
    static final class Answer extends Rule {
        static final Rule ALWAYS = new Answer(true);
        static final Rule NEVER = new Answer(false);

        private final boolean holds;

        private Answer(boolean holds) {
            this.holds = holds;
        }

        @Override
        boolean holds(JsonNode value) {
            return holds;
        }

        @Override
        boolean holdsText(Text text) {
            return holds;
        }

        @Override
        boolean readsText() {
            return false;
        }
    }

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

        @Override
        boolean holdsText(Text text) {
            return kinds.contains(JsonNodeType.STRING);
        }

        @Override
        boolean readsText() {
            return false;
        }

        @Override
        Rule given(JsonNodeType container) {
            return answer(kinds.contains(container));
        }
    }

    /** Every rule of one schema. */
    static final class All extends Rule {
        private final Rule[] rules;
        private final Rule forArrays;
        private final Rule forObjects;

        All(List<Rule> rules) {
            this.rules = rules.toArray(Rule[]::new);
            this.forArrays = left(JsonNodeType.ARRAY);
            this.forObjects = left(JsonNodeType.OBJECT);
        }

        private Rule left(JsonNodeType container) {
            List<Rule> left = new ArrayList<>();
            for (Rule rule : rules) {
                Rule given = rule.given(container);
                if (given == Answer.NEVER) {
                    return given;
                }
                if (given != Answer.ALWAYS) {
                    left.add(given);
                }
            }
            return left.isEmpty() ? Answer.ALWAYS : left.size() == 1 ? left.get(0) : this;
        }

        @Override
        Rule given(JsonNodeType container) {
            return container == JsonNodeType.ARRAY ? forArrays : forObjects;
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

        @Override
        boolean holdsText(Text text) {
            for (Rule rule : rules) {
                if (!rule.holdsText(text)) {
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
            for (int i = 0; i < rules.length && isOpen(held); i++) {
                held += rules[i].holds(value) ? 1 : 0;
            }
            return held >= fewest && held <= most;
        }

        @Override
        boolean holdsText(Text text) {
            int held = 0;
            for (int i = 0; i < rules.length && isOpen(held); i++) {
                held += rules[i].holdsText(text) ? 1 : 0;
            }
            return held >= fewest && held <= most;
        }

        /** Whether the answer may still become another. */
        private boolean isOpen(int held) {
            return held <= most && (held < fewest || most < rules.length);
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

        @Override
        boolean holdsText(Text text) {
            return (condition.holdsText(text) ? then : otherwise).holdsText(text);
        }

        @Override
        Rule given(JsonNodeType container) {
            Rule left = condition.given(container);
            if (left == Answer.ALWAYS) {
                return then.given(container);
            }
            return left == Answer.NEVER ? otherwise.given(container) : this;
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

        @Override
        boolean holdsText(Text text) {
            return true;
        }

        @Override
        Rule given(JsonNodeType container) {
            return container == JsonNodeType.ARRAY ? this : Answer.ALWAYS;
        }

        @Override
        boolean holds(Reading reading) throws IOException {
            if (reading.container() != JsonNodeType.ARRAY) {
                return holds(reading.value());
            }
            while (reading.nextItem()) {
                if (!item.holds(reading)) {
                    return false;
                }
            }
            return true;
        }
    }
}
