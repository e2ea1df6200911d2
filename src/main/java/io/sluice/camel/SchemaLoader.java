package io.sluice.camel;

import com.networknt.schema.JsonSchema;
import io.sluice.check.DocumentChecker;
import io.sluice.check.Limits;
import io.sluice.check.Schema;
import io.sluice.check.schema.SchemaProblem;
import io.sluice.check.schema.Schemas;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jsonvalidator.JsonUriSchemaLoader;

/** Gives {@code json-validator} the schemas that were loaded, resolved and compiled at the start. */
final class SchemaLoader implements JsonUriSchemaLoader {
    private final Schemas schemas;
    private final Limits limits;
    private final Map<JsonSchema, DocumentChecker> checkers = new ConcurrentHashMap<>();

    SchemaLoader(Schemas schemas, Limits limits) {
        this.schemas = schemas;
        this.limits = limits;
    }

    @Override
    public JsonSchema createSchema(CamelContext camelContext, String schemaUri) throws SchemaProblem {
        Schema schema = schemas.schema(schemaUri);
        checkers.computeIfAbsent(schema.compiled(), compiled -> new DocumentChecker(schema, limits));
        return schema.compiled();
    }

    /** Who puts into words what one of these schemas has found. */
    DocumentChecker checkerOf(JsonSchema schema) {
        DocumentChecker checker = checkers.get(schema);
        if (checker == null) {
            throw new IllegalStateException(
                    "errorHandler: \"#bean:findings\" needs uriSchemaLoader: \"#bean:schemas\"");
        }
        return checker;
    }
}
