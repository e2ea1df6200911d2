package io.sluice.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.BaseJsonValidator;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.RefValidator;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.ValidatorTypeCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code $ref}, for schemas in which it does not matter along which references a place was reached. The schema library makes
 * a place anew for each way that leads there: with a schema that refers to itself as often as documents are deep, and as
 * often again for each alternative. Here every place is made once, before the first document, and says once of each object
 * and list what it finds.
 */
final class SharedReference extends BaseJsonValidator {
    private static final String SHARED = "shared:";

    private final RefValidator reference;
    private volatile @Nullable JsonSchema target;

    SharedReference(
            SchemaLocation schemaLocation,
            JsonNodePath evaluationPath,
            JsonNode schemaNode,
            JsonSchema parentSchema,
            ValidationContext validationContext) {
        super(schemaLocation, evaluationPath, schemaNode, parentSchema, ValidatorTypeCode.REF, validationContext);
        this.reference = new RefValidator(schemaLocation, evaluationPath, schemaNode, parentSchema, validationContext);
    }

    @Override
    public Set<ValidationMessage> validate(
            ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath location) {
        JsonSchema schema = target();
        if (!node.isContainerNode()) {
            return schema.validate(context, node, root, location);
        }
        Tally tally = Tally.of(context);
        Set<ValidationMessage> known = tally.judged(schema, node);
        if (known != null) {
            return tally.admit(known);
        }
        Set<ValidationMessage> errors = schema.validate(context, node, root, location);
        tally.remember(schema, node, errors);
        return errors;
    }

    JsonSchema target() {
        JsonSchema known = target;
        if (known == null) {
            JsonSchema own = reference.getSchemaRef().getSchema();
            JsonSchema first =
                    validationContext.getSchemaReferences().putIfAbsent(SHARED + own.getSchemaLocation(), own);
            known = first == null ? own : first;
            target = known;
        }
        return known;
    }

    @Override
    public void preloadJsonSchema() {
        if (target == null) {
            JsonSchema shared = target();
            shared.initializeValidators();
        }
    }
}
