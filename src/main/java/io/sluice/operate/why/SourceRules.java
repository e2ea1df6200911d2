package io.sluice.operate.why;

import io.sluice.config.Settings;
import io.sluice.intake.DoneFile;
import io.sluice.routefiles.Stage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By which rules a source's files are taken, as its route file declares them.
 *
 * @param file the route file
 * @param schema the schema's name
 * @param include null when every name is included
 * @param doneFile null when none is asked for
 * @param doneFilePattern as it is declared
 */
record SourceRules(
        Path file,
        String schema,
        @Nullable Pattern include,
        @Nullable DoneFile doneFile,
        String doneFilePattern,
        double stableSeconds) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");

    /** Nothing where a route's parameters mean nothing, which a run would refuse. */
    static Optional<SourceRules> of(Stage stage, Settings settings) {
        try {
            return Optional.of(read(stage, settings));
        } catch (IllegalArgumentException meaningless) {
            return Optional.empty();
        }
    }

    private static SourceRules read(Stage stage, Settings settings) {
        Map<String, String> parameters = stage.parameters();
        String include = value(parameters, "include", settings).orElse("");
        String doneFile = value(parameters, "done_file", settings).orElse("");
        return new SourceRules(
                stage.file(),
                stage.schema(),
                include.isEmpty() ? null : Pattern.compile(include, Pattern.CASE_INSENSITIVE),
                doneFile.isEmpty() ? null : DoneFile.of(doneFile),
                doneFile,
                value(parameters, "stable_seconds", settings)
                        .map(Double::parseDouble)
                        .orElse(settings.stableSeconds()));
    }

    private static Optional<String> value(Map<String, String> parameters, String name, Settings settings) {
        return Optional.ofNullable(parameters.get(name)).map(value -> {
            Matcher placeholder = PLACEHOLDER.matcher(value);
            return placeholder.matches() ? settings.camel().getOrDefault(placeholder.group(1), "") : value;
        });
    }
}
