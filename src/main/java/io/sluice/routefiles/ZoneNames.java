package io.sluice.routefiles;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The zones that there are.
 *
 * @param users those that the settings name
 */
record ZoneNames(Set<String> users) {
    static final String RAW = "raw";
    static final String VALIDATED = "validated";
    static final String DEAD_LETTER = "dead-letter";

    ZoneNames {
        users = Collections.unmodifiableSet(new TreeSet<>(users)); // they are told in this order
    }

    /** Every zone. */
    Set<String> all() {
        Set<String> all = published();
        all.add(RAW);
        all.add(DEAD_LETTER);
        return all;
    }

    /** Those that take what a check has found to hold, and that stages read. */
    Set<String> published() {
        Set<String> published = new TreeSet<>(users);
        published.add(VALIDATED);
        return published;
    }

    /** What would have been right in place of the name of a zone that there is not. */
    List<String> expected(Set<String> known, String unknown) {
        List<String> expected = new ArrayList<>(known);
        expected.add("a zone that the settings name with sluice.zone." + (unknown.isEmpty() ? "<name>" : unknown)
                + ".directory");
        return expected;
    }

    boolean publishes(ZoneAddress zone) {
        return zone.zone().equals(VALIDATED) || users.contains(zone.zone());
    }
}
