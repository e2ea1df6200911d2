package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A route template: its id and the parameters that sources may set, in the order in which it declares them.
 *
 * @param parameters by name
 */
record Template(String id, Item item, Map<String, Parameter> parameters) {
    /**
     * @param fallback the default value; without one a parameter must be given, unless it says {@code required: false}
     */
    record Parameter(boolean required, Optional<String> fallback) {}

    static Template read(Item item, Problems problems) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (Node entry : Nodes.itemsAt(item.value(), "parameters")) {
            Optional<String> name = Nodes.textAt(entry, "name");
            if (name.isEmpty()) {
                continue;
            }
            Optional<String> fallback = Nodes.textAt(entry, "defaultValue");
            boolean required = fallback.isEmpty()
                    && Nodes.textAt(entry, "required")
                            .map(Boolean::parseBoolean)
                            .orElse(true);
            if (parameters.putIfAbsent(name.get(), new Parameter(required, fallback)) != null) {
                problems.add(item.file(), entry, "parameter " + quoted(name.get()) + " is declared twice");
            }
        }
        Template template = new Template(item.textAt("id").orElse(""), item, parameters);
        new Placeholders(item.file(), template.placeholders(), problems).check(item.value());
        return template;
    }

    /** What <code>{{name}}</code> may stand for inside the template: its parameters and its own beans. */
    private Set<String> placeholders() {
        Set<String> names = new HashSet<>(parameters.keySet());
        for (Node bean : Nodes.itemsAt(item.value(), "beans")) {
            Nodes.textAt(bean, "name").ifPresent(names::add);
        }
        return names;
    }
}
