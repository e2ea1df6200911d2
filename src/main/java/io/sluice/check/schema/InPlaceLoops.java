package io.sluice.check.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * Which schemas apply which others to the same value, and whether one of them comes back to itself: no document could be
 * judged by it.
 */
final class InPlaceLoops {
    private static final List<String> ONE = List.of("not", "if", "then", "else");
    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");
    private static final List<String> NAMED = List.of("dependentSchemas", "dependencies");

    private final IdentityHashMap<JsonNode, List<JsonNode>> applied = new IdentityHashMap<>();
    private final IdentityHashMap<JsonNode, Place> places = new IdentityHashMap<>();

    private record Place(SchemaFile file, String pointer) {
        Path path() {
            return file.path();
        }

        String shown() {
            return "\"" + path().getFileName() + "#" + pointer + "\"";
        }
    }

    /** A schema that was entered, and what is left of those that it applies. */
    private record Entered(JsonNode schema, Iterator<JsonNode> left) {}

    /** The holder applies what its reference leads to. */
    void reference(JsonNode holder, JsonNode target) {
        applied.computeIfAbsent(holder, unseen -> new ArrayList<>()).add(target);
    }

    void add(SchemaFile file, SchemaOutline outline) {
        outline.schemas().forEach((schema, pointer) -> {
            places.put(schema, new Place(file, pointer));
            if (!outline.refersOnly(schema)) {
                ONE.forEach(keyword -> addIfSchema(schema, keyword));
                LISTS.forEach(keyword -> schema.path(keyword).forEach(one -> reference(schema, one)));
                NAMED.forEach(keyword -> schema.path(keyword).forEach(one -> reference(schema, one)));
            }
        });
    }

    private void addIfSchema(JsonNode schema, String keyword) {
        boolean ofCondition = keyword.equals("then") || keyword.equals("else");
        if (schema.has(keyword) && (!ofCondition || schema.has("if"))) {
            reference(schema, schema.get(keyword));
        }
    }

    /** @throws SchemaProblem when a schema applies itself to the same value */
    void refuse() throws SchemaProblem {
        IdentityHashMap<JsonNode, Boolean> open = new IdentityHashMap<>();
        List<JsonNode> inOrder = new ArrayList<>(places.keySet());
        inOrder.sort(Comparator.comparing(
                schema -> place(schema).path() + place(schema).pointer()));
        for (JsonNode schema : inOrder) {
            if (!open.containsKey(schema)) {
                walk(schema, open);
            }
        }
    }

    /** @param open of each schema that was met, whether what it applies is still being followed */
    private void walk(JsonNode from, IdentityHashMap<JsonNode, Boolean> open) throws SchemaProblem {
        Deque<Entered> way = new ArrayDeque<>();
        enter(from, way, open);
        while (!way.isEmpty()) {
            Entered last = way.getLast();
            if (!last.left().hasNext()) {
                open.put(last.schema(), false);
                way.removeLast();
                continue;
            }
            JsonNode next = last.left().next();
            if (Boolean.TRUE.equals(open.get(next))) {
                throw loop(next, way);
            }
            if (places.containsKey(next) && !open.containsKey(next)) {
                enter(next, way, open);
            }
        }
    }

    private Place place(JsonNode schema) {
        return Objects.requireNonNull(places.get(schema));
    }

    private void enter(JsonNode schema, Deque<Entered> way, IdentityHashMap<JsonNode, Boolean> open) {
        open.put(schema, true);
        way.addLast(new Entered(schema, applied.getOrDefault(schema, List.of()).iterator()));
    }

    @SuppressWarnings("ReferenceEquality") // equal schemas may stand at two places
    private SchemaProblem loop(JsonNode again, Deque<Entered> way) {
        List<String> shown = new ArrayList<>();
        boolean within = false;
        for (Entered entered : way) {
            within |= entered.schema() == again;
            if (within) {
                shown.add(place(entered.schema()).shown());
            }
        }
        shown.add(place(again).shown());
        return new SchemaProblem(
                place(again).path(),
                "the schema applies itself to the same value, again and again, so that no document can be judged: "
                        + String.join(" -> ", shown) + "; let one of these references stand below properties or items");
    }
}
