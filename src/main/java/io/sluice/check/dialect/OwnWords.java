package io.sluice.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a schema itself says about one of its keywords: {@code "errorMessage": {"pattern": "..."}} beside
 * {@code pattern}. To other readers of the schema it is an annotation. The schema library has a similar feature, but
 * there the words count for every schema further down, too.
 */
record OwnWords(String text) {
    static Optional<OwnWords> of(JsonSchema schema, String keyword) {
        JsonNode text = schema.getSchemaNode().path("errorMessage").path(keyword);
        return text.isTextual() ? Optional.of(new OwnWords(text.textValue())) : Optional.empty();
    }

    Set<ValidationMessage> on(Set<ValidationMessage> errors) {
        Set<ValidationMessage> reworded = new LinkedHashSet<>();
        for (ValidationMessage error : errors) {
            reworded.add(Copies.inWords(error, text));
        }
        return reworded;
    }
}
