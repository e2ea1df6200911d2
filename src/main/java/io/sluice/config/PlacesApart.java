package io.sluice.config;

import io.sluice.place.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** That no place that is written to lies in another, or in what the program is made of, whatever leads there. */
final class PlacesApart {
    private PlacesApart() {}

    /**
     * Judges places as they are now.
     *
     * @param places in their order; each is told of those before it
     * @param own what the program is made of
     * @param shown what stands in the settings for a key
     * @param problem told of each key whose place is not its own, and what is expected
     */
    static void judge(
            Map<Key<Path>, Path> places,
            List<Path> own,
            Function<Key<Path>, String> shown,
            BiConsumer<Key<?>, String> problem) {
        List<Key<Path>> keys = List.copyOf(places.keySet());
        List<Path> paths = new ArrayList<>(places.values());
        paths.addAll(own);
        List<Location> locations = Location.all(paths);
        for (int each = 0; each < keys.size(); each++) {
            for (int earlier = 0; earlier < each; earlier++) {
                if (locations.get(each).overlaps(locations.get(earlier))) {
                    Key<Path> other = keys.get(earlier);
                    problem.accept(
                            keys.get(each), "a place apart from " + other.name() + ", which is " + shown.apply(other));
                }
            }
        }
        for (int each = 0; each < keys.size(); each++) {
            for (int program = keys.size(); program < paths.size(); program++) {
                if (locations.get(each).overlaps(locations.get(program))) {
                    problem.accept(keys.get(each), "a directory of its own, apart from " + paths.get(program));
                    break;
                }
            }
        }
    }
}
