package io.sluice.check;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.sluice.check.finding.Findings;

/** Makes the nodes that a {@link Schema}'s own validation is given. Immutable and thread-safe. */
public final class UnreadDocuments {
    private final Limits limits;
    private final ObjectMapper strict;
    private final ObjectReader trees;

    /**
     * Makes nodes of documents within the limits.
     *
     * @param limits what the document may be at most, when it is read
     */
    public UnreadDocuments(Limits limits) {
        this.limits = limits;
        this.strict = StrictJson.mapper(limits);
        this.trees = strict.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** What must hold before parsing: not too large, not empty, UTF-8 (a byte order mark is tolerated). */
    public Findings admit(CheckedDocument document) {
        return Admission.of(document.content(), limits);
    }

    /**
     * A node that stands for a document that {@link #admit} let through. It is for the schema's validation
     * alone, which then refuses duplicate names, anything after the document, NaN, comments, and what exceeds the limits,
     * with a runtime exception: pass it to {@link DocumentChecker#explain(Exception, byte[])}. Any other schema refuses it
     * with an exception.
     */
    public JsonNode unread(CheckedDocument document) {
        return UnreadDocument.node(document, strict, trees);
    }
}
