package io.sluice.operate;

import io.sluice.camel.CamelApplication;
import io.sluice.check.DocumentChecker;
import io.sluice.check.Limits;
import io.sluice.check.Schema;
import io.sluice.check.schema.SchemaProblem;
import io.sluice.check.schema.Schemas;
import io.sluice.config.Settings;
import io.sluice.event.FileRef;
import io.sluice.intake.Source;
import io.sluice.intake.Sources;
import io.sluice.ledger.Feed;
import io.sluice.ledger.StageStart;
import io.sluice.routefiles.RouteFiles;
import io.sluice.routefiles.RouteProblems;
import io.sluice.routefiles.Stage;
import io.sluice.routefiles.StageRoute;
import io.sluice.stage.StagePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Routes and schemas, read and checked; nothing runs yet.
 *
 * @param schemas those that a source or a stage names are compiled
 * @param stages those that read what others publish
 */
public record Prepared(RouteFiles routes, Schemas schemas, Sources sources, List<StagePlan> stages) {

    /** @throws RouteProblems with everything that is wrong under {@code routes/} */
    static RouteFiles routes(Settings settings, Schemas schemas) throws RouteProblems {
        return RouteFiles.read(
                settings.routes(),
                settings.home(),
                schemas::names,
                CamelApplication.BEANS,
                settings.zones().keySet());
    }

    /** @throws SchemaProblems with every schema that a source names and that cannot be used */
    static Prepared from(Settings settings, Schemas schemas, RouteFiles routes) throws SchemaProblems {
        Map<String, SchemaProblem> problems = new TreeMap<>();
        List<Source> sources = sources(settings, schemas, routes, problems);
        List<StagePlan> stages = stages(settings, schemas, routes, problems);
        if (!problems.isEmpty()) {
            throw new SchemaProblems(List.copyOf(problems.values()));
        }
        return new Prepared(routes, schemas, new Sources(settings.raw(), sources), stages);
    }

    private static List<StagePlan> stages(
            Settings settings, Schemas schemas, RouteFiles routes, Map<String, SchemaProblem> problems) {
        Map<String, String> publishers = new HashMap<>(Map.of(Settings.VALIDATED, FileRef.VALIDATE));
        routes.stageRoutes().forEach(route -> route.publishes().ifPresent(zone -> publishers.put(zone, route.name())));
        Map<String, List<StageRoute>> byName = routes.stageRoutes().stream()
                .collect(Collectors.groupingBy(StageRoute::name, TreeMap::new, Collectors.toList()));
        List<StagePlan> stages = new ArrayList<>();
        byName.forEach((name, ofStage) -> {
            StageRoute any = ofStage.get(0);
            stages.add(new StagePlan(
                    new StageStart(name, any.reads(), any.publishes().orElse(null), any.fromNow()),
                    new Feed(name, publishers.getOrDefault(any.reads(), "")),
                    settings.zone(any.reads()),
                    schemas(schemas, ofStage, problems)));
        });
        return stages;
    }

    /** By source: each route has a check of its own. */
    private static Map<String, Schema> schemas(
            Schemas schemas, List<StageRoute> routes, Map<String, SchemaProblem> problems) {
        Map<String, Schema> bySource = new HashMap<>();
        for (StageRoute route : routes) {
            if (route.schema().isPresent()) {
                String name = route.schema().get();
                try {
                    bySource.put(route.source().orElse(StagePlan.ALL), schemas.schema(name));
                } catch (SchemaProblem problem) {
                    problems.putIfAbsent(name, problem);
                }
            }
        }
        return bySource;
    }

    private static List<Source> sources(
            Settings settings, Schemas schemas, RouteFiles routes, Map<String, SchemaProblem> problems) {
        Limits limits = Limits.defaults().withDocumentSizeMibMax(settings.documentSizeMibMax());
        List<Source> sources = new ArrayList<>();
        for (Stage stage : routes.stages()) {
            try {
                sources.add(new Source(
                        stage.source(),
                        settings.raw().resolve(stage.source()),
                        schemas.schema(stage.schema()),
                        new DocumentChecker(schemas.schema(stage.schema()), limits)));
            } catch (SchemaProblem problem) {
                problems.putIfAbsent(stage.schema(), problem);
            }
        }
        return sources;
    }
}
