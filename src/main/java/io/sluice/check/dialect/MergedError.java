package io.sluice.check.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** An error of {@code oneOf} or {@code anyOf} that stands for several alternatives. */
public final class MergedError {
    /** Key of the message whose arguments are the names of types: the alternatives differ in nothing else. */
    public static final String TYPES = "types";

    /** Key of the message whose arguments are values: the alternatives differ in nothing else. */
    public static final String VALUES = "values";

    /** Key of the message whose arguments are what each alternative asks for: its {@link #parts}. */
    public static final String EACH = "each";

    private static final String OTHERS = "sluice.others";

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

    /** The errors of each alternative, all about the same value; one of the lists has to go, any of them. */
    public static List<List<ValidationMessage>> parts(ValidationMessage each) {
        return Arrays.stream(each.getArguments())
                .map(Part.class::cast)
                .map(Part::errors)
                .toList();
    }

    /** Whether the error need not go: the value may as well be made to fit another alternative that is as close. */
    public static boolean hasOthers(ValidationMessage error) {
        Map<String, Object> details = error.getDetails();
        return details != null && details.containsKey(OTHERS);
    }

    static ValidationMessage withOthers(ValidationMessage error) {
        return Copies.with(error, OTHERS, true);
    }

    /** What one alternative asks for of a value. */
    record Part(List<ValidationMessage> errors) {}
}
