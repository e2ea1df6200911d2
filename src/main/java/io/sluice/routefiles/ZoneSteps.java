package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Follows the steps of a route and holds every {@code zone:} that it meets against what it met before. */
final class ZoneSteps {
    /** What a file has met on its way to a step. */
    private static final class Passed {
        private boolean checked;
        private final List<Endpoint> unfit = new ArrayList<>();

        Passed copy() {
            Passed copy = new Passed();
            copy.add(this);
            return copy;
        }

        /** What either way has met: one of them was taken. */
        void add(Passed other) {
            checked |= other.checked;
            other.unfit.stream().filter(endpoint -> !unfit.contains(endpoint)).forEach(unfit::add);
        }
    }

    private final RouteFile file;
    private final ZoneNames zones;
    private final Problems problems;

    ZoneSteps(RouteFile file, ZoneNames zones, Problems problems) {
        this.file = file;
        this.zones = zones;
        this.problems = problems;
    }

    /**
     * @param called whether other routes lead here, which may have checked
     */
    void route(Node steps, boolean called) {
        Passed passed = new Passed();
        passed.checked = called;
        list(steps, passed);
    }

    /** Steps that run wherever a route has come to. */
    void handler(Node configuration) {
        Passed passed = new Passed();
        passed.checked = true;
        below(configuration, passed);
    }

    private void list(Node steps, Passed passed) {
        boolean published = false;
        for (Node entry : Nodes.items(steps)) {
            for (NodeTuple step : Nodes.entries(entry)) {
                String word = Nodes.text(step.getKeyNode()).orElse("");
                Optional<Endpoint> endpoint = Way.sent(word, step.getValueNode());
                boolean publishes = endpoint.flatMap(ZoneAddress::of)
                        .filter(zones::publishes)
                        .isPresent();
                if (published && publishes) {
                    problems.add(
                            file, endpoint.get().at(), "a file is published once, and a step above does it already");
                }
                published |= publishes;
                step(word, step.getValueNode(), endpoint, passed);
            }
        }
    }

    private void step(String word, Node value, Optional<Endpoint> endpoint, Passed passed) {
        if (endpoint.isPresent() && endpoint.get().is(Way.VALIDATOR)) {
            if (Way.lacking(endpoint.get()).isEmpty()) {
                passed.checked = true;
            } else {
                passed.unfit.add(endpoint.get());
            }
        }
        endpoint.ifPresent(sent -> ZoneAddress.of(sent).ifPresent(zone -> zone(sent, zone, passed)));
        passed.checked |= Way.leadsOn(word, value);
        if (word.equals("poll")) {
            Endpoint.of(value)
                    .filter(polled -> polled.is(ZoneAddress.SCHEME))
                    .ifPresent(polled -> problems.add(
                            file,
                            polled.at(),
                            "no step reads from zone: a route does",
                            List.of("from: zone:raw/{{source}}")));
        }
        if (word.equals("choice")) {
            branches(value, passed);
        } else {
            below(value, passed);
        }
    }

    /** A file takes one of them. */
    private void branches(Node choice, Passed passed) {
        List<Node> branches = new ArrayList<>(Nodes.itemsAt(choice, "when"));
        Nodes.at(choice, "otherwise").ifPresent(branches::add);
        Passed before = passed.copy();
        for (Node branch : branches) {
            Passed taken = before.copy();
            below(branch, taken);
            passed.add(taken);
        }
    }

    private void below(Node value, Passed passed) {
        Nodes.items(value).forEach(item -> below(item, passed));
        for (NodeTuple entry : Nodes.entries(value)) {
            if (Nodes.text(entry.getKeyNode()).orElse("").equals("steps")) {
                list(entry.getValueNode(), passed);
            } else {
                below(entry.getValueNode(), passed);
            }
        }
    }

    private void zone(Endpoint endpoint, ZoneAddress zone, Passed passed) {
        Node at = endpoint.at();
        if (zone.isComputed()) {
            return;
        }
        if (!zones.all().contains(zone.zone())) {
            problems.add(file, at, "unknown zone " + quoted(zone.zone()), zones.expected(zones.all(), zone.zone()));
        } else if (zone.isRaw() && zone.source().isEmpty()) {
            problems.add(file, at, "a delivery names its source", List.of("zone:raw/<source>"));
        } else if (!zone.isRaw() && zone.source().isPresent()) {
            problems.add(
                    file,
                    at,
                    quoted(zone.source().get()) + " means nothing here: a file keeps its source",
                    List.of(zone.toString()));
        }
        if (zones.publishes(zone) && !passed.checked) {
            unchecked(at, zone, passed);
        }
    }

    private void unchecked(Node at, ZoneAddress zone, Passed passed) {
        if (passed.unfit.isEmpty()) {
            problems.add(
                    file,
                    at,
                    "nothing checks a file before " + zone,
                    List.of("to: json-validator:{{schema}} with " + String.join(", ", Way.CHECKING) + " before it"));
        }
        for (Endpoint validator : passed.unfit) {
            for (String lacking : Way.lacking(validator)) {
                problems.add(
                        file,
                        validator.at(),
                        "json-validator without " + lacking + ": " + zone + " publishes nothing on its word");
            }
        }
    }
}
