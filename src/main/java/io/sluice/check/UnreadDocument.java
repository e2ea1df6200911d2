package io.sluice.check;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.POJONode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A document whose tree is read only when somebody needs it. A document that holds is judged while it is read: its tree
 * would cost more than the judgement, and up to six times its size in memory. To be used while its stream is open.
 */
final class UnreadDocument {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadDocument.class);

    /** Gives the document again after {@link InputStream#reset}. */
    private final InputStream document;

    private final ObjectMapper mapper;
    private final ObjectReader trees;

    private UnreadDocument(InputStream document, ObjectMapper mapper, ObjectReader trees) {
        this.document = document;
        this.mapper = mapper;
        this.trees = trees;
    }

    /** Makes unread documents of what it is given as a stream, for an endpoint that knows trees only. */
    static final class Mapper extends ObjectMapper {
        private static final long serialVersionUID = 1;

        private final transient ObjectMapper strict;
        private final transient ObjectReader trees;

        Mapper(ObjectMapper strict) {
            super(strict);
            this.strict = strict;
            this.trees = strict.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        }

        @Override
        public JsonNode readTree(InputStream stream) throws IOException {
            return stream instanceof ByteArrayInputStream
                    ? new Node(new UnreadDocument(stream, strict, trees))
                    : unread(stream.readAllBytes());
        }

        JsonNode unread(byte[] document) {
            return new Node(new UnreadDocument(new ByteArrayInputStream(document), strict, trees));
        }
    }

    /** What only {@link GuardedSchema} understands. Any other schema would find nothing wrong with it. */
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

    /** Whether the document can be read and the rule holds for it. A no may have any reason, which the tree tells. */
    boolean holds(Rule rule) {
        try {
            document.reset();
            try (JsonParser parser = mapper.createParser(document)) {
                return parser.nextToken() != null
                        && rule.holds(new Reading(parser, trees))
                        && parser.nextToken() == null;
            }
        } catch (IOException | RuntimeException | StackOverflowError unread) {
            LOG.debug("Not judged while it was read", unread);
            return false;
        }
    }

    /** @throws UncheckedIOException when it is no strict JSON or exceeds a limit, which may also be a runtime exception */
    JsonNode tree() {
        try {
            document.reset();
            return mapper.readTree(document);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
