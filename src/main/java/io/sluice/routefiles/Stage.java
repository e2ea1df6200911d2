package io.sluice.routefiles;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One stage of one source, as its route declares it: what checker, ledger, status and metrics know of it comes from here.
 *
 * @param name under which the ledger remembers what the stage has done with each file
 * @param source the source: the file's name, its {@code routeId} and its {@code source} parameter
 * @param template id of the route template
 * @param file absolute
 * @param schema what the route's own check holds files against; a name in {@code config/schemas}
 * @param parameters in the template's order: what the file gives, else the template's default; a default may still hold
 *     Camel's placeholders, such as <code>{{sluice.stable.seconds}}</code>; an optional parameter without a default that
 *     the file does not give is absent
 */
public record Stage(
        String name, String source, String template, Path file, String schema, Map<String, String> parameters) {
    /** The stage that reads the raw zone. */
    static final String VALIDATE = "validate";

    public Stage {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
