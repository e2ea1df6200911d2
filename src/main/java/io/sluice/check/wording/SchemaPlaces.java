package io.sluice.check.wording;

import com.networknt.schema.SchemaLocation;

/** Places in schemas, for who delivers data and for who wrote the schema. */
final class SchemaPlaces {
    private SchemaPlaces() {}

    /** The schema's file name, or the end of its id, and where in it. */
    static String shown(SchemaLocation location) {
        String whole = location.toString();
        int fragment = whole.indexOf('#');
        int end = fragment < 0 ? whole.length() : fragment;
        return Excerpt.pointer(whole.substring(whole.lastIndexOf('/', Math.max(0, end - 1)) + 1));
    }

    /** The last part of the place that names a keyword: {@code #/oneOf/1} is of {@code oneOf}. */
    static String keyword(SchemaLocation location) {
        String[] parts = location.getFragment().toString().split("/", -1);
        for (int i = parts.length - 1; i > 0; i--) {
            if (!parts[i].matches("\\d*")) {
                return parts[i];
            }
        }
        return "$ref";
    }
}
