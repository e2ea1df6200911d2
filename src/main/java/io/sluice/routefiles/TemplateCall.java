package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A {@code templatedRoute}, held against the template that it refers to.
 *
 * @param given what stands in the file, by the parameter's name
 * @param parameters in the template's order: what the file gives, else the template's default
 */
record TemplateCall(Item item, Template template, Map<String, Given> given, Map<String, String> parameters) {
    private static final Pattern PARAMETER = Pattern.compile("\\{\\{\\??([^{}:.?!]+)}}");

    /** A value, and where it stands. */
    record Given(Node at, String value) {}

    /** Nothing when the template is unknown. */
    static Optional<TemplateCall> read(Item item, Map<String, Template> templates, Problems problems) {
        Map<String, Given> given = given(item, problems);
        String reference = item.textAt("routeTemplateRef").orElse("");
        Template template = templates.get(reference);
        if (template == null) {
            if (!reference.isEmpty()) {
                problems.unknown(
                        item.file(), item.place("routeTemplateRef"), "template", reference, templates.keySet());
            }
            return Optional.empty();
        }
        TemplateCall call = new TemplateCall(item, template, given, parameters(item, template, given, problems));
        ParameterValues values = new ParameterValues(template, problems);
        given.forEach((word, value) -> values.check(item.file(), value.at(), word, value.value()));
        return Optional.of(call);
    }

    /** A text of the template with the parameters in their places. */
    String resolve(String text) {
        return PARAMETER.matcher(text).replaceAll(found -> {
            String value = parameters.get(found.group(1));
            return Matcher.quoteReplacement(value == null ? found.group() : value);
        });
    }

    private static Map<String, Given> given(Item item, Problems problems) {
        Map<String, Given> given = new HashMap<>();
        for (Node entry : Nodes.itemsAt(item.value(), "parameters")) {
            Optional<String> name = Nodes.textAt(entry, "name");
            if (name.isEmpty()) {
                continue;
            }
            Node at = Nodes.at(entry, "value").orElse(entry);
            Given value = new Given(at, Nodes.text(at).orElse(""));
            if (given.putIfAbsent(name.get(), value) != null) {
                problems.add(item.file(), entry, "parameter " + quoted(name.get()) + " is given twice");
            }
        }
        return given;
    }

    private static Map<String, String> parameters(
            Item item, Template template, Map<String, Given> given, Problems problems) {
        for (Node entry : Nodes.itemsAt(item.value(), "parameters")) {
            Nodes.at(entry, "name").ifPresent(node -> {
                String name = Nodes.text(node).orElse("");
                if (!template.parameters().containsKey(name)) {
                    problems.unknown(
                            item.file(),
                            node,
                            "parameter",
                            name,
                            template.parameters().keySet());
                }
            });
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        template.parameters().forEach((name, declared) -> {
            Given value = given.get(name);
            if (value != null) {
                parameters.put(name, value.value());
            } else if (declared.fallback().isPresent()) {
                parameters.put(name, declared.fallback().get());
            } else if (declared.required()) {
                problems.add(
                        item.file(),
                        item.place("parameters"),
                        "parameter " + quoted(name) + " is missing",
                        List.of("- { name: " + name + ", value: … }"));
            }
        });
        return parameters;
    }
}
