package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import io.sluice.routefiles.RouteFile.Kind;
import io.sluice.text.OneLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToCreateRouteFromTemplateException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchBeanException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Turns what Camel throws at its start into problems with the place in the route files, as far as it can be told. */
final class StartFailure {
    private final RouteFiles routes;
    private final Problems problems = new Problems();
    private final RouteDirectory tree;

    StartFailure(RouteFiles routes) {
        this.routes = routes;
        this.tree = new RouteDirectory(routes.directory(), routes.home(), problems);
    }

    RouteProblems explain(Exception failure) {
        DryLoad.failures(routes.files()).forEach(this::add);
        List<Throwable> causes = causes(failure);
        causes.stream()
                .filter(MarkedYamlEngineException.class::isInstance)
                .forEach(cause -> add((MarkedYamlEngineException) cause));
        if (problems.isEmpty()) {
            add(causes);
        }
        return new RouteProblems(tree.name(routes.directory()), problems.all());
    }

    private void add(MarkedYamlEngineException failure) {
        Optional<Mark> place = failure.getProblemMark().or(failure::getContextMark);
        String file =
                place.flatMap(mark -> known(mark.getName())).map(tree::name).orElse(tree.name(routes.directory()));
        problems.add(file, place, "Camel says: " + OneLine.of(String.valueOf(failure.getProblem())), List.of());
    }

    private void add(List<Throwable> causes) {
        Throwable root = causes.get(causes.size() - 1);
        String reason = OneLine.of(
                String.valueOf(root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage()));
        Optional<NoSuchBeanException> bean = causes.stream()
                .filter(NoSuchBeanException.class::isInstance)
                .map(NoSuchBeanException.class::cast)
                .filter(cause -> cause.getName() != null)
                .findFirst();
        if (bean.isPresent()) {
            String name = bean.get().getName();
            boolean found = false;
            for (Path file : routes.files()) {
                found |= addBean(file, name);
            }
            if (found) {
                return;
            }
        }
        Optional<String> route =
                causes.stream().flatMap(cause -> routeId(cause).stream()).findFirst();
        Optional<SourceRoute> source = route.flatMap(id -> routes.sources().stream()
                .filter(candidate -> candidate.name().equals(id))
                .findFirst());
        String file = source.map(SourceRoute::file).map(tree::name).orElse(tree.name(routes.directory()) + "/");
        String template =
                source.map(each -> " from template " + quoted(each.template())).orElse("");
        String what = route.map(id -> "Camel cannot start route " + quoted(id)).orElse("Camel cannot start");
        problems.add(file, what + template + ": " + reason, List.of());
    }

    private boolean addBean(Path path, String name) {
        RouteFile file = new RouteFile(path, tree.name(path), Kind.EXTRA);
        List<Node> places = new ArrayList<>();
        new RouteYaml(file, problems).read().ifPresent(root -> mentions("", root, name, places));
        places.forEach(place -> problems.add(file, place, "no bean " + quoted(name) + " is bound"));
        return !places.isEmpty();
    }

    private static void mentions(String word, Node node, String name, List<Node> places) {
        String text = Nodes.text(node).orElse("");
        boolean reference = text.startsWith("#") || word.equals("ref") || word.endsWith("Ref");
        if (reference && text.replaceFirst("^#(bean:)?", "").equals(name)) {
            places.add(node);
        }
        Nodes.items(node).forEach(item -> mentions(word, item, name, places));
        for (NodeTuple entry : Nodes.entries(node)) {
            mentions(Nodes.text(entry.getKeyNode()).orElse(""), entry.getValueNode(), name, places);
        }
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

    private Optional<Path> known(String location) {
        return routes.files().stream()
                .filter(file -> location.endsWith(file.toString()))
                .findFirst();
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
