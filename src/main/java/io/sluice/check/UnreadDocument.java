package io.sluice.check;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.POJONode;
import com.networknt.schema.JsonSchema;
import io.sluice.check.quick.QuickVerdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A document whose tree is read only when somebody needs it. A document that holds is judged while it is read: its tree
 * would cost more than the judgement, and up to six times its size in memory.
 */
final class UnreadDocument {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadDocument.class);

    private final CheckedDocument document;
    private final ObjectMapper mapper;
    private final ObjectReader trees;

    private UnreadDocument(CheckedDocument document, ObjectMapper mapper, ObjectReader trees) {
        this.document = document;
        this.mapper = mapper;
        this.trees = trees;
    }

    /**
     * A node that stands for the document, for an endpoint that knows trees only.
     *
     * @param strict reads its tree
     * @param trees refuses what {@code strict} does, but for what follows a value
     */
    static JsonNode node(CheckedDocument document, ObjectMapper strict, ObjectReader trees) {
        return new Node(new UnreadDocument(document, strict, trees));
    }

    /** What only the schemas of Sluice understand. Any other schema would find nothing wrong with it. */
    private static final class Node extends POJONode {
        private static final long serialVersionUID = 1;

        Node(UnreadDocument document) {
            super(document);
        }

        @Override
        public JsonNodeType getNodeType() {
            throw unread();
        }

        @Override
        public boolean isObject() {
            throw unread();
        }

        @Override
        public boolean isArray() {
            throw unread();
        }

        private static IllegalStateException unread() {
            return new IllegalStateException("the strictMapper of json-validator needs the schemas of Sluice: give its"
                    + " endpoint uriSchemaLoader: \"#bean:schemas\"");
        }
    }

    /** The document that a node stands for, if it was made here. */
    static Optional<UnreadDocument> in(JsonNode node) {
        return node instanceof Node holder && holder.getPojo() instanceof UnreadDocument document
                ? Optional.of(document)
                : Optional.empty();
    }

    /** This schema found no error in the document. */
    void holdsFor(JsonSchema schema) {
        document.holds(schema);
    }

    void judged() {
        document.judged();
    }

    int sizeBytes() {
        return document.content().length;
    }

    /** Whether the document can be read and the schema holds for it. A no may have any reason, which the tree tells. */
    boolean holds(QuickVerdict quick) {
        try {
            try (JsonParser parser = mapper.createParser(document.content())) {
                return parser.nextToken() != null
                        && quick.holds(parser, trees, document::needsTree)
                        && parser.nextToken() == null;
            }
        } catch (IOException | RuntimeException | StackOverflowError unread) {
            LOG.debug("Not judged while it was read", unread);
            return false;
        }
    }

    /** @throws UncheckedIOException when it is no strict JSON or exceeds a limit, which may also be a runtime exception */
    JsonNode tree() {
        document.needsTree(0);
        try {
            return mapper.readTree(document.content());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
