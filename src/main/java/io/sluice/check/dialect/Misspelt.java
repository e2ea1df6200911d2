package io.sluice.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import io.sluice.text.ClosestWords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a required field is missing: a field beside it of almost the same name, which the schema names nowhere. */
public final class Misspelt {
    private static final String DETAIL = "sluice.misspelt";

    /** An object of more fields is a table of names that nobody knows beforehand. */
    private static final int FIELDS_MAX = 500;

    private final JsonSchema schema;
    private volatile @Nullable Set<String> known;

    /** @param schema that requires fields */
    Misspelt(JsonSchema schema) {
        this.schema = schema;
    }

    /** The name that may be meant for the missing one. */
    public static Optional<String> of(ValidationMessage error) {
        Map<String, Object> details = error.getDetails();
        return Optional.ofNullable(details == null ? null : (String) details.get(DETAIL));
    }

    Set<ValidationMessage> beside(Set<ValidationMessage> errors, JsonNode value) {
        if (value.size() > FIELDS_MAX) {
            return errors;
        }
        List<String> strange = strange(value);
        if (strange.isEmpty()) {
            return errors;
        }
        Set<ValidationMessage> told = new LinkedHashSet<>();
        for (ValidationMessage error : errors) {
            Optional<String> meant =
                    Optional.ofNullable(error.getProperty()).flatMap(missing -> ClosestWords.slipOf(missing, strange));
            told.add(meant.isEmpty() ? error : Copies.with(error, DETAIL, meant.get()));
        }
        return told;
    }

    private List<String> strange(JsonNode value) {
        Set<String> names = known();
        List<String> strange = new ArrayList<>();
        value.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                strange.add(name);
            }
        });
        return strange;
    }

    /** Whatever any part of the schema names: it may be meant to stand there. */
    private Set<String> known() {
        Set<String> names = known;
        if (names == null) {
            names = new HashSet<>();
            for (JsonSchema one = schema; one != null; one = one.getParentSchema()) {
                add(one.getSchemaNode(), names);
            }
            for (JsonSchema resource :
                    schema.getValidationContext().getSchemaResources().values()) {
                add(resource.getSchemaNode(), names);
            }
            known = names;
        }
        return names;
    }

    private static void add(JsonNode schema, Set<String> names) {
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            switch (keyword.getKey()) {
                case "properties" -> keyword.getValue().fieldNames().forEachRemaining(names::add);
                case "required" -> keyword.getValue().forEach(name -> names.add(name.asText()));
                default -> {}
            }
        }
        schema.forEach(below -> add(below, names));
    }
}
