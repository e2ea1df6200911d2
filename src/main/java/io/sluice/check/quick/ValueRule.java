package io.sluice.check.quick;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.sluice.check.format.KnownFormat;
import java.math.BigDecimal;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules on one value, whatever stands around it. */
final class ValueRule {
    private ValueRule() {}

    /** {@code const} and {@code enum} of texts, true, false and null. */
    static final class OneOf extends Rule {
        /** So many texts are compared one by one, which asks for no string and no hash of it. */
        private static final int FEW_TEXTS_MAX = 16;

        private final Set<JsonNode> values;
        private final Set<String> texts;
        private final char @Nullable [][] fewTexts;

        OneOf(Set<JsonNode> values) {
            this.values = values;
            this.texts = values.stream()
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue)
                    .collect(Collectors.toUnmodifiableSet());
            this.fewTexts = texts.size() > FEW_TEXTS_MAX
                    ? null
                    : texts.stream().map(String::toCharArray).toArray(char[][]::new);
        }

        @Override
        boolean holds(JsonNode value) {
            return value.isValueNode() && values.contains(value);
        }

        @Override
        boolean holdsText(Text text) {
            if (fewTexts == null) {
                return texts.contains(text.toString());
            }
            for (char[] one : fewTexts) {
                if (text.is(one)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        Rule given(JsonNodeType container) {
            return Answer.NEVER;
        }
    }

    static final class Pattern extends Rule {
        private final Predicate<CharSequence> pattern;

        Pattern(Predicate<CharSequence> pattern) {
            this.pattern = pattern;
        }

        @Override
        boolean holds(JsonNode value) {
            return !value.isTextual() || pattern.test(value.textValue());
        }

        @Override
        boolean holdsText(Text text) {
            return pattern.test(text);
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
        boolean holdsText(Text text) {
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
            return holds(kind == JsonNodeType.STRING ? size(value.textValue()) : value.size());
        }

        @Override
        boolean holdsText(Text text) {
            return kind != JsonNodeType.STRING || holds(size(text));
        }

        /** In code points, as JSON Schema counts. */
        private static int size(CharSequence text) {
            return Character.codePointCount(text, 0, text.length());
        }

        private boolean holds(int size) {
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
        boolean holdsText(Text text) {
            return true;
        }

        @Override
        Rule given(JsonNodeType container) {
            return Answer.ALWAYS;
        }
    }
}
