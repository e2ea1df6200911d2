package io.sluice.routefiles;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * One file under {@code routes/} that Camel will load.
 *
 * @param path absolute
 * @param name relative to the home, as problems show it
 */
record RouteFile(Path path, String name, Kind kind) {
    static final String SUFFIX = ".camel.yaml";

    /** What a file is for, told by its place; in the order in which the files are loaded. */
    enum Kind {
        TEMPLATE("templates/"),
        OUTCOMES("outcomes.camel.yaml"),
        EXTRA("a file of its own, such as extra.camel.yaml"),
        SOURCE("sources/");

        private final String place;

        Kind(String place) {
            this.place = place;
        }

        /** Where such files lie in the routes directory. */
        String place() {
            return place;
        }

        /** What may stand at the top level of such a file. */
        Set<String> words() {
            return switch (this) {
                case TEMPLATE -> Set.of("routeTemplate");
                case OUTCOMES -> Set.of("routeConfiguration");
                case EXTRA -> Set.of("beans", "dataFormats", "from", "route", "routeTemplate", "templatedRoute");
                case SOURCE -> Set.of("templatedRoute");
            };
        }

        /** The same as the beginning of a list entry, as somebody would write it. */
        List<String> expected() {
            return words().stream().sorted().map(word -> "- " + word + ":").toList();
        }
    }

    /** The file's name without its suffix. */
    String stem() {
        String fileName = String.valueOf(path.getFileName());
        return fileName.substring(0, fileName.length() - SUFFIX.length());
    }
}
