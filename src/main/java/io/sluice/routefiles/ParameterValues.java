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
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * What sources may give the parameters of one template. A parameter whose default is a setting has that setting's bounds;
 * one that the consumer takes as an option has to be what that option is.
 */
final class ParameterValues {
    private static final Pattern SETTING = Pattern.compile("\\{\\{(sluice\\.[^{}]+)}}");
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{[^{}]+}}");
    private static final Pattern PARAMETER = Pattern.compile("\\{\\{\\??([^{}?]+)}}");
    /** Of other components, by the name of the option: what would have been right, or nothing. */
    private static final Map<String, Function<String, Optional<String>>> OPTIONS = Map.of(
            "include", ZoneOptions::brokenPattern,
            "exclude", ZoneOptions::brokenPattern,
            "doneFileName", ZoneOptions::brokenDoneFile);

    private final Map<String, Function<String, Optional<String>>> checks = new HashMap<>();
    private final Problems problems;

    ParameterValues(Template template, Problems problems) {
        this.problems = problems;
        template.parameters().forEach((name, declared) -> declared.fallback()
                .map(SETTING::matcher)
                .filter(Matcher::matches)
                .ifPresent(setting -> checks.put(name, value -> SettingBounds.broken(setting.group(1), value))));
        Way.of(template.item())
                .ifPresent(way -> Nodes.at(way.from(), "parameters").ifPresent(options -> Nodes.entries(options)
                        .forEach(option -> option(way.zone().isPresent(), option))));
    }

    private void option(boolean zone, NodeTuple option) {
        String name = Nodes.text(option.getKeyNode()).orElse("");
        Function<String, Optional<String>> check = zone ? value -> ZoneOptions.broken(name, value) : OPTIONS.get(name);
        Matcher parameter = PARAMETER.matcher(Nodes.text(option.getValueNode()).orElse(""));
        if (check != null && parameter.matches()) {
            checks.put(parameter.group(1), check);
        }
    }

    /** A value that is a placeholder is judged where what it stands for stands. */
    void check(RouteFile file, Node at, String name, String value) {
        Function<String, Optional<String>> check = checks.get(name);
        if (check != null
                && Nodes.text(at).isPresent()
                && !Nodes.isNull(at)
                && !REFERENCE.matcher(value).matches()) {
            check.apply(value)
                    .ifPresent(expected -> problems.add(
                            file, at, "parameter " + quoted(name) + " cannot be " + quoted(value), List.of(expected)));
        }
    }
}
