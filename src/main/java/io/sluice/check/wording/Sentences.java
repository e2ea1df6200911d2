package io.sluice.check.wording;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import io.sluice.check.dialect.Because;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whole sentences, where that of the finding's code would tell nothing. */
final class Sentences {
    private static final int FACTS_MAX = 3;

    private Sentences() {}

    /** Too few or too many items of one kind. */
    static String contains(ValidationMessage error, String place, JsonNode kind) {
        long bound = Long.parseLong(error.getArguments()[0].toString());
        String item = Clauses.of(kind)
                .map(clause -> "that " + clause)
                .orElseGet(() ->
                        "of the kind that the schema asks for in " + SchemaPlaces.shown(error.getSchemaLocation()));
        boolean many = error.getType().equals("maxContains");
        return bound == 1 && !many
                ? place + " has no item " + item + ", but must have one."
                : place + " has too " + (many ? "many" : "few") + " items of one kind: one " + item
                        + " must be there at " + (many ? "most " : "least ") + Excerpt.count(bound, "time") + ".";
    }

    /** An item of a list that is complete before it. */
    static String tooMany(ValidationMessage error, String place, String found) {
        int most = (Integer) error.getArguments()[0];
        return place + " is " + found + ", but the list must "
                + (most == 0 ? "be empty." : "have at most " + Excerpt.count(most, "item") + ".");
    }

    /** Why the rule applies; begins with a blank. Empty where it always does. */
    static String because(ValidationMessage error) {
        Map<String, JsonNode> facts = Because.of(error);
        List<String> told = facts.entrySet().stream()
                .limit(FACTS_MAX)
                .map(fact -> told(fact.getKey(), fact.getValue()))
                .toList();
        return told.isEmpty() ? "" : " This rule applies because " + String.join(" and ", told) + ".";
    }

    private static String told(String field, JsonNode value) {
        if (field.isEmpty()) {
            return "it is " + Excerpt.of(value);
        }
        return value.isMissingNode()
                ? "there is no field " + Excerpt.quoted(field)
                : "the field " + Excerpt.quoted(field) + " is " + Excerpt.of(value);
    }

    /** What a value has that it must not have; nothing where the value itself says it all. */
    static Optional<String> forbidden(String place, JsonNode value, JsonNode rule) {
        return value.isContainerNode()
                ? Clauses.of(rule).map(clause -> place + " " + clause + ", which is not allowed here.")
                : Optional.empty();
    }
}
