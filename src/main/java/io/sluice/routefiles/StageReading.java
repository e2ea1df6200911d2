package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what a route that begins with a published zone declares of its stage. */
final class StageReading {
    private static final String STAGE = "stage";
    private static final String FROM = "from";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** A stage's route, and where problems with it are shown. */
    record Declared(StageRoute route, RouteFile shownIn, Node at, List<String> deliversTo) {}

    private final Map<String, Way> called;
    private final ZoneNames zones;
    private final KnownSchemas schemas;
    private final Problems problems;

    /** @param called routes that other routes hand files to, by the endpoint that they receive from */
    StageReading(Map<String, Way> called, ZoneNames zones, KnownSchemas schemas, Problems problems) {
        this.called = called;
        this.zones = zones;
        this.schemas = schemas;
        this.problems = problems;
    }

    /** A route that stands in a file as it is. */
    Optional<Declared> read(Way way, Endpoint source, ZoneAddress zone) {
        String id = Nodes.textAt(way.body(), "id").orElse("");
        return read(way, source, zone, text -> text, id, way.file(), source.at());
    }

    /** A route that is made of a template. */
    Optional<Declared> read(TemplateCall call) {
        Optional<Way> way = Way.of(call.template().item());
        Optional<Endpoint> source = way.flatMap(Way::source);
        Optional<ZoneAddress> zone = way.flatMap(Way::zone);
        if (zone.isEmpty() || !zones.publishes(zone.get())) {
            return Optional.empty();
        }
        String id = call.item().textAt("routeId").orElse("");
        return read(
                way.get(),
                source.orElseThrow(),
                zone.get(),
                call::resolve,
                id,
                call.item().file(),
                call.item().place("routeTemplateRef"));
    }

    private Optional<Declared> read(
            Way way,
            Endpoint from,
            ZoneAddress zone,
            UnaryOperator<String> resolve,
            String id,
            RouteFile shownIn,
            Node at) {
        Optional<String> stage = name(from, resolve, shownIn, at);
        Optional<String> source = zone.source().map(resolve);
        if (source.filter(WordCheck::isComputed).isPresent()) {
            problems.add(
                    shownIn,
                    at,
                    "the source " + quoted(source.get())
                            + " is only known once the route runs: a stage names it, or reads all",
                    List.of(zone + "/<source>", zone.toString()));
        }
        String begins = from.option(FROM).map(resolve).orElse("beginning");
        if (!Set.of("beginning", "now").contains(begins)) {
            problems.unknown(shownIn, at, "value of \"from\"", begins, Set.of("beginning", "now"));
        }
        Optional<String> publishes = publishes(way, zone);
        Optional<String> schema = schema(way, publishes, resolve, shownIn);
        return stage.map(name -> new Declared(
                new StageRoute(name, source, zone.zone(), publishes, begins.equals("now"), schema, id, shownIn.path()),
                shownIn,
                at,
                deliversTo(way, resolve, new HashSet<>())));
    }

    private Optional<String> name(Endpoint from, UnaryOperator<String> resolve, RouteFile shownIn, Node at) {
        Optional<String> name = from.option(STAGE).map(resolve);
        if (name.isEmpty()) {
            return name; // which was said already
        }
        if (name.get().equals(Stage.VALIDATE)) {
            problems.add(
                    shownIn,
                    at,
                    "\"" + Stage.VALIDATE + "\" is the stage that reads the raw zone",
                    List.of("another name"));
            return Optional.empty();
        } else if (!NAME.matcher(name.get()).matches()) {
            problems.add(
                    shownIn,
                    at,
                    "stage " + quoted(name.get()) + " is no name",
                    List.of("letters, digits, - and _ and dots, at most 64, and known before the route runs"));
            return Optional.empty();
        }
        return name;
    }

    private Optional<String> publishes(Way way, ZoneAddress reads) {
        List<String> published = new ArrayList<>();
        way.steps()
                .ifPresent(steps -> Way.eachStep(
                        steps, (word, value) -> Way.sent(word, value).ifPresent(endpoint -> ZoneAddress.of(endpoint)
                                .ifPresent(zone -> published(way, endpoint, zone, reads, published)))));
        return published.stream().findFirst();
    }

    private void published(Way way, Endpoint endpoint, ZoneAddress zone, ZoneAddress reads, List<String> published) {
        if (zone.isComputed()) {
            problems.add(
                    way.file(),
                    endpoint.at(),
                    quoted(zone.zone())
                            + " is only known once the route runs: what a stage publishes to is written down",
                    zones.users().stream().map(user -> "zone:" + user).toList());
        } else if (zone.zone().equals(ZoneNames.VALIDATED)) {
            problems.add(
                    way.file(),
                    endpoint.at(),
                    "only what reads the raw zone publishes to zone:validated; a stage has a zone of its own: sluice.zone.<name>.directory in the settings",
                    zones.users().stream().map(user -> "zone:" + user).toList());
        } else if (zone.zone().equals(reads.zone())) {
            problems.add(way.file(), endpoint.at(), "a stage that publishes to the zone that it reads would never end");
        } else if (zones.publishes(zone)) {
            if (!published.isEmpty() && !published.contains(zone.zone())) {
                problems.add(
                        way.file(),
                        endpoint.at(),
                        "a stage publishes to one zone, and a step above names zone:" + published.get(0));
            }
            published.add(zone.zone());
        }
    }

    private Optional<String> schema(
            Way way, Optional<String> publishes, UnaryOperator<String> resolve, RouteFile shownIn) {
        Optional<Endpoint> validator = way.validator();
        Optional<String> schema = validator.map(endpoint -> resolve.apply(endpoint.pathOr("resourceUri")));
        if (schema.isPresent()) {
            schemas.check(way.file(), validator.orElseThrow().at(), schema.get(), problems);
        } else if (schema.isEmpty() && publishes.isPresent()) {
            problems.add(
                    shownIn,
                    way.from(),
                    "nothing checks what is published to zone:" + publishes.get() + " in this route itself",
                    List.of("- to: json-validator:<schema> with " + String.join(", ", Way.CHECKING)));
        }
        return schema;
    }

    /** The sources to which a route delivers, be it through other routes. */
    private List<String> deliversTo(Way way, UnaryOperator<String> resolve, Set<Way> seen) {
        List<String> sources = new ArrayList<>();
        if (!seen.add(way)) {
            return sources;
        }
        way.steps()
                .ifPresent(steps -> Way.eachStep(
                        steps, (word, value) -> Way.sent(word, value).ifPresent(endpoint -> {
                            ZoneAddress.of(endpoint)
                                    .filter(ZoneAddress::isRaw)
                                    .flatMap(ZoneAddress::source)
                                    .ifPresent(source -> sources.add(resolve.apply(source)));
                            Way next = called.get(resolve.apply(Way.called(endpoint)));
                            if (next != null) {
                                sources.addAll(deliversTo(next, text -> text, seen));
                            }
                        })));
        return sources;
    }
}
