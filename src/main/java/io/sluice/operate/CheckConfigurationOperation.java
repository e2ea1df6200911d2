package io.sluice.operate;

import io.sluice.check.schema.SchemaProblem;
import io.sluice.check.schema.Schemas;
import io.sluice.config.Settings;
import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.intake.Undeclared;
import io.sluice.routefiles.RouteFiles;
import io.sluice.routefiles.RouteProblem;
import io.sluice.routefiles.RouteProblems;
import io.sluice.stage.StagePlan;
import io.sluice.text.HomePaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds routes, schemas and directories against each other as a start does, and goes on behind the first problem. The settings
 * were read with the context. Nothing is run or made; no lock is taken, so that it works beside a process.
 */
public final class CheckConfigurationOperation implements Operation<CheckedConfiguration> {
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * Checks.
     *
     * @throws RouteProblems when the world keeps the routes from being read
     * @throws SchemaProblems when the world keeps a schema from being read
     * @throws EnvironmentFault when the raw zone cannot be listed, or Camel cannot be tried
     */
    @Override
    public CheckedConfiguration run(OperationContext context)
            throws RouteProblems, SchemaProblems, EnvironmentFault, InterruptedException {
        Settings settings = context.settings();
        Schemas schemas = Schemas.load(settings.schemas());
        Optional<Prepared> prepared = prepared(settings, schemas);
        Set<String> used = prepared.map(CheckConfigurationOperation::used).orElse(Set.of());
        if (prepared.isPresent()) {
            lookAtUnused(schemas, used);
        }
        List<String> declared = DeclaredSources.in(settings.routes());
        new DirectoryCheck(settings, problems).check(declared);
        Undeclared undeclared = Undeclared.in(settings.raw(), declared);
        if (undeclared.count() > 0) {
            warnings.add(new HomePaths(settings.home()).show(settings.raw()) + ": " + undeclared);
        }
        if (prepared.isPresent() && problems.isEmpty()) {
            tryInCamel(new DryStart(settings, prepared.get(), context.clock()));
        }
        return new CheckedConfiguration(
                prepared.map(CheckConfigurationOperation::sources).orElse(List.of()),
                prepared.map(CheckConfigurationOperation::stages).orElse(List.of()),
                List.copyOf(used),
                problems,
                warnings);
    }

    private Optional<Prepared> prepared(Settings settings, Schemas schemas) throws RouteProblems, SchemaProblems {
        try {
            RouteFiles routes = Prepared.routes(settings, schemas);
            return Optional.of(Prepared.from(settings, schemas, routes));
        } catch (RouteProblems wrong) {
            rethrowWhatTheWorldDid(wrong);
            add(wrong);
        } catch (SchemaProblems wrong) {
            rethrowWhatTheWorldDid(wrong);
            wrong.problems().forEach(problem -> problems.add(String.valueOf(problem.getMessage())));
        }
        return Optional.empty();
    }

    private static <E extends Exception> void rethrowWhatTheWorldDid(E wrong) throws E {
        if (IoFaults.ofTheWorld(wrong).isPresent()) {
            throw wrong;
        }
    }

    private void add(RouteProblems wrong) {
        wrong.problems().stream().map(RouteProblem::toString).forEach(problems::add);
    }

    /** A schema that nobody names stops no start; whoever is about to name it wants to know. */
    private void lookAtUnused(Schemas schemas, Set<String> used) {
        for (String name : schemas.names()) {
            if (!used.contains(name)) {
                try {
                    schemas.schema(name);
                } catch (SchemaProblem problem) {
                    warnings.add(problem.getMessage() + " (no route names this schema)");
                }
            }
        }
    }

    private void tryInCamel(DryStart start) throws EnvironmentFault, InterruptedException {
        try {
            start.attempt();
        } catch (RouteProblems refused) {
            add(refused);
        }
    }

    private static List<String> sources(Prepared prepared) {
        return prepared.sources().all().stream()
                .map(source -> source.name())
                .sorted()
                .toList();
    }

    private static List<String> stages(Prepared prepared) {
        return prepared.stages().stream().map(StagePlan::name).sorted().toList();
    }

    private static Set<String> used(Prepared prepared) {
        Set<String> used = new TreeSet<>();
        prepared.sources().all().forEach(source -> used.add(source.schema().name()));
        prepared.stages().forEach(stage -> stage.schemas().values().forEach(schema -> used.add(schema.name())));
        return used;
    }
}
