package io.sluice.routefiles;

import io.sluice.text.HomePaths;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The checked files under {@code routes/}.
 *
 * @param home what problems name files relative to
 * @param files absolute, in the order in which they are to be loaded: templates, errors, others, sources
 * @param stages by source: those that read the raw zone
 * @param stageRoutes the routes of stages that read what others publish
 */
public record RouteFiles(
        Path home, Path directory, List<Path> files, List<Stage> stages, List<StageRoute> stageRoutes) {
    public RouteFiles {
        stageRoutes = List.copyOf(stageRoutes);
        files = List.copyOf(files);
        stages = List.copyOf(stages);
    }

    /**
     * Reads and checks every file without starting Camel.
     *
     * @param directory the routes directory, absolute
     * @param home absolute
     * @param userZones the zones that the settings name
     * @throws RouteProblems with everything that is wrong
     */
    public static RouteFiles read(Path directory, Path home, SchemaNames schemas, Set<String> userZones)
            throws RouteProblems {
        return read(directory, home, schemas, Optional.empty(), userZones);
    }

    /**
     * As {@link #read(Path, Path, SchemaNames, Set)}, and holds every bean that the files name against those that they
     * declare and those that the program binds.
     *
     * @param beans the names that the program binds
     * @param userZones the zones that the settings name
     * @throws RouteProblems with everything that is wrong
     */
    public static RouteFiles read(
            Path directory, Path home, SchemaNames schemas, Set<String> beans, Set<String> userZones)
            throws RouteProblems {
        return read(directory, home, schemas, Optional.of(beans), userZones);
    }

    private static RouteFiles read(
            Path directory, Path home, SchemaNames schemas, Optional<Set<String>> beans, Set<String> userZones)
            throws RouteProblems {
        Problems problems = new Problems();
        RouteDirectory tree = new RouteDirectory(directory, home, problems);
        List<RouteFile> files = tree.files();
        List<Item> items = items(files, problems);
        checkWords(items, beans, problems);
        new Identities(items, problems).check();
        List<Template> templates = templates(items, problems);
        ZoneNames zones = new ZoneNames(userZones);
        new ZoneRules(items, templates, zones, problems).check();
        List<Stage> stages = stages(items, templates, schemas, problems);
        List<StageReading.Declared> declared = stageRoutes(items, templates, zones, schemas, problems);
        new StageRules(declared, stages.stream().map(Stage::source).toList(), problems).check();
        if (!problems.isEmpty()) {
            throw problems.in(tree.name(directory));
        }
        return new RouteFiles(
                home,
                directory,
                files.stream().map(RouteFile::path).toList(),
                stages,
                declared.stream().map(StageReading.Declared::route).toList());
    }

    /**
     * The stages that the files declare, for who only looks: nothing is checked, and a file that cannot be read declares
     * none.
     *
     * @param directory the routes directory, absolute
     * @param home absolute
     */
    public static List<Stage> declared(Path directory, Path home) {
        Problems untold = new Problems();
        List<Item> items = items(new RouteDirectory(directory, home, untold).files(), untold);
        return stages(items, templates(items, untold), TreeSet::new, untold);
    }

    private static List<Item> items(List<RouteFile> files, Problems problems) {
        List<Item> items = new ArrayList<>();
        for (RouteFile file : files) {
            new RouteYaml(file, problems)
                    .read()
                    .ifPresent(root -> items.addAll(new TopLevel(file, problems).items(root)));
        }
        return items;
    }

    /** What only the ledger has against a stage, with the file that declares it. */
    public RouteProblems refused(String stage, String message) {
        String file = stageRoutes.stream()
                .filter(route -> route.name().equals(stage))
                .map(route -> new HomePaths(home).show(route.file()))
                .findFirst()
                .orElse(directory.toString());
        return new RouteProblems(
                new HomePaths(home).show(directory), List.of(new RouteProblem(file, 0, 0, message, List.of())), null);
    }

    private static void checkWords(List<Item> items, Optional<Set<String>> bound, Problems problems) {
        ClassNames classes = new ClassNames(problems);
        BeanReferences beans = new BeanReferences(classes, problems);
        EndpointCheck endpoints = new EndpointCheck(new Components(), beans, problems);
        WordCheck words = new WordCheck(new CamelWords(), endpoints, classes, beans, problems);
        items.forEach(words::check);
        endpoints.checkDirect();
        beans.check(bound);
    }

    private static List<Template> templates(List<Item> items, Problems problems) {
        return items.stream()
                .filter(item -> item.is("routeTemplate"))
                .map(item -> Template.read(item, problems))
                .toList();
    }

    private static List<Stage> stages(
            List<Item> items, List<Template> templates, SchemaNames schemas, Problems problems) {
        SourceReader reader = new SourceReader(byId(templates), new KnownSchemas(schemas.all()), problems);
        Map<String, Stage> stages = new TreeMap<>();
        for (Item item : items) {
            if (item.is("templatedRoute") && item.file().kind() == RouteFile.Kind.SOURCE) {
                reader.read(item).ifPresent(stage -> stages.put(stage.source(), stage));
            }
        }
        return List.copyOf(stages.values());
    }

    private static Map<String, Template> byId(List<Template> templates) {
        Map<String, Template> byId = new LinkedHashMap<>();
        templates.forEach(template -> byId.putIfAbsent(template.id(), template));
        return byId;
    }

    private static List<StageReading.Declared> stageRoutes(
            List<Item> items, List<Template> templates, ZoneNames zones, SchemaNames schemas, Problems problems) {
        StageReading reading = new StageReading(called(items), zones, new KnownSchemas(schemas.all()), problems);
        Map<String, Template> byId = byId(templates);
        List<StageReading.Declared> declared = new ArrayList<>();
        for (Item item : items) {
            if (item.is("templatedRoute")) {
                called(item, byId, problems).flatMap(reading::read).ifPresent(declared::add);
            } else if (!item.is("routeTemplate")) {
                Optional<Way> way = Way.of(item);
                Optional<ZoneAddress> zone = way.flatMap(Way::zone).filter(zones::publishes);
                zone.flatMap(address -> reading.read(
                                way.orElseThrow(), way.orElseThrow().source().orElseThrow(), address))
                        .ifPresent(declared::add);
            }
        }
        return declared;
    }

    /** The routes that stand in the files as they are, by what they receive from. */
    private static Map<String, Way> called(List<Item> items) {
        Map<String, Way> called = new HashMap<>();
        for (Item item : items) {
            Way.of(item).filter(way -> !item.is("routeTemplate")).ifPresent(way -> way.source()
                    .ifPresent(source -> called.putIfAbsent(Way.called(source), way)));
        }
        return called;
    }

    /** Of a source's file, what is wrong with the call was said already. */
    private static Optional<TemplateCall> called(Item item, Map<String, Template> templates, Problems problems) {
        boolean source = item.file().kind() == RouteFile.Kind.SOURCE;
        Optional<TemplateCall> call = TemplateCall.read(item, templates, source ? new Problems() : problems);
        if (!source && call.filter(made -> made.template().readsRaw()).isPresent()) {
            problems.add(
                    item.file(),
                    item.key(),
                    "a route that reads the raw zone is a source, with a file of its own",
                    List.of("sources/<source>.camel.yaml"));
        }
        return call;
    }
}
