package io.sluice.operate;

import java.util.List;

/**
 * What a check of the configuration has found.
 *
 * @param sources by name; empty when the routes cannot be read
 * @param stages those that read what others publish, by name; empty when the routes cannot be read
 * @param schemas those that a source or a stage names, by name; empty when the routes cannot be read
 * @param problems what a start would stop at, or what would leave files pending; a line each, beginning with the file
 * @param warnings what stops nothing; a line each
 */
public record CheckedConfiguration(
        List<String> sources, List<String> stages, List<String> schemas, List<String> problems, List<String> warnings) {
    public CheckedConfiguration {
        sources = List.copyOf(sources);
        stages = List.copyOf(stages);
        schemas = List.copyOf(schemas);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }
}
