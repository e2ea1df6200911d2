package io.sluice.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An error of {@code oneOf} or {@code anyOf} that stands for all alternatives, which differ in nothing but type, or value.
 * Its arguments are what the value should have been.
 */
public final class MergedError {
    /** Key of the message whose arguments are the names of types. */
    public static final String TYPES = "types";

    /** Key of the message whose arguments are values. */
    public static final String VALUES = "values";

    private MergedError() {}

    /** The names that the keyword {@code type} gives, be it one or a list. */
    public static List<String> typesOf(JsonNode type) {
        List<String> names = new ArrayList<>();
        if (type.isTextual()) {
            names.add(type.textValue());
        }
        type.forEach(one -> names.add(one.asText()));
        return names;
    }
}
