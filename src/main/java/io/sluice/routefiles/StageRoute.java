package io.sluice.routefiles;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A route that reads what others have published, as a stage with a name of its own.
 *
 * @param name the stage's, under which the ledger remembers what it has done with each file
 * @param source nothing when it reads every source that no other route of the stage does
 * @param reads the zone that it reads
 * @param publishes the zone that it publishes to; nothing when it publishes nothing
 * @param fromNow whether it begins, at its first start, with what is published from then on
 * @param schema what the route's own check holds files against; nothing when it has none
 * @param route the route's id; empty where the file gives none
 * @param file absolute
 */
public record StageRoute(
        String name,
        Optional<String> source,
        String reads,
        Optional<String> publishes,
        boolean fromNow,
        Optional<String> schema,
        String route,
        Path file) {}
