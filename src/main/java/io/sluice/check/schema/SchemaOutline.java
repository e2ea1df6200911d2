package io.sluice.check.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.check.dialect.Dialect;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that a schema file defines and the references that it makes, found where keywords hold schemas. */
final class SchemaOutline {
    private static final Set<String> SCHEMAS = Set.of(
            "items",
            "additionalItems",
            "prefixItems",
            "unevaluatedItems",
            "contains",
            "additionalProperties",
            "unevaluatedProperties",
            "propertyNames",
            "not",
            "if",
            "then",
            "else",
            "allOf",
            "anyOf",
            "oneOf",
            "contentSchema");
    private static final Set<String> NAMED_SCHEMAS =
            Set.of("properties", "patternProperties", "dependentSchemas", "dependencies", "definitions", "$defs");
    private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef", "$recursiveRef");

    /**
     * A reference.
     *
     * @param text as written
     * @param url what it means, without the fragment
     * @param fragment what follows the {@code #}, undecoded; empty for none
     * @param holder the schema that holds it
     * @param place JSON pointer to the holder
     */
    record Reference(String text, String url, String fragment, JsonNode holder, String place) {}

    private final Dialect dialect;
    private final Map<String, JsonNode> resources = new HashMap<>();
    private final Map<String, JsonNode> anchors = new HashMap<>();
    private final Queue<Reference> references = new ArrayDeque<>();
    private final IdentityHashMap<JsonNode, String> places = new IdentityHashMap<>();

    SchemaOutline(SchemaFile file) {
        this.dialect = file.dialect();
        resources.put(file.url(), file.root());
        visit(file.root(), file.url(), "");
    }

    /** A reference that was not returned before; {@link #find} may uncover more behind a pointer. */
    @Nullable
    Reference next() {
        return references.poll();
    }

    boolean defines(String url) {
        return resources.containsKey(url);
    }

    /** What a fragment of one of the file's resources leads to. */
    Optional<JsonNode> find(String url, String fragment) {
        JsonNode resource = resources.get(url);
        if (resource == null) {
            return Optional.empty();
        }
        if (fragment.isEmpty()) {
            return Optional.of(resource);
        }
        if (!fragment.startsWith("/")) {
            return Optional.ofNullable(anchors.get(fragment));
        }
        JsonNode target = resource.at(JsonPointer.compile(SchemaUrls.decoded(fragment)));
        if (target.isMissingNode()) {
            return Optional.empty();
        }
        visit(target, url, fragment);
        return Optional.of(target);
    }

    /** The schemas that were met so far, with the JSON pointers to them. */
    IdentityHashMap<JsonNode, String> schemas() {
        return places;
    }

    /** Whether the schema is nothing but its reference: the older dialects ignore what stands beside it. */
    boolean refersOnly(JsonNode schema) {
        return dialect.refStandsAlone() && schema.path("$ref").isTextual();
    }

    private void visit(JsonNode schema, String base, String place) {
        if (!schema.isObject() || places.putIfAbsent(schema, place) != null) {
            return;
        }
        boolean refAlone = refersOnly(schema);
        String url = refAlone ? base : named(schema, base);
        for (String keyword : REFERENCES) {
            JsonNode reference = schema.path(keyword);
            if (reference.isTextual()) {
                references.add(reference(reference.textValue(), url, schema, place));
            }
        }
        if (!refAlone) {
            visitChildren(schema, url, place);
        }
    }

    private void visitChildren(JsonNode schema, String base, String place) {
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            String below = place + "/" + keyword.getKey();
            if (NAMED_SCHEMAS.contains(keyword.getKey())) {
                keyword.getValue()
                        .properties()
                        .forEach(named -> visit(named.getValue(), base, below + "/" + named.getKey()));
            } else if (SCHEMAS.contains(keyword.getKey())) {
                visit(keyword.getValue(), base, below);
                if (keyword.getValue().isArray()) {
                    for (int i = 0; i < keyword.getValue().size(); i++) {
                        visit(keyword.getValue().get(i), base, below + "/" + i);
                    }
                }
            }
        }
    }

    /** Takes note of the names that a schema gives itself, and returns what its references are relative to. */
    private String named(JsonNode schema, String base) {
        for (String keyword : List.of("$anchor", "$dynamicAnchor")) {
            if (schema.path(keyword).isTextual()) {
                anchors.putIfAbsent(schema.get(keyword).textValue(), schema);
            }
        }
        String id = schema.path(dialect.idKeyword()).asText("");
        String fragment = SchemaUrls.fragment(id);
        if (!fragment.isEmpty()) {
            anchors.putIfAbsent(fragment, schema);
        }
        String bare = SchemaUrls.withoutFragment(id);
        if (bare.isEmpty()) {
            return base;
        }
        String url = SchemaUrls.resolved(base, bare);
        resources.putIfAbsent(url, schema);
        return url;
    }

    private static Reference reference(String text, String base, JsonNode holder, String place) {
        String bare = SchemaUrls.withoutFragment(text);
        String url = bare.isEmpty() ? base : SchemaUrls.resolved(base, bare);
        return new Reference(text, url, SchemaUrls.fragment(text), holder, place);
    }
}
