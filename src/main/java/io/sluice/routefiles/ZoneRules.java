package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * What routes may do with zones. Whatever is refused here would fail with each file, hang {@code run --once}, or leave files
 * pending for ever, and only when the first file is there.
 */
final class ZoneRules {
    private static final String CONFIGURATION = "routeConfiguration";
    private static final String OPTIONAL = "{{?";
    private static final String READING = "zone:raw/{{source}}";
    private static final Set<String> RAW_OPTIONS =
            Set.of("include", "doneFileName", "stableSeconds", "queueFilesMax", "delay");
    private static final Set<String> STAGE_OPTIONS = Set.of("stage", "from");
    private static final String WORKERS = "workers";

    private final List<Item> items;
    private final List<Template> templates;
    private final ZoneNames zones;
    private final Problems problems;

    ZoneRules(List<Item> items, List<Template> templates, ZoneNames zones, Problems problems) {
        this.items = items;
        this.templates = templates;
        this.zones = zones;
        this.problems = problems;
    }

    void check() {
        for (Item item : items) {
            Optional<Way> way = Way.of(item);
            way.ifPresent(this::way);
            if (item.is(CONFIGURATION)) {
                new ZoneSteps(item.file(), zones, problems).handler(item.value());
            }
        }
    }

    private void way(Way way) {
        Optional<Endpoint> source = way.source();
        way.zone().ifPresent(zone -> reads(way, zone, source.map(Endpoint::at).orElse(way.from())));
        way.steps().ifPresent(steps -> new ZoneSteps(way.file(), zones, problems)
                .route(steps, source.filter(from -> from.is("direct")).isPresent()));
    }

    private void reads(Way way, ZoneAddress zone, Node at) {
        if (zones.publishes(zone)) {
            options(way, STAGE_OPTIONS, zone);
            if (way.source().flatMap(from -> from.option("stage")).isEmpty()) {
                problems.add(
                        way.file(),
                        at,
                        zone + " is read by a stage, under a name by which the ledger remembers what it has done",
                        List.of("stage: <name>"));
            }
            isStarted(way);
            failuresAreHandled(way);
            return;
        }
        if (!zone.isRaw()) {
            Set<String> read = zones.published();
            read.add(ZoneNames.RAW);
            if (zones.all().contains(zone.zone())) {
                problems.add(
                        way.file(),
                        at,
                        "no route reads from " + zone,
                        read.stream().map(name -> "zone:" + name).toList());
            } else {
                problems.add(way.file(), at, "unknown zone " + quoted(zone.zone()), zones.expected(read, zone.zone()));
            }
            return;
        }
        if (!way.item().is("routeTemplate")) {
            problems.add(
                    way.file(),
                    at,
                    "only a template reads from zone:raw: a source is a file in sources/ that refers to one",
                    List.of("templates/<name>.camel.yaml with from: " + READING));
            return;
        }
        if (!zone.source().orElse("").equals("{{source}}")) {
            problems.add(
                    way.file(), at, "a template reads zone:raw for the source that its user names", List.of(READING));
        }
        options(way, RAW_OPTIONS, zone);
        leadsSomewhere(way, at);
        publishesValidated(way);
        isStarted(way);
        failuresAreHandled(way);
        tellsTheSchema(way);
    }

    /** @param own what only this kind of consumer heeds, of what only some do */
    private void options(Way way, Set<String> own, ZoneAddress zone) {
        for (NodeTuple option :
                Nodes.at(way.from(), "parameters").map(Nodes::entries).orElse(List.of())) {
            Node at = option.getValueNode();
            String name = Nodes.text(option.getKeyNode()).orElse("");
            String value = Nodes.text(at).orElse("");
            Set<String> others = own.equals(RAW_OPTIONS) ? STAGE_OPTIONS : RAW_OPTIONS;
            if (others.contains(name)) {
                problems.add(
                        way.file(),
                        option.getKeyNode(),
                        "option " + quoted(name) + " means nothing where " + zone + " is read",
                        Stream.concat(own.stream(), Stream.of(WORKERS)).sorted().toList());
            }
            if (value.startsWith(OPTIONAL)) {
                problems.add(
                        way.file(),
                        at,
                        quoted(value) + " spoils the other options where it is not given: Camel writes them as a URI's",
                        List.of(quoted(value.replace("{{?", "{{")) + " of a parameter with defaultValue: \"\""));
            }
            ZoneOptions.broken(name, value)
                    .ifPresent(expected ->
                            problems.add(way.file(), at, name + " cannot be " + quoted(value), List.of(expected)));
        }
    }

    private void publishesValidated(Way way) {
        way.steps()
                .ifPresent(steps -> Way.eachStep(
                        steps, (word, value) -> Way.sent(word, value).ifPresent(endpoint -> ZoneAddress.of(endpoint)
                                .filter(zone -> zones.users().contains(zone.zone()))
                                .ifPresent(zone -> problems.add(
                                        way.file(),
                                        endpoint.at(),
                                        "what reads the raw zone publishes to zone:validated; a stage that reads on from there"
                                                + " publishes to " + zone,
                                        List.of("zone:validated"))))));
    }

    private void leadsSomewhere(Way way, Node at) {
        List<String> leading = new ArrayList<>();
        way.steps()
                .ifPresent(steps -> Way.eachStep(steps, (word, value) -> {
                    boolean zone = Way.sent(word, value)
                            .filter(endpoint -> endpoint.is(ZoneAddress.SCHEME))
                            .isPresent();
                    if (zone || Way.leadsOn(word, value)) {
                        leading.add(word);
                    }
                }));
        if (leading.isEmpty()) {
            problems.add(
                    way.file(),
                    at,
                    "no step takes a file to a zone: each would stay pending",
                    List.of("- to: zone:validated"));
        }
    }

    private void isStarted(Way way) {
        Optional<Node> at = Nodes.at(way.body(), "autoStartup");
        String text = at.flatMap(Nodes::text).orElse("true");
        if (at.isPresent() && !text.equalsIgnoreCase("true")) {
            problems.add(
                    way.file(),
                    at.get(),
                    "a route that is not started would let run --once wait for ever; a source is switched off by moving"
                            + " its file out of routes/",
                    List.of("autoStartup: true"));
        }
    }

    private void failuresAreHandled(Way way) {
        boolean forAll = items.stream()
                .filter(item -> item.is(CONFIGURATION))
                .map(item -> item.textAt("id").orElse("*"))
                .anyMatch("*"::equals);
        if (!forAll && Nodes.at(way.body(), Identities.REFERENCE).isEmpty()) {
            problems.add(
                    way.file(),
                    way.item().place("route"),
                    "nothing says which exception goes where for what this reads",
                    items.stream()
                            .filter(item -> item.is(CONFIGURATION))
                            .flatMap(item -> item.textAt("id").stream())
                            .distinct()
                            .map(id -> Identities.REFERENCE + ": " + id)
                            .toList());
        }
    }

    private void tellsTheSchema(Way way) {
        Optional<Endpoint> validator = way.validator();
        boolean told = templates.stream()
                .filter(template -> template.item().equals(way.item()))
                .anyMatch(template -> template.schemaParameter().isPresent());
        if (told) {
            return;
        }
        if (validator.isPresent()) {
            problems.add(
                    way.file(),
                    validator.get().at(),
                    quoted(validator.get().pathOr("resourceUri")) + " is no parameter of this template: its users could"
                            + " not name the schema",
                    List.of("json-validator:{{schema}}"));
        } else {
            problems.add(
                    way.file(),
                    way.item().place("parameters"),
                    "nothing tells the schema of a source: no json-validator, and no parameter \"schema\"",
                    List.of("- name: schema"));
        }
    }
}
