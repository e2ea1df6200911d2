package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import io.sluice.config.SettingBounds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * What sources may give the parameters of one template. A parameter whose default is a setting has that setting's bounds;
 * one that the consumer takes as an option has to be what that option is.
 */
final class ParameterValues {
    private static final Pattern SETTING = Pattern.compile("\\{\\{(sluice\\.[^{}]+)}}");
    private static final Pattern PARAMETER = Pattern.compile("\\{\\{\\??([^{}?]+)}}");
    private static final List<String> FILE_NAMES =
            List.of("${file:name}", "$simple{file:name}", "${file:name.noext}", "$simple{file:name.noext}");
    private static final Pattern EXPRESSION = Pattern.compile("\\$(?:simple)?\\{");

    /** By the name of the option: what would have been right, or nothing. */
    private static final Map<String, Function<String, Optional<String>>> OPTIONS = Map.of(
            "include", ParameterValues::brokenPattern,
            "exclude", ParameterValues::brokenPattern,
            "doneFileName", ParameterValues::brokenDoneFile);

    private final Map<String, Function<String, Optional<String>>> checks = new HashMap<>();
    private final Problems problems;

    ParameterValues(Template template, Problems problems) {
        this.problems = problems;
        template.parameters().forEach((name, declared) -> declared.fallback()
                .map(SETTING::matcher)
                .filter(Matcher::matches)
                .ifPresent(setting -> checks.put(name, value -> SettingBounds.broken(setting.group(1), value))));
        Nodes.at(template.item().value(), "route")
                .flatMap(route -> Nodes.at(route, "from"))
                .flatMap(from -> Nodes.at(from, "parameters"))
                .ifPresent(options -> Nodes.entries(options).forEach(this::option));
    }

    private void option(NodeTuple option) {
        Function<String, Optional<String>> check =
                OPTIONS.get(Nodes.text(option.getKeyNode()).orElse(""));
        Matcher parameter = PARAMETER.matcher(Nodes.text(option.getValueNode()).orElse(""));
        if (check != null && parameter.matches()) {
            checks.put(parameter.group(1), check);
        }
    }

    /** A value that refers to a setting is judged where the setting stands. */
    void check(RouteFile file, Node at, String name, String value) {
        Function<String, Optional<String>> check = checks.get(name);
        if (check != null && Nodes.text(at).isPresent() && !Nodes.isNull(at) && !value.contains("{{")) {
            check.apply(value)
                    .ifPresent(expected -> problems.add(
                            file, at, "parameter " + quoted(name) + " cannot be " + quoted(value), List.of(expected)));
        }
    }

    private static Optional<String> brokenPattern(String value) {
        try {
            Pattern.compile(value);
            return Optional.empty();
        } catch (PatternSyntaxException broken) {
            return Optional.of("a Java regular expression (" + broken.getDescription() + ")");
        }
    }

    /** The consumer puts in each of these once and refuses any other expression, but only when it meets the first file. */
    private static Optional<String> brokenDoneFile(String value) {
        String rest = value;
        for (String name : FILE_NAMES) {
            rest = rest.replaceFirst(Pattern.quote(name), "");
        }
        return value.isBlank() || EXPRESSION.matcher(rest).find()
                ? Optional.of("a file name with ${file:name} or ${file:name.noext} in it, once at most")
                : Optional.empty();
    }
}
