package io.sluice.check;

import com.networknt.schema.JsonSchema;
import org.jspecify.annotations.Nullable;

/**
 * A document that is given to a schema's validation, and the word of the schema that found nothing wrong with it: what a
 * publication asks for. While it is checked it holds the memory that its tree may take. For one thread.
 */
public final class CheckedDocument implements AutoCloseable {
    private final byte[] content;
    private final HeapShare trees;
    private @Nullable JsonSchema holdsFor;
    private HeapShare.Part memory = HeapShare.Part.NONE;
    private boolean closedByItsOwner;

    /**
     * A document that no schema has judged yet.
     *
     * @param content must not change any more
     */
    public CheckedDocument(byte[] content) {
        this(content, HeapShare.TREES);
    }

    CheckedDocument(byte[] content, HeapShare trees) {
        this.content = content;
        this.trees = trees;
    }

    /** What came of the check is still to be looked at after it: its memory is held until {@link #close}. */
    public CheckedDocument closedByItsOwner() {
        closedByItsOwner = true;
        return this;
    }

    /**
     * A tree is about to be made of the value that begins at an offset. What was held for the one before is given back.
     *
     * @throws NotEnoughMemory when there will never be enough for it
     */
    void needsTree(long offset) {
        if (content.length > HeapShare.SMALL_BYTES) {
            memory.giveBack();
            memory = trees.take(TreeCost.ofValue(content, (int) offset));
        }
    }

    /** The check has ended. */
    void judged() {
        if (!closedByItsOwner) {
            close();
        }
    }

    /** Nobody needs what came of the check any more; the content stays. */
    @Override
    public void close() {
        memory.giveBack();
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
