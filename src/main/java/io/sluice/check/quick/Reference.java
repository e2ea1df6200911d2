package io.sluice.check.quick;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.check.budget.Budget;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code $ref}: bound after it was made, since a schema may refer to itself. */
final class Reference extends Rule {
    /** What a judgement costs, told in those of a pattern. */
    private static final int STEPS = 20;

    private @Nullable Rule target;

    void bind(Rule to) {
        target = to;
    }

    @Override
    boolean holds(JsonNode value) {
        Budget.spend(STEPS);
        return target != null && target.holds(value);
    }

    @Override
    boolean holdsText(Text text) {
        return target != null && target.holdsText(text);
    }

    @Override
    boolean holds(Reading reading) throws IOException {
        return target != null && target.holds(reading);
    }
}
