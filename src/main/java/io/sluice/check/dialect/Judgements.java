package io.sluice.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import io.sluice.check.budget.Budget;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What schemas have said of the objects and lists of one document. Alternatives that all descend into the same value would
 * otherwise double the work with each level. Most documents are done before anything has to be remembered.
 */
final class Judgements {
    /** So many are made before the first is remembered. */
    private static final int UNREMEMBERED = 100_000;

    /** In memory about 100 MiB. */
    private static final int REMEMBERED_MAX = 2_000_000;

    /** What a judgement that is not remembered costs, told in steps of a pattern. */
    private static final int STEPS = 250;

    private final Map<JsonSchema, IdentityHashMap<JsonNode, Set<ValidationMessage>>> asked = new HashMap<>();
    private final Map<JsonSchema, IdentityHashMap<JsonNode, Set<ValidationMessage>>> told = new HashMap<>();
    private int made;
    private int remembered;

    @Nullable
    Set<ValidationMessage> of(JsonSchema schema, JsonNode node, boolean question) {
        if (remembered == 0) {
            return null;
        }
        IdentityHashMap<JsonNode, Set<ValidationMessage>> known = (question ? asked : told).get(schema);
        return known == null ? null : known.get(node);
    }

    void add(JsonSchema schema, JsonNode node, boolean question, Set<ValidationMessage> errors) {
        if (++made <= UNREMEMBERED) {
            return;
        }
        if (remembered == REMEMBERED_MAX) {
            Budget.spend(STEPS);
            return;
        }
        (question ? asked : told)
                .computeIfAbsent(schema, unseen -> new IdentityHashMap<>())
                .put(node, errors);
        remembered++;
    }
}
