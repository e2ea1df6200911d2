package io.sluice.operate;

import io.sluice.check.schema.Schemas;
import io.sluice.config.Settings;
import io.sluice.routefiles.RouteFiles;
import io.sluice.routefiles.RouteProblems;
import io.sluice.routefiles.StageRoute;
import java.util.Set;
import java.util.stream.Collectors;

/** The stages that routes declare and that read what others publish. */
public final class DeclaredStages {
    private DeclaredStages() {}

    /**
     * Their names.
     *
     * @throws RouteProblems when the routes do not say: they cannot be used as they are
     */
    public static Set<String> in(Settings settings) throws RouteProblems {
        return in(routes(settings));
    }

    static Set<String> in(RouteFiles routes) {
        return routes.stageRoutes().stream().map(StageRoute::name).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * All route files, without a look at the beans, which only a run binds.
     *
     * @throws RouteProblems when they cannot be used as they are
     */
    public static RouteFiles routes(Settings settings) throws RouteProblems {
        Schemas schemas = Schemas.load(settings.schemas());
        return RouteFiles.read(
                settings.routes(),
                settings.home(),
                schemas::names,
                settings.zones().keySet());
    }
}
