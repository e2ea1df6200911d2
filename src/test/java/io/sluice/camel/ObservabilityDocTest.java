package io.sluice.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.Observability;
import io.sluice.event.Alarms;
import io.sluice.event.Events;
import io.sluice.event.RunSummary;
import io.sluice.operate.Workplace;
import io.sluice.routefiles.RouteFiles;
import io.sluice.routefiles.Stage;
import io.sluice.routefiles.StageRoute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves for others and what the documentation says of it. */
class ObservabilityDocTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(sluice_\\w+)` \\| (\\w+) \\|[^|]*\\|([^|]*)\\| .+ \\|$");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\w+) (\\w+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)\\{(.+)} ");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    private String text = "";
    private String documentation = "";

    @BeforeEach
    void aRunThatHasEnded(@TempDir Path home) throws Exception {
        Path file = home.resolve("sluice.prom");
        documentation = Files.readString(Path.of("docs/observability.md"));
        try (Workplace work = new Workplace(home);
                Observation observation =
                        new Observation(new Observability(OptionalInt.empty(), Optional.of(file)), new Events())) {
            Stage stage =
                    new Stage("validate", "sff", "document-source", home.resolve("sff.camel.yaml"), "sff_v1", Map.of());
            StageRoute reader = new StageRoute(
                    "clean",
                    Optional.of("sff"),
                    "validated",
                    Optional.of("cleaned"),
                    false,
                    Optional.of("sff_v1"),
                    "clean",
                    home.resolve("clean.camel.yaml"));
            RouteFiles routes = new RouteFiles(home, home, List.of(), List.of(stage), List.of(reader));
            observation.begin(routes, work.intake, List::of, work.faults::open);
            Instant ended = Instant.parse("2024-01-15T10:30:12.500Z");
            observation.leave(
                    new RunSummary(
                            Workplace.RUN,
                            "once",
                            ended,
                            ended,
                            12.5,
                            new TreeMap<>(),
                            List.of(),
                            List.of(),
                            List.of(),
                            0,
                            Alarms.NONE),
                    1);
        }
        text = Files.readString(file);
    }

    @Test
    void documentationHasEveryMetricWithItsType() {
        Map<String, String> served = TYPE.matcher(text)
                .results()
                .collect(Collectors.toMap(each -> each.group(1), each -> each.group(2), (a, b) -> a, TreeMap::new));
        served.keySet().removeIf(name -> name.endsWith("_max") && served.containsKey(name.replaceFirst("_max$", "")));

        assertThat(documented(row -> row.group(2))).isEqualTo(served);
    }

    @Test
    void documentationHasTheLabelsOfEveryMetric() {
        Map<String, Set<String>> served = new TreeMap<>();
        SAMPLE.matcher(text).results().forEach(sample -> served.computeIfAbsent(
                        sample.group(1).replaceFirst("_(bucket|count|sum|max)$", ""), name -> new TreeSet<>())
                .addAll(LABEL.matcher(sample.group(2))
                        .results()
                        .map(label -> label.group(1))
                        .filter(label -> !label.equals("le"))
                        .toList()));
        Map<String, Set<String>> documented = documented(row -> Pattern.compile("`(\\w+)`")
                .matcher(row.group(3))
                .results()
                .map(label -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new)));
        documented.values().removeIf(Set::isEmpty);

        assertThat(documented).isEqualTo(served);
    }

    @Test
    void aTextFileSaysHowTheRunEnded() {
        assertThat(text)
                .contains("\nsluice_run_end_timestamp_seconds 1.7053146125E9\n")
                .contains("\nsluice_run_duration_seconds 12.5\n")
                .contains("\nsluice_run_exit_code 1.0\n")
                .endsWith("\n");
        assertThat(text.lines()).allMatch(line -> line.startsWith("sluice_") || line.startsWith("# "));
    }

    private <T> Map<String, T> documented(java.util.function.Function<MatchResult, T> said) {
        Map<String, T> rows = new TreeMap<>();
        ROW.matcher(documentation).results().forEach(row -> assertThat(rows.put(row.group(1), said.apply(row)))
                .as("%s stands once", row.group(1))
                .isNull());
        return rows;
    }
}
