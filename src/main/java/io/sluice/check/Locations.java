package io.sluice.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the values that JSON pointers name stand in a document: one pass over its tokens for all of them. */
final class Locations {
    private static final int INDEX_DIGITS_MAX = 9;

    private final Map<String, Integer> offsets = new HashMap<>();
    private int open;

    private Locations() {}

    /**
     * The places of the pointers; a pointer to nothing has none.
     *
     * @param document known to be JSON
     * @throws IOException when it is not
     */
    static Map<String, Place> of(byte[] document, Set<String> pointers, JsonFactory json) throws IOException {
        Wanted root = new Wanted();
        Locations locations = new Locations();
        pointers.forEach(root::add);
        locations.open = pointers.size();
        try (JsonParser parser = json.createParser(document)) {
            locations.find(parser, root);
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

    private void find(JsonParser parser, Wanted root) throws IOException {
        Deque<Level> levels = new ArrayDeque<>();
        for (JsonToken token = parser.nextToken(); token != null && open > 0; token = parser.nextToken()) {
            if (token == JsonToken.FIELD_NAME) {
                continue;
            }
            if (token.isStructEnd()) {
                levels.pop();
                continue;
            }
            Level level = levels.peek();
            Wanted wanted = level == null ? root : level.next(parser.currentName());
            if (wanted != null && wanted.pointer != null) {
                offsets.put(wanted.pointer, (int) parser.currentTokenLocation().getByteOffset());
                open--;
            }
            if (wanted == null || wanted.fields.isEmpty()) {
                parser.skipChildren();
            } else if (token.isStructStart()) {
                levels.push(new Level(wanted, token == JsonToken.START_ARRAY));
            }
        }
    }

    /** An object or a list that holds something wanted. */
    private static final class Level {
        private final Wanted wanted;
        private final boolean list;
        private int index;

        Level(Wanted wanted, boolean list) {
            this.wanted = wanted;
            this.list = list;
        }

        @Nullable
        Wanted next(String name) {
            return list ? wanted.item(index++) : wanted.fields.get(name);
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
                    if (isIndex(field.getKey())) {
                        items.put(Integer.valueOf(field.getKey()), field.getValue());
                    }
                }
            }
            return items.get(index);
        }

        private static boolean isIndex(String name) {
            for (int i = 0; i < name.length(); i++) {
                if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                    return false;
                }
            }
            return !name.isEmpty() && name.length() <= INDEX_DIGITS_MAX;
        }
    }
}
