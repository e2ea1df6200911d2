package io.sluice.camel;

import io.sluice.fault.Causes;
import io.sluice.routefiles.RouteFiles;
import io.sluice.routefiles.RouteProblems;
import io.sluice.routefiles.StartProblems;
import io.sluice.text.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToCreateRouteFromTemplateException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Turns what Camel throws at its start into problems with the place in the route files, as far as it can be told. */
final class StartFailure {
    private final StartProblems problems;

    private StartFailure(RouteFiles routes) {
        this.problems = new StartProblems(routes);
    }

    /**
     * What Camel refused at its start although the check of the route files found nothing. Loads every file once more into a
     * Camel context that is never started, so that one start shows all that Camel's own reader has against them.
     */
    static RouteProblems explain(RouteFiles routes, Exception failure) {
        StartFailure explained = new StartFailure(routes);
        DryLoad.failures(routes.files()).forEach(explained.problems::add);
        List<Throwable> causes = Causes.of(failure).toList();
        causes.stream()
                .filter(MarkedYamlEngineException.class::isInstance)
                .forEach(cause -> explained.problems.add((MarkedYamlEngineException) cause));
        if (explained.problems.isEmpty()) {
            explained.add(causes);
        }
        return explained.problems.all();
    }

    private void add(List<Throwable> causes) {
        unbound(causes).ifPresent(problems::addUnbound);
        if (problems.isEmpty()) {
            Throwable root = causes.get(causes.size() - 1);
            String reason =
                    OneLine.of(root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
            Optional<String> route =
                    causes.stream().flatMap(cause -> routeId(cause).stream()).findFirst();
            List<String> blamed =
                    new ArrayList<>(causes.stream().flatMap(StartFailure::named).toList());
            blamed.add(String.valueOf(root.getMessage()));
            problems.add(route, blamed, reason);
        }
    }

    private static Optional<String> unbound(List<Throwable> causes) {
        return causes.stream()
                .filter(NoSuchBeanException.class::isInstance)
                .flatMap(cause -> Stream.ofNullable(((NoSuchBeanException) cause).getName()))
                .findFirst();
    }

    /** What a failure says in so many words is to blame. */
    private static Stream<String> named(Throwable cause) {
        if (cause instanceof ExpressionIllegalSyntaxException expression) {
            return Stream.ofNullable(expression.getExpression());
        }
        if (cause instanceof NoSuchLanguageException language) {
            return Stream.ofNullable(language.getLanguage());
        }
        if (cause instanceof PropertyBindingException binding) {
            return Stream.of(String.valueOf(binding.getValue()), String.valueOf(binding.getPropertyName()));
        }
        return cause instanceof ResolveEndpointFailedException endpoint
                ? Stream.ofNullable(endpoint.getUri())
                : Stream.empty();
    }

    private static Optional<String> routeId(Throwable cause) {
        if (cause instanceof FailedToCreateRouteException creation) {
            return Optional.ofNullable(creation.getRouteId());
        }
        if (cause instanceof FailedToCreateRouteFromTemplateException creation) {
            return Optional.ofNullable(creation.getRouteId());
        }
        return cause instanceof FailedToStartRouteException start
                ? Optional.ofNullable(start.getRouteId())
                : Optional.empty();
    }
}
