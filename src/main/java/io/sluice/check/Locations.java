package io.sluice.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the values that JSON pointers name stand in a document: one pass over its tokens for all of them. */
final class Locations {
    private final Map<String, Integer> offsets = new HashMap<>();
    private int open;

    private Locations() {}

    /**
     * The places of the pointers; a pointer to nothing has none.
     *
     * @param document known to be JSON
     * @throws IOException when it is not
     */
    static Map<String, Place> of(byte[] document, Collection<String> pointers, JsonFactory json) throws IOException {
        Wanted root = new Wanted();
        Locations locations = new Locations();
        pointers.stream().distinct().forEach(pointer -> {
            root.add(pointer);
            locations.open++;
        });
        try (JsonParser parser = json.createParser(document)) {
            parser.nextToken();
            locations.visit(parser, root);
        }
        int[] offsets =
                locations.offsets.values().stream().mapToInt(Integer::intValue).toArray();
        Map<Integer, Place> byOffset = Place.at(document, offsets);
        Map<String, Place> places = new HashMap<>();
        locations.offsets.forEach((pointer, offset) -> {
            Place place = byOffset.get(offset);
            if (place != null) {
                places.put(pointer, place);
            }
        });
        return places;
    }

    private void visit(JsonParser parser, Wanted wanted) throws IOException {
        if (wanted.pointer != null) {
            offsets.put(wanted.pointer, (int) parser.currentTokenLocation().getByteOffset());
            open--;
        }
        if (wanted.fields.isEmpty() || open == 0) {
            parser.skipChildren();
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            visitFields(parser, wanted);
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            visitItems(parser, wanted);
        }
    }

    private void visitFields(JsonParser parser, Wanted wanted) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME && open > 0) {
            Wanted field = wanted.fields.get(parser.currentName());
            parser.nextToken();
            visitOrSkip(parser, field);
        }
    }

    private void visitItems(JsonParser parser, Wanted wanted) throws IOException {
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY && open > 0; index++) {
            visitOrSkip(parser, wanted.item(index));
        }
    }

    private void visitOrSkip(JsonParser parser, @Nullable Wanted wanted) throws IOException {
        if (wanted == null) {
            parser.skipChildren();
        } else {
            visit(parser, wanted);
        }
    }

    private static final class Wanted {
        private final Map<String, Wanted> fields = new HashMap<>();
        private @Nullable Map<Integer, Wanted> items;
        private @Nullable String pointer;

        void add(String wanted) {
            Wanted at = this;
            String[] segments = wanted.split("/", -1);
            for (int i = 1; i < segments.length; i++) {
                String name = segments[i].replace("~1", "/").replace("~0", "~");
                at = at.fields.computeIfAbsent(name, unseen -> new Wanted());
            }
            at.pointer = wanted;
        }

        @Nullable
        Wanted item(int index) {
            if (items == null) {
                items = new HashMap<>();
                for (Map.Entry<String, Wanted> field : fields.entrySet()) {
                    if (field.getKey().matches("\\d{1,9}")) {
                        items.put(Integer.valueOf(field.getKey()), field.getValue());
                    }
                }
            }
            return items.get(index);
        }
    }
}
