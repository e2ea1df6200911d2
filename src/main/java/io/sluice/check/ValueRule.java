package io.sluice.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.networknt.schema.regex.RegularExpression;
import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules on one value, whatever stands around it. */
final class ValueRule {
    private ValueRule() {}

    /** {@code const} and {@code enum} of texts, true, false and null. */
    static final class OneOf extends Rule {
        private final Set<JsonNode> values;
        private final Set<String> texts;

        OneOf(Set<JsonNode> values) {
            this.values = values;
            this.texts = values.stream()
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue)
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        boolean holds(JsonNode value) {
            return value.isValueNode() && values.contains(value);
        }

        @Override
        boolean holdsText(String text) {
            return texts.contains(text);
        }

        @Override
        Rule given(JsonNodeType container) {
            return Answer.NEVER;
        }
    }

    static final class Pattern extends Rule {
        private final RegularExpression pattern;

        Pattern(RegularExpression pattern) {
            this.pattern = pattern;
        }

        @Override
        boolean holds(JsonNode value) {
            return !value.isTextual() || pattern.matches(value.textValue());
        }

        @Override
        boolean holdsText(String text) {
            return pattern.matches(text);
        }

        @Override
        Rule given(JsonNodeType container) {
            return Answer.ALWAYS;
        }
    }

    static final class Formatted extends Rule {
        private final KnownFormat format;

        Formatted(KnownFormat format) {
            this.format = format;
        }

        @Override
        boolean holds(JsonNode value) {
            return !value.isTextual() || format.matches(value.textValue());
        }

        @Override
        boolean holdsText(String text) {
            return format.matches(text);
        }

        @Override
        Rule given(JsonNodeType container) {
            return Answer.ALWAYS;
        }
    }

    /** What is counted, of which kind of value: {@code minLength} and its like. */
    static final class Size extends Rule {
        private final JsonNodeType kind;
        private final int fewest;
        private final int most;

        Size(JsonNodeType kind, int fewest, int most) {
            this.kind = kind;
            this.fewest = fewest;
            this.most = most;
        }

        @Override
        boolean holds(JsonNode value) {
            if (value.getNodeType() != kind) {
                return true;
            }
            int size = kind == JsonNodeType.STRING
                    ? value.textValue().codePointCount(0, value.textValue().length())
                    : value.size();
            return size >= fewest && size <= most;
        }

        @Override
        Rule given(JsonNodeType container) {
            return container == kind ? this : Answer.ALWAYS;
        }
    }

    /** {@code minimum} and its like. */
    static final class Limit extends Rule {
        private final BigDecimal limit;
        private final boolean lowest;
        private final boolean exclusive;
        private final boolean zero;

        Limit(BigDecimal limit, boolean lowest, boolean exclusive) {
            this.limit = limit;
            this.lowest = lowest;
            this.exclusive = exclusive;
            this.zero = limit.signum() == 0;
        }

        @Override
        boolean holds(JsonNode value) {
            if (!value.isNumber()) {
                return true;
            }
            int order = zero && value.canConvertToLong() && value.isIntegralNumber()
                    ? Long.signum(value.longValue())
                    : value.decimalValue().compareTo(limit);
            return order == 0 ? !exclusive : lowest == order > 0;
        }

        @Override
        boolean holdsText(String text) {
            return true;
        }

        @Override
        Rule given(JsonNodeType container) {
            return Answer.ALWAYS;
        }
    }
}
