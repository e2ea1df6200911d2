package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import io.sluice.routefiles.StageReading.Declared;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What holds between the routes of all stages: who reads what, who publishes where, and that nothing goes round for ever. */
final class StageRules {
    private final List<Declared> declared;
    private final Set<String> sources;
    private final Problems problems;

    /** @param sources those that route files declare */
    StageRules(List<Declared> declared, Collection<String> sources, Problems problems) {
        this.declared = declared;
        this.sources = new TreeSet<>(sources);
        this.problems = problems;
    }

    void check() {
        Map<String, Declared> byStage = new HashMap<>();
        Map<String, Declared> byStageAndSource = new HashMap<>();
        Map<String, Declared> byPublished = new HashMap<>();
        for (Declared each : declared) {
            StageRoute route = each.route();
            sameStage(byStage.putIfAbsent(route.name(), each), each);
            Declared twin = byStageAndSource.putIfAbsent(
                    route.name() + "/" + route.source().orElse(""), each);
            if (twin != null) {
                problem(
                        each,
                        "the stage " + quoted(route.name()) + " reads " + what(route) + " already in "
                                + twin.shownIn().name() + ": each file would go one of two ways");
            }
            route.publishes().ifPresent(zone -> {
                Declared other = byPublished.putIfAbsent(zone, each);
                if (other != null && !other.route().name().equals(route.name())) {
                    problem(
                            each,
                            "zone:" + zone + " is published to by the stage "
                                    + quoted(other.route().name()) + " in "
                                    + other.shownIn().name() + ": a zone has one stage that publishes to it");
                }
            });
        }
        declared.forEach(each -> somebodyPublishes(each, byPublished.keySet()));
        declared.forEach(this::endsSomewhere);
        declared.forEach(this::isDeclared);
    }

    private void sameStage(Declared first, Declared each) {
        if (first == null) {
            return;
        }
        StageRoute one = first.route();
        StageRoute other = each.route();
        if (!one.reads().equals(other.reads())
                || !one.publishes().equals(other.publishes())
                || one.fromNow() != other.fromNow()) {
            problem(
                    each,
                    "the stage " + quoted(other.name()) + " does something else in "
                            + first.shownIn().name()
                            + ": all of its routes read the same zone, publish to the same, and begin alike");
        }
    }

    private static String what(StageRoute route) {
        return route.source().map(source -> "the source " + quoted(source)).orElse("every source");
    }

    private void somebodyPublishes(Declared each, Set<String> published) {
        String zone = each.route().reads();
        if (!zone.equals(ZoneNames.VALIDATED) && !published.contains(zone)) {
            problem(each, "no route publishes to zone:" + zone + ": there would never be anything to read");
        }
    }

    private void isDeclared(Declared each) {
        Optional<String> source = each.route().source().filter(name -> !WordCheck.isComputed(name));
        if (source.isPresent() && !sources.contains(source.get())) {
            problems.unknown(each.shownIn(), each.at(), "source", source.get(), sources);
        }
    }

    private void problem(Declared each, String message) {
        problems.add(each.shownIn(), each.at(), message);
    }

    /** Follows a file of one source from the zone that a stage reads through what it publishes and delivers. */
    private void endsSomewhere(Declared begin) {
        for (String source : begin.route().source().map(Set::of).orElse(allSources())) {
            Set<String> seen = new HashSet<>();
            List<String> open = new ArrayList<>(next(begin, source));
            while (!open.isEmpty()) {
                String place = open.remove(0);
                if (place.equals(begin.route().reads() + "/" + source)) {
                    problem(
                            begin,
                            "a file of " + quoted(source) + " would come back to zone:"
                                    + begin.route().reads() + " and go through this stage again, for ever");
                    return;
                }
                if (seen.add(place)) {
                    open.addAll(from(place));
                }
            }
        }
    }

    private Set<String> allSources() {
        Set<String> all = new LinkedHashSet<>(sources);
        declared.forEach(each -> each.route().source().ifPresent(all::add));
        return all;
    }

    private List<String> from(String place) {
        String zone = place.substring(0, place.indexOf('/'));
        String source = place.substring(place.indexOf('/') + 1);
        List<String> next = new ArrayList<>();
        for (Declared each : declared) {
            Optional<String> own = each.route().source();
            if (each.route().reads().equals(zone) && (own.isEmpty() || own.get().equals(source))) {
                next.addAll(next(each, source));
            }
        }
        return next;
    }

    /** Where a stage takes a file of a source; what is delivered to the raw zone comes to the validated one. */
    private static List<String> next(Declared stage, String source) {
        List<String> next = new ArrayList<>();
        stage.route().publishes().ifPresent(zone -> next.add(zone + "/" + source));
        stage.deliversTo().forEach(target -> next.add(ZoneNames.VALIDATED + "/" + target));
        return next;
    }
}
