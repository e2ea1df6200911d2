package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * What a template writes as <code>{{name}}</code> must be one of its parameters. A name with a dot is a setting, one with a
 * function before the colon is Camel's; both are resolved at the start, when Camel names those that are missing. With a
 * default (<code>{{name:7}}</code>) or a question mark Camel would never name a misspelt one.
 */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[?!]?([^{}:.]+)(:[^{}]*)?}}");
    private static final Set<String> FUNCTIONS = Set.of("bean", "env", "service", "sys");

    private final RouteFile file;
    private final Set<String> known;
    private final Problems problems;

    Placeholders(RouteFile file, Set<String> known, Problems problems) {
        this.file = file;
        this.known = known;
        this.problems = problems;
    }

    void check(Node node) {
        if (node instanceof ScalarNode scalar) {
            Matcher found = PLACEHOLDER.matcher(scalar.getValue());
            while (found.find()) {
                String name = found.group(1);
                boolean function = found.group(2) != null && FUNCTIONS.contains(name);
                if (!function && !known.contains(name)) {
                    problems.add(
                            file,
                            node,
                            "no parameter for " + quoted("{{" + name + "}}"),
                            Spelling.expected(name, known));
                }
            }
        }
        Nodes.items(node).forEach(this::check);
        Nodes.entries(node).forEach(entry -> check(entry.getValueNode()));
    }
}
