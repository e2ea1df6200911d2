package io.sluice.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * What a person has to look into, although every file came to its decision.
 *
 * @param rawChanged how many raw files were changed after the decision on them
 * @param changed the first of them, as people see them
 * @param editedSchemas the schemas that were used and have other bytes now
 * @param undeclared how many directories and files lie in the raw zone and belong to no source
 */
public record Alarms(long rawChanged, List<String> changed, List<String> editedSchemas, long undeclared) {
    /** None. */
    public static final Alarms NONE = new Alarms(0, List.of(), List.of(), 0);

    public Alarms {
        changed = List.copyOf(changed);
        editedSchemas = List.copyOf(editedSchemas);
    }

    public boolean isNone() {
        return rawChanged == 0 && editedSchemas.isEmpty() && undeclared == 0;
    }

    /** Whether what was promised never to change has changed. */
    public boolean isAnyChange() {
        return rawChanged > 0 || !editedSchemas.isEmpty();
    }

    /** As the field {@code alarms} of a JSON object; the keys are the same wherever it stands. */
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("alarms");
        json.writeNumberField("raw_changed", rawChanged);
        json.writeNumberField("schema_edited", editedSchemas.size());
        json.writeNumberField("undeclared", undeclared);
        json.writeEndObject();
    }
}
