package io.sluice.check;

import com.networknt.schema.JsonSchema;
import org.jspecify.annotations.Nullable;

/**
 * A document that is given to a schema's validation, and the word of the schema that found nothing wrong with it: what a
 * publication asks for. For one thread.
 */
public final class CheckedDocument {
    private final byte[] content;
    private @Nullable JsonSchema holdsFor;

    /**
     * A document that no schema has judged yet.
     *
     * @param content must not change any more
     */
    public CheckedDocument(byte[] content) {
        this.content = content;
    }

    /** The bytes that were checked. */
    public byte[] content() {
        return content;
    }

    /** Whether the validation of this schema came to its end and found no error in the document. */
    public boolean holdsFor(Schema schema) {
        return holdsFor == schema.compiled();
    }

    void holds(JsonSchema schema) {
        holdsFor = schema;
    }
}
