package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what one source's file declares and holds it against its template and the schemas there are. */
final class SourceReader {
    private static final Pattern DIRECTORY_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final String SOURCE = "source";

    private record Given(Node at, String value) {}

    private final Map<String, Template> templates;
    private final Set<String> schemas;
    private final Problems problems;

    SourceReader(Map<String, Template> templates, Set<String> schemas, Problems problems) {
        this.templates = templates;
        this.schemas = schemas;
        this.problems = problems;
    }

    /** Nothing when the template is unknown, or reads no zone: such a route is Camel's alone. */
    Optional<Stage> read(Item item) {
        RouteFile file = item.file();
        String name = file.stem();
        if (!DIRECTORY_NAME.matcher(name).matches()) {
            problems.add(
                    file.name(),
                    "not a name for a source: it is a directory's name too",
                    List.of("letters, digits, - and _, and dots after the first"));
        }
        agree(item, "routeId", item.at("routeId"), item.textAt("routeId"), name);
        Map<String, Given> given = given(item);
        String reference = item.textAt("routeTemplateRef").orElse("");
        Template template = templates.get(reference);
        if (template == null) {
            if (!reference.isEmpty()) {
                problems.unknown(file, item.place("routeTemplateRef"), "template", reference, templates.keySet());
            }
            return Optional.empty();
        }
        Map<String, String> parameters = parameters(item, template, given);
        ParameterValues values = new ParameterValues(template, problems);
        given.forEach((word, value) -> values.check(file, value.at(), word, value.value()));
        if (template.parameters().containsKey(SOURCE) && parameters.containsKey(SOURCE)) {
            Optional<Given> source = Optional.ofNullable(given.get(SOURCE));
            agree(item, SOURCE, source.map(Given::at), Optional.ofNullable(parameters.get(SOURCE)), name);
        }
        if (!template.readsRaw()) {
            return Optional.empty();
        }
        Optional<String> parameter = template.schemaParameter();
        Optional<String> schema = parameter.map(parameters::get);
        schema.ifPresent(value -> schema(item, parameter.map(given::get), value));
        return schema.map(value -> new Stage(Stage.VALIDATE, name, reference, file.path(), value, parameters));
    }

    private void schema(Item item, Optional<Given> given, String schema) {
        Node at = given.map(Given::at).orElse(item.place("routeTemplateRef"));
        boolean text = Nodes.text(at).isPresent() && !Nodes.isNull(at);
        if (text && !schemas.contains(schema)) {
            problems.unknown(item.file(), at, "schema", schema, schemas);
        }
    }

    private void agree(Item item, String word, Optional<Node> at, Optional<String> value, String name) {
        if (value.isEmpty()) {
            problems.add(item.file(), item.key(), "no " + word, List.of(name));
        } else if (!value.get().equals(name)) {
            String message = word + " " + quoted(value.get()) + " does not agree with the file's name";
            problems.add(item.file(), at.orElse(item.key()), message, List.of(name));
        }
    }

    private Map<String, Given> given(Item item) {
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

    private Map<String, String> parameters(Item item, Template template, Map<String, Given> given) {
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
