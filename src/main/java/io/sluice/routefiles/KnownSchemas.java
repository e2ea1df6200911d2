package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** The schemas there are, as routes may name them: in the URI of an endpoint, where other characters than these mean something. */
record KnownSchemas(Set<String> names) {
    private static final Pattern CARRIED = Pattern.compile("[\\p{L}\\p{M}\\p{N}_-][\\p{L}\\p{M}\\p{N} ._-]*");

    void check(RouteFile file, Node at, String schema, Problems problems) {
        if (!CARRIED.matcher(schema).matches()) {
            problems.add(
                    file,
                    at,
                    "an endpoint cannot name the schema " + quoted(schema),
                    List.of("a file name of letters, digits, blanks, dots, - and _, without its .json"));
        } else if (!names.contains(schema)) {
            problems.unknown(file, at, "schema", schema, names);
        }
    }
}
