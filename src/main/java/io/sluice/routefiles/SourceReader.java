package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import io.sluice.routefiles.TemplateCall.Given;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what one source's file declares and holds it against its template and the schemas there are. */
final class SourceReader {
    private static final Pattern DIRECTORY_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final String SOURCE = "source";

    private final Map<String, Template> templates;
    private final KnownSchemas schemas;
    private final Problems problems;

    SourceReader(Map<String, Template> templates, KnownSchemas schemas, Problems problems) {
        this.templates = templates;
        this.schemas = schemas;
        this.problems = problems;
    }

    /** Nothing when the template is unknown, or reads no raw files: such a route is Camel's alone. */
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
        Optional<TemplateCall> read = TemplateCall.read(item, templates, problems);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        TemplateCall call = read.get();
        Template template = call.template();
        Map<String, String> parameters = call.parameters();
        if (template.parameters().containsKey(SOURCE) && parameters.containsKey(SOURCE)) {
            Optional<Given> source = Optional.ofNullable(call.given().get(SOURCE));
            agree(item, SOURCE, source.map(Given::at), Optional.ofNullable(parameters.get(SOURCE)), name);
        }
        if (!template.readsRaw()) {
            return Optional.empty();
        }
        Optional<String> parameter = template.schemaParameter();
        Optional<String> schema = parameter.map(parameters::get);
        schema.ifPresent(value -> schema(item, parameter.map(call.given()::get), value));
        return schema.map(value -> new Stage(Stage.VALIDATE, name, template.id(), file.path(), value, parameters));
    }

    private void schema(Item item, Optional<Given> given, String schema) {
        Node at = given.map(Given::at).orElse(item.place("routeTemplateRef"));
        boolean text = Nodes.text(at).isPresent() && !Nodes.isNull(at);
        if (text) {
            schemas.check(item.file(), at, schema, problems);
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
}
