package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import io.sluice.routefiles.RouteFile.Kind;
import io.sluice.text.OneLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Problems that only a start has shown, with the place in the route files: reads these once more. */
public final class StartProblems {
    private final RouteFiles routes;
    private final Problems problems = new Problems();
    private final RouteDirectory tree;
    private final List<Item> items = new ArrayList<>();

    /**
     * @param routes which {@link RouteFiles#read} had nothing against
     */
    public StartProblems(RouteFiles routes) {
        this.routes = routes;
        this.tree = new RouteDirectory(routes.directory(), routes.home(), problems);
        Problems known = new Problems();
        for (Path path : routes.files()) {
            Kind kind = tree.kind(path);
            RouteFile file = new RouteFile(path, tree.name(path), kind);
            new RouteYaml(file, known).read().ifPresent(root -> items.addAll(new TopLevel(file, known).items(root)));
        }
    }

    /** What a reader of YAML has against a file. */
    public void add(MarkedYamlEngineException failure) {
        var place = failure.getProblemMark().or(failure::getContextMark);
        String file = place.flatMap(mark -> routes.files().stream()
                        .filter(path -> mark.getName().endsWith(path.toString()))
                        .findFirst())
                .map(tree::name)
                .orElse(tree.name(routes.directory()));
        problems.add(file, place, "Camel says: " + OneLine.of(String.valueOf(failure.getProblem())), List.of());
    }

    /** A bean that nobody binds, wherever it is named. */
    public void addUnbound(String bean) {
        for (Item item : items) {
            List<Node> places = new ArrayList<>();
            mentions("", item.value(), bean, places);
            places.forEach(place -> problems.add(item.file(), place, "no bean " + quoted(bean) + " is bound"));
        }
    }

    /**
     * A route that cannot be started, at the text that is to blame: in the template or the file that the route was made
     * from, else in a route configuration; anywhere when it was no route. Where it stands nowhere, the route is shown.
     *
     * @param routeId nothing when it was no route that failed
     * @param blamed what the failure names, the likeliest first
     */
    public void add(Optional<String> routeId, Collection<String> blamed, String reason) {
        Optional<Item> declared = routeId.flatMap(this::declaring);
        Optional<Item> template = declared.flatMap(item -> item.textAt("routeTemplateRef"))
                .flatMap(id -> items.stream()
                        .filter(item -> item.is("routeTemplate")
                                && item.textAt("id").orElse("").equals(id))
                        .findFirst());
        String what =
                routeId.map(id -> "Camel cannot start route " + quoted(id)).orElse("Camel cannot start")
                        + template.flatMap(item -> item.textAt("id"))
                                .map(id -> " from template " + quoted(id))
                                .orElse("")
                        + ": " + reason;
        List<Item> own = template.or(() -> declared).stream().toList();
        List<Item> configurations =
                items.stream().filter(item -> item.is("routeConfiguration")).toList();
        for (List<Item> candidates : List.of(own, configurations, own.isEmpty() ? items : own)) {
            Optional<BlamedText.Place> place = BlamedText.find(candidates, blamed);
            if (place.isPresent()) {
                problems.add(place.get().file(), place.get().at(), what);
                return;
            }
        }
        own.stream()
                .findFirst()
                .ifPresentOrElse(
                        item -> problems.add(item.file(), item.key(), what),
                        () -> problems.add(tree.name(routes.directory()) + "/", what, List.of()));
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /** To be called once there is a problem. */
    public RouteProblems all() {
        return problems.in(tree.name(routes.directory()));
    }

    private Optional<Item> declaring(String routeId) {
        return items.stream()
                .filter(item -> item.textAt(item.is("templatedRoute") ? "routeId" : "id")
                                .orElse("")
                                .equals(routeId)
                        && !item.is("routeTemplate")
                        && !item.is("routeConfiguration"))
                .findFirst();
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
}
