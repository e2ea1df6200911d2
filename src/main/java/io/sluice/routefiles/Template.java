package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern PARAMETER = Pattern.compile("\\{\\{([^{}:.?!]+)}}");
    private static final String SCHEMA = "schema";

    static Template read(Item item, Problems problems) {
        Template template = new Template(item.textAt("id").orElse(""), item, parameters(item, problems));
        new Placeholders(item.file(), template.placeholders(), problems).check(item.value());
        return template;
    }

    private static Map<String, Parameter> parameters(Item item, Problems problems) {
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
        return parameters;
    }

    /** The parameter that names the schema: the one that the route's own check is given, not one that happens to be called so. */
    Optional<String> schemaParameter() {
        Optional<Endpoint> validator = Way.of(item).flatMap(Way::validator);
        String name = SCHEMA;
        if (validator.isPresent()) {
            Matcher parameter = PARAMETER.matcher(validator.get().pathOr("resourceUri"));
            name = parameter.matches() ? parameter.group(1) : "";
        }
        return Optional.of(name).filter(parameters::containsKey);
    }

    /** Whether sources that refer to this template are read from the raw zone. */
    boolean readsRaw() {
        return Way.of(item).flatMap(Way::zone).filter(ZoneAddress::isRaw).isPresent();
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
