package io.sluice.routefiles;

import java.nio.file.Path;
import java.util.ArrayList;
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
 * @param stages by source
 */
public record RouteFiles(Path home, Path directory, List<Path> files, List<Stage> stages) {
    public RouteFiles {
        files = List.copyOf(files);
        stages = List.copyOf(stages);
    }

    /**
     * Reads and checks every file without starting Camel.
     *
     * @param directory the routes directory, absolute
     * @param home absolute
     * @throws RouteProblems with everything that is wrong
     */
    public static RouteFiles read(Path directory, Path home, SchemaNames schemas) throws RouteProblems {
        return read(directory, home, schemas, Optional.empty());
    }

    /**
     * As {@link #read(Path, Path, SchemaNames)}, and holds every bean that the files name against those that they
     * declare and those that the program binds.
     *
     * @param beans the names that the program binds
     * @throws RouteProblems with everything that is wrong
     */
    public static RouteFiles read(Path directory, Path home, SchemaNames schemas, Set<String> beans)
            throws RouteProblems {
        return read(directory, home, schemas, Optional.of(beans));
    }

    private static RouteFiles read(Path directory, Path home, SchemaNames schemas, Optional<Set<String>> beans)
            throws RouteProblems {
        Problems problems = new Problems();
        RouteDirectory tree = new RouteDirectory(directory, home, problems);
        List<RouteFile> files = tree.files();
        List<Item> items = items(files, problems);
        checkWords(items, beans, problems);
        new Identities(items, problems).check();
        List<Template> templates = templates(items, problems);
        new ZoneRules(items, templates, problems).check();
        List<Stage> stages = stages(items, templates, schemas, problems);
        if (!problems.isEmpty()) {
            throw new RouteProblems(tree.name(directory), problems.all());
        }
        return new RouteFiles(
                home, directory, files.stream().map(RouteFile::path).toList(), stages);
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
        Map<String, Template> byId = new LinkedHashMap<>();
        templates.forEach(template -> byId.putIfAbsent(template.id(), template));
        SourceReader reader = new SourceReader(byId, schemas.all(), problems);
        Map<String, Stage> stages = new TreeMap<>();
        for (Item item : items) {
            if (item.is("templatedRoute")) {
                reader.read(item).ifPresent(stage -> stages.put(stage.source(), stage));
            }
        }
        return List.copyOf(stages.values());
    }
}
