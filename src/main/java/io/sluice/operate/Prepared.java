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
import io.sluice.routefiles.SourceRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Routes and schemas, read and checked; nothing runs yet.
 *
 * @param schemas those that a source names are compiled
 */
public record Prepared(RouteFiles routes, Schemas schemas, Sources sources) {

    /** @throws RouteProblems with everything that is wrong under {@code routes/} */
    static RouteFiles routes(Settings settings, Schemas schemas) throws RouteProblems {
        return RouteFiles.read(settings.routes(), settings.home(), schemas::names, CamelApplication.BEANS);
    }

    /** @throws SchemaProblems with every schema that a source names and that cannot be used */
    static Prepared from(Settings settings, Schemas schemas, RouteFiles routes) throws SchemaProblems {
        return new Prepared(routes, schemas, new Sources(settings.raw(), sources(settings, schemas, routes)));
    }

    private static List<Source> sources(Settings settings, Schemas schemas, RouteFiles routes) throws SchemaProblems {
        Limits limits = Limits.defaults().withDocumentSizeMibMax(settings.documentSizeMibMax());
        List<Source> sources = new ArrayList<>();
        Map<String, SchemaProblem> problems = new TreeMap<>();
        for (SourceRoute route : routes.sources()) {
            String schema = Objects.requireNonNull(route.parameters().get("schema"), "schema");
            try {
                sources.add(new Source(
                        route.name(),
                        settings.raw().resolve(route.name()),
                        schemas.schema(schema),
                        new DocumentChecker(schemas.schema(schema), limits)));
            } catch (SchemaProblem problem) {
                problems.putIfAbsent(schema, problem);
            }
        }
        if (!problems.isEmpty()) {
            throw new SchemaProblems(List.copyOf(problems.values()));
        }
        return sources;
    }
}
