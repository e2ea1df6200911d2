package io.sluice.check.quick;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonTokenId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A document that is judged while it is read. It stands on the first token of a value; who judges the value leaves it on
 * the last one. Everything is read as strictly as the tree of the document would be.
 */
final class Reading {
    private final JsonParser parser;
    private final ObjectReader trees;
    private final LongConsumer needsTree;

    /**
     * @param trees refuses duplicate names, and nothing for what follows a value
     * @param needsTree told where an array or an object begins before a tree is made of it
     */
    Reading(JsonParser parser, ObjectReader trees, LongConsumer needsTree) {
        this.parser = parser;
        this.trees = trees;
        this.needsTree = needsTree;
    }

    /** {@code ARRAY} or {@code OBJECT} where one begins; null where the value is neither. */
    @Nullable
    JsonNodeType container() {
        return switch (parser.currentTokenId()) {
            case JsonTokenId.ID_START_OBJECT -> JsonNodeType.OBJECT;
            case JsonTokenId.ID_START_ARRAY -> JsonNodeType.ARRAY;
            default -> null;
        };
    }

    /** Goes on to the next item of the array whose items are being judged; false at its end. */
    boolean nextItem() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new IllegalStateException("an array ends nowhere");
        }
        return token != JsonToken.END_ARRAY;
    }

    /** Goes on to the value of the next field of the object whose fields are being judged; null at its end. */
    @Nullable
    String nextField() throws IOException {
        String name = parser.nextFieldName();
        if (name != null) {
            parser.nextToken();
        }
        return name;
    }

    /** Whether the value is a text. */
    boolean isText() {
        return parser.currentTokenId() == JsonTokenId.ID_STRING;
    }

    /** The value that {@link #isText is a text}. */
    Text text() throws IOException {
        Text text = new Text(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        parser.streamReadConstraints().validateStringLength(text.length());
        return text;
    }

    /** Reads the rest of a text as strictly, and makes nothing of it. */
    void passText() throws IOException {
        parser.streamReadConstraints().validateStringLength(parser.getTextLength());
    }

    /** The value as a whole. */
    JsonNode value() throws IOException {
        return switch (parser.currentTokenId()) {
            case JsonTokenId.ID_STRING -> TextNode.valueOf(parser.getText());
            case JsonTokenId.ID_TRUE -> BooleanNode.TRUE;
            case JsonTokenId.ID_FALSE -> BooleanNode.FALSE;
            case JsonTokenId.ID_NULL -> NullNode.getInstance();
            case JsonTokenId.ID_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.INT
                        ? IntNode.valueOf(parser.getIntValue())
                        : trees.readTree(parser);
            case JsonTokenId.ID_START_ARRAY, JsonTokenId.ID_START_OBJECT -> {
                needsTree.accept(parser.currentTokenLocation().getByteOffset());
                yield trees.readTree(parser);
            }
            default -> trees.readTree(parser);
        };
    }
}
