package io.sluice.check.quick;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.sluice.check.dialect.Dialect;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Says of a document whether a schema holds, and no more: no message, no place. It holds for exactly the documents that
 * the schema library finds no error in. Immutable and thread-safe.
 */
public final class QuickVerdict {
    private final Rule rule;

    private QuickVerdict(Rule rule) {
        this.rule = rule;
    }

    /**
     * The verdict of a schema; nothing when the schema says more than can be judged in this way.
     *
     * @param schema the root of its file
     */
    public static Optional<QuickVerdict> of(JsonNode schema, Dialect dialect) {
        return QuickRules.of(schema, dialect).map(QuickVerdict::new);
    }

    /** Whether the schema holds for a document that is there. */
    public boolean holds(JsonNode document) {
        return rule.holds(document);
    }

    /**
     * Whether the schema holds for a document that is judged while it is read. After a yes, all of it has been read.
     *
     * @param parser stands on the document's first token
     * @param trees refuses duplicate names, and nothing for what follows a value
     * @param needsTree told where an array or an object begins before a tree is made of it
     */
    public boolean holds(JsonParser parser, ObjectReader trees, LongConsumer needsTree) throws IOException {
        return rule.holds(new Reading(parser, trees, needsTree));
    }
}
