package io.sluice.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.BaseJsonValidator;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.ValidatorTypeCode;
import java.math.BigDecimal;
import java.util.Set;

/** {@code multipleOf} in decimal arithmetic: the schema library's own goes through doubles for long integers. */
final class ExactMultiple extends BaseJsonValidator {
    private final BigDecimal divisor;

    ExactMultiple(
            SchemaLocation schemaLocation,
            JsonNodePath evaluationPath,
            JsonNode schemaNode,
            JsonSchema parentSchema,
            ValidationContext validationContext) {
        super(
                schemaLocation,
                evaluationPath,
                schemaNode,
                parentSchema,
                ValidatorTypeCode.MULTIPLE_OF,
                validationContext);
        this.divisor = schemaNode.decimalValue();
    }

    @Override
    public Set<ValidationMessage> validate(
            ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath location) {
        if (!node.isNumber() || node.decimalValue().remainder(divisor).signum() == 0) {
            return Set.of();
        }
        return Tally.of(context)
                .admit(Set.of(
                        message().instanceNode(node).instanceLocation(location).build()));
    }
}
