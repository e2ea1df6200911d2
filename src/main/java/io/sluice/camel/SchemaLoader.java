package io.sluice.camel;

import com.networknt.schema.JsonSchema;
import io.sluice.check.SchemaProblem;
import io.sluice.check.Schemas;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jsonvalidator.JsonUriSchemaLoader;

/** Gives {@code json-validator:} the schemas that were loaded, resolved and compiled at the start. */
public final class SchemaLoader implements JsonUriSchemaLoader {
    private final Schemas schemas;

    public SchemaLoader(Schemas schemas) {
        this.schemas = schemas;
    }

    @Override
    public JsonSchema createSchema(CamelContext camelContext, String schemaUri) throws SchemaProblem {
        return schemas.schema(schemaUri).compiled();
    }
}
