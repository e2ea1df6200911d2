package io.sluice.check.wording;

import com.networknt.schema.JsonNodePath;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What a finding is about.
 *
 * @param pointer JSON pointer to it
 * @param record of the first list on the way to it, counted from 1; null where there is none
 * @param words how a sentence about it begins
 */
record Subject(String pointer, @Nullable Integer record, String words) {
    static final Subject DOCUMENT = new Subject("", null, "The document");

    static Subject of(JsonNodePath location) {
        Deque<Object> segments = new ArrayDeque<>();
        for (int i = 0; i < location.getNameCount(); i++) {
            segments.addLast(location.getElement(i));
        }
        if (segments.isEmpty()) {
            return DOCUMENT;
        }
        StringBuilder pointer = new StringBuilder();
        Integer record = null;
        for (Object segment : segments) {
            pointer.append('/').append(escaped(segment.toString()));
            if (record == null && segment instanceof Integer index) {
                record = index + 1;
            }
        }
        return new Subject(Excerpt.pointer(pointer.toString()), record, words(segments));
    }

    /** A field of this subject. */
    String pointerTo(String name) {
        return Excerpt.pointer(pointer + "/" + escaped(name));
    }

    private static String words(Deque<Object> segments) {
        Iterator<Object> backwards = segments.descendingIterator();
        Object last = backwards.next();
        if (!(last instanceof Integer index)) {
            return "The field " + Excerpt.quoted(last.toString());
        }
        Object list = backwards.hasNext() ? backwards.next() : "";
        String of = list instanceof String name && !name.isEmpty() ? Excerpt.quoted(name) : "the list";
        return "Item " + (index + 1) + " of " + of;
    }

    private static String escaped(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }
}
