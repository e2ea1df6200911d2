package io.sluice.operate;

import io.sluice.camel.CamelApplication;
import io.sluice.check.DocumentChecker;
import io.sluice.check.Limits;
import io.sluice.check.schema.SchemaProblem;
import io.sluice.check.schema.Schemas;
import io.sluice.config.Settings;
import io.sluice.intake.Source;
import io.sluice.intake.Sources;
import io.sluice.routefiles.RouteFiles;
import io.sluice.routefiles.RouteProblems;
import io.sluice.routefiles.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Routes and schemas, read and checked; nothing runs yet.
 *
 * @param schemas those that a source names are compiled
 */
public record Prepared(RouteFiles routes, Schemas schemas, Sources sources) {

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
        return new Prepared(routes, schemas, new Sources(settings.raw(), sources(settings, schemas, routes)));
    }

    private static List<Source> sources(Settings settings, Schemas schemas, RouteFiles routes) throws SchemaProblems {
        Limits limits = Limits.defaults().withDocumentSizeMibMax(settings.documentSizeMibMax());
        List<Source> sources = new ArrayList<>();
        Map<String, SchemaProblem> problems = new TreeMap<>();
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
        if (!problems.isEmpty()) {
            throw new SchemaProblems(List.copyOf(problems.values()));
        }
        return sources;
    }
}
