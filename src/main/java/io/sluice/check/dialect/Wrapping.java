package io.sluice.check.dialect;

import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.SchemaLocation;

/** Judges by another validator of the same keyword, and stands where that one would. */
interface Wrapping extends JsonValidator {
    /** The one that is wrapped. */
    JsonValidator validator();

    @Override
    default void preloadJsonSchema() {
        validator().preloadJsonSchema();
    }

    @Override
    default SchemaLocation getSchemaLocation() {
        return validator().getSchemaLocation();
    }

    @Override
    default JsonNodePath getEvaluationPath() {
        return validator().getEvaluationPath();
    }

    @Override
    default String getKeyword() {
        return validator().getKeyword();
    }
}
