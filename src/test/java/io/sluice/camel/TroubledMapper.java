package io.sluice.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.POJONode;
import io.sluice.check.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * The mapper of the routes, for documents without trouble in them. With others it meets an {@link Error} itself, or makes a
 * node of them with which the schema's validation meets one.
 */
final class TroubledMapper extends ObjectMapper {
    private static final long serialVersionUID = 1;

    private final transient DocumentMapper mapper = new DocumentMapper(Limits.defaults());
    private final transient Supplier<Error> errors;
    private final boolean inCheck;

    TroubledMapper(Supplier<Error> errors, boolean inCheck) {
        this.errors = errors;
        this.inCheck = inCheck;
    }

    @Override
    public JsonNode readTree(InputStream stream) throws IOException {
        byte[] content = stream.readAllBytes();
        String text = new String(content, StandardCharsets.UTF_8);
        if (!text.contains("trouble")) {
            return mapper.readTree(new ByteArrayInputStream(content));
        }
        if (inCheck) {
            mapper.readTree(new ByteArrayInputStream(content)); // so that there is a receipt without a verdict
            return new Dangerous(errors, text);
        }
        throw errors.get();
    }

    private static final class Dangerous extends POJONode {
        private static final long serialVersionUID = 1;

        private final transient Supplier<Error> errors;

        Dangerous(Supplier<Error> errors, String text) {
            super(text);
            this.errors = errors;
        }

        @Override
        public JsonNodeType getNodeType() {
            throw errors.get();
        }
    }
}
