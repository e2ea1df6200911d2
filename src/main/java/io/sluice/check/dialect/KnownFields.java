package io.sluice.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.PropertiesValidator;
import com.networknt.schema.RefValidator;
import java.util.HashSet;
import java.util.Set;

/** The names of the fields that a schema speaks of, by itself or by what it refers to. */
final class KnownFields {
    /** A reference may lead back to where it stands. */
    private static final int DEPTH_MAX = 12;

    private final Set<String> names = new HashSet<>();

    private KnownFields() {}

    static Set<String> of(JsonSchema schema) {
        KnownFields fields = new KnownFields();
        fields.add(schema, DEPTH_MAX);
        return Set.copyOf(fields.names);
    }

    private void add(JsonSchema schema, int depth) {
        if (depth == 0) {
            return;
        }
        for (JsonValidator keyword : schema.getValidators()) {
            JsonValidator validator = keyword instanceof Wrapping wrapping ? wrapping.validator() : keyword;
            if (validator instanceof PropertiesValidator properties) {
                names.addAll(properties.getSchemas().keySet());
            } else if (validator instanceof SharedReference reference) {
                add(reference.target(), depth - 1);
            } else if (validator instanceof RefValidator reference) {
                add(reference.getSchemaRef().getSchema(), depth - 1);
            } else if (validator.getKeyword().equals("allOf")) {
                addAll(schema, depth - 1);
            }
        }
    }

    /** The library keeps the schemas of an allOf to itself. */
    private void addAll(JsonSchema schema, int depth) {
        JsonNode all = schema.getSchemaNode().path("allOf");
        for (int i = 0; i < all.size(); i++) {
            add(
                    schema.getValidationContext()
                            .newSchema(
                                    schema.getSchemaLocation().append("allOf").append(i),
                                    schema.getEvaluationPath().append("allOf").append(i),
                                    all.get(i),
                                    schema),
                    depth);
        }
    }
}
