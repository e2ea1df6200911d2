package io.sluice.routefiles;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One source as its route file declares it.
 *
 * @param name the source: the file's name, its {@code routeId} and its {@code source} parameter
 * @param file absolute
 * @param template id of the route template
 * @param parameters in the template's order: what the file gives, else the template's default; a default may still hold
 *     Camel's placeholders, such as <code>{{sluice.stable.seconds}}</code>; an optional parameter without a default that
 *     the file does not give is absent
 */
public record SourceRoute(String name, Path file, String template, Map<String, String> parameters) {
    public SourceRoute {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
