package io.sluice.check.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private static final String REFERENCE = "$ref";
    private static final List<String> REFERENCES = List.of(REFERENCE, "$dynamicRef", "$recursiveRef");

    /**
     * A reference.
     *
     * @param text as written
     * @param url what it means, without the fragment
     * @param fragment what follows the {@code #}, undecoded; empty for none
     * @param holder the schema that holds it
     * @param keyword of the holder
     * @param place JSON pointer to the holder
     */
    record Reference(String text, String url, String fragment, JsonNode holder, String keyword, String place) {}

    /**
     * What a reference leads to.
     *
     * @param fragment as the schema library is to read it
     */
    record Target(JsonNode schema, String fragment) {}

    private final Dialect dialect;
    private final JsonNode root;
    private final Map<String, JsonNode> resources = new HashMap<>();
    private final Map<String, JsonNode> anchors = new HashMap<>();
    private final Queue<Reference> references = new ArrayDeque<>();
    private final IdentityHashMap<JsonNode, String> places = new IdentityHashMap<>();
    private final IdentityHashMap<JsonNode, String> bases = new IdentityHashMap<>();

    /** @param url by which the file was reached: what its references are relative to unless it has an id */
    SchemaOutline(SchemaFile file, String url) {
        this.dialect = file.dialect();
        this.root = file.root();
        resources.put(file.url(), root);
        resources.put(url, root);
        visit(root, url, "");
    }

    /** The file was reached by another URL, too. */
    void isAlsoAt(String url) {
        resources.putIfAbsent(url, root);
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
    Optional<Target> find(String url, String fragment) {
        JsonNode resource = resources.get(url);
        if (resource == null) {
            return Optional.empty();
        }
        if (fragment.isEmpty()) {
            return Optional.of(new Target(resource, fragment));
        }
        if (!fragment.startsWith("/")) {
            JsonNode named = anchors.get(bases.getOrDefault(resource, url) + "#" + fragment);
            return Optional.ofNullable(named).map(target -> new Target(target, fragment));
        }
        return SchemaPointer.follow(resource, fragment).map(pointer -> {
            visit(pointer.target(), base(pointer.way(), url), fragment);
            return new Target(pointer.target(), pointer.fragment());
        });
    }

    /** What the references in the last of these values are relative to. */
    private String base(List<JsonNode> way, String outermost) {
        for (int i = way.size() - 2; i >= 0; i--) {
            String base = bases.get(way.get(i));
            if (base != null) {
                return base;
            }
        }
        return outermost;
    }

    /**
     * Writes a reference so that nobody can resolve it otherwise: the schema library has ideas of its own of what a relative
     * one is relative to, where an id stands beside it or the file was reached by another URL.
     */
    void settle(Reference reference, Target target) {
        ObjectNode holder = (ObjectNode) reference.holder();
        boolean named =
                !reference.place().isEmpty() && holder.path(dialect.idKeyword()).isTextual();
        if (named && refersOnly(holder)) {
            holder.remove(dialect.idKeyword());
            named = false;
        }
        boolean within = SchemaUrls.withoutFragment(reference.text()).isEmpty();
        if (within && !reference.keyword().equals(REFERENCE)) {
            return;
        }
        String url = within && !named ? "" : reference.url();
        holder.put(
                reference.keyword(),
                target.fragment().isEmpty() && !url.isEmpty() ? url : url + "#" + target.fragment());
    }

    /** The schemas that were met so far, with the JSON pointers to them. */
    IdentityHashMap<JsonNode, String> schemas() {
        return places;
    }

    /** Whether the schema is nothing but its reference: the older dialects ignore what stands beside it. */
    boolean refersOnly(JsonNode schema) {
        return dialect.refStandsAlone() && schema.path(REFERENCE).isTextual();
    }

    private void visit(JsonNode schema, String base, String place) {
        if (!schema.isObject() || places.putIfAbsent(schema, place) != null) {
            return;
        }
        boolean refAlone = refersOnly(schema);
        String url = refAlone && !place.isEmpty() ? base : named(schema, base);
        bases.put(schema, url);
        for (String keyword : REFERENCES) {
            JsonNode reference = schema.path(keyword);
            if (reference.isTextual()) {
                references.add(reference(reference.textValue(), url, schema, keyword, place));
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
        String id = schema.path(dialect.idKeyword()).asText("");
        String bare = SchemaUrls.withoutFragment(id);
        String url = bare.isEmpty() ? base : SchemaUrls.resolved(base, bare);
        resources.putIfAbsent(url, schema);
        addAnchor(url, SchemaUrls.fragment(id), schema);
        addAnchor(url, schema.path("$anchor").asText(""), schema);
        addAnchor(url, schema.path("$dynamicAnchor").asText(""), schema);
        return url;
    }

    private void addAnchor(String url, String name, JsonNode schema) {
        if (!name.isEmpty()) {
            anchors.putIfAbsent(url + "#" + name, schema);
        }
    }

    private static Reference reference(String text, String base, JsonNode holder, String keyword, String place) {
        String bare = SchemaUrls.withoutFragment(text);
        String url = bare.isEmpty() ? base : SchemaUrls.resolved(base, bare);
        return new Reference(text, url, SchemaUrls.fragment(text), holder, keyword, place);
    }
}
