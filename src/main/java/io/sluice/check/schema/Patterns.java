package io.sluice.check.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.check.pattern.EcmaPattern;
import io.sluice.check.wording.Excerpt;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;

/** Reads every pattern of a schema file, so that one which is none is known before a document meets it. */
final class Patterns {
    private Patterns() {}

    /** @throws SchemaProblem when a pattern is no regular expression of ECMA-262 */
    static void check(SchemaFile file, SchemaOutline outline) throws SchemaProblem {
        Map<String, String> patterns = new TreeMap<>();
        outline.schemas().forEach((schema, place) -> {
            if (!outline.refersOnly(schema)) {
                JsonNode pattern = schema.path("pattern");
                if (pattern.isTextual()) {
                    patterns.put(place + "/pattern", pattern.textValue());
                }
                String names = place + "/patternProperties/";
                schema.path("patternProperties")
                        .fieldNames()
                        .forEachRemaining(name -> patterns.put(names + name, name));
            }
        });
        for (Map.Entry<String, String> pattern : patterns.entrySet()) {
            read(file, pattern.getKey(), pattern.getValue());
        }
    }

    private static void read(SchemaFile file, String place, String regex) throws SchemaProblem {
        try {
            EcmaPattern.of(regex);
        } catch (PatternSyntaxException none) {
            String where = none.getIndex() < 0 ? "" : " at its character " + (none.getIndex() + 1);
            throw new SchemaProblem(
                    file.path(),
                    "the pattern " + Excerpt.quoted(regex) + " at \"#" + place
                            + "\" is no regular expression of ECMA-262: " + none.getDescription() + where,
                    none);
        }
    }
}
