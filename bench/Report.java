import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Keeps the figures and prints them as Markdown. {@code add RESULTS OBSERVATIONS} puts what a bench observed into the
 * results, in place of earlier figures of the same section and beside those of the others, and prints its tables;
 * {@code tables RESULTS} prints all.
 *
 * <p>An observation is a line {@code kind TAB section TAB path TAB value}. Its kind is {@code text}, {@code number}, or
 * {@code sample}, of which a path may have several: they are kept with their median.
 */
final class Report {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final ObjectNode results;

    private Report(ObjectNode results) {
        this.results = results;
    }

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        Report report =
                new Report(Files.exists(file) ? (ObjectNode) JSON.readTree(file.toFile()) : JSON.createObjectNode());
        Set<String> sections = new LinkedHashSet<>();
        if (arguments[0].equals("add")) {
            sections.addAll(report.add(Files.readAllLines(Path.of(arguments[2]))));
            Path written = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(written, JSON.writeValueAsString(report.results) + "\n");
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } else {
            sections.addAll(List.of("throughput", "sizes", "durability", "known"));
            sections.removeIf(section -> !report.results.has(section));
        }
        report.print(sections);
    }

    private Set<String> add(List<String> observations) {
        Set<String> sections = new LinkedHashSet<>();
        for (String observation : observations) {
            String[] fields = observation.split("\t", 4);
            if (sections.add(fields[1])) {
                results.remove(fields[1]);
            }
            keep(fields[0], (fields[1] + "." + fields[2]).split("\\."), fields[3]);
        }
        sections.forEach(section -> derive(results.withObject("/" + section)));
        return sections;
    }

    private void keep(String kind, String[] path, String value) {
        ObjectNode parent = results;
        for (int i = 0; i < path.length - 1; i++) {
            parent = parent.withObjectProperty(path[i]);
        }
        String key = path[path.length - 1];
        switch (kind) {
            case "text" -> parent.put(key, value);
            case "number" -> put(parent, key, Double.parseDouble(value));
            default -> sample(parent, key, Double.parseDouble(value));
        }
    }

    private static void sample(ObjectNode parent, String key, double value) {
        ArrayNode all = parent.withObjectProperty(key).withArrayProperty("all");
        all.add(number(value));
        ObjectNode sample = parent.withObjectProperty(key);
        sample.removeAll();
        sample.set("median", number(median(all)));
        sample.set("all", all);
    }

    private static double median(ArrayNode all) {
        double[] sorted = StreamSupport.stream(all.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static void put(ObjectNode parent, String key, double value) {
        parent.set(key, number(value));
    }

    private static JsonNode number(double value) {
        double rounded = Math.round(value * 1e6) / 1e6;
        return rounded == Math.rint(rounded)
                ? JSON.getNodeFactory().numberNode((long) rounded)
                : JSON.getNodeFactory().numberNode(rounded);
    }

    /** What follows from the seconds of whoever took a number of files: per second, per file, against the floor. */
    private static void derive(ObjectNode node) {
        JsonNode files = node.at("/data/files");
        for (String group : List.of("contenders", "durability")) {
            if (files.isNumber() && node.get(group) instanceof ObjectNode takers) {
                JsonNode floor = takers.at("/floor/seconds/all");
                takers.forEach(taker -> derive((ObjectNode) taker, files.asLong(), floor));
                beyondStart(takers.path("sluice"), node.path("start"), files.asLong());
            }
        }
        List<ObjectNode> inner = new ArrayList<>();
        node.forEach(child -> {
            if (child instanceof ObjectNode object) {
                inner.add(object);
            }
        });
        inner.forEach(Report::derive);
    }

    private static void derive(ObjectNode taker, long files, JsonNode floor) {
        ArrayNode all = (ArrayNode) taker.at("/seconds/all");
        for (int round = 0; round < all.size(); round++) {
            double seconds = all.get(round).asDouble();
            sample(taker, "files_per_second", Math.round(files / seconds));
            sample(taker, "micros_per_file", Math.round(seconds * 1e7 / files) / 10.0);
            if (floor.has(round)) {
                sample(
                        taker,
                        "ratio_to_floor",
                        Math.round(seconds / floor.get(round).asDouble() * 1e3) / 1e3);
            }
        }
        taker.at("/cpu_seconds/all")
                .forEach(cpu -> sample(taker, "cpu_micros_per_file", Math.round(cpu.asDouble() * 1e7 / files) / 10.0));
    }

    /** What a file costs once the process has started: the difference to a run over few files, by the files between. */
    private static void beyondStart(JsonNode sluice, JsonNode start, long files) {
        long further = files - start.path("files").asLong(files);
        for (String what : further > 0 ? List.of("", "cpu_") : List.<String>of()) {
            String key = what + "micros_per_file_beyond_start";
            JsonNode all = sluice.path(what + "seconds").path("all");
            for (int round = 0; round < all.size(); round++) {
                double least =
                        start.path(what + "seconds").path("all").path(round).asDouble();
                sample(
                        (ObjectNode) sluice,
                        key,
                        Math.round((all.get(round).asDouble() - least) * 1e7 / further) / 10.0);
            }
        }
    }

    private void print(Set<String> sections) {
        for (String name : sections) {
            JsonNode section = results.path(name);
            switch (name) {
                case "throughput" -> throughput(section);
                case "sizes" -> sizes(section);
                case "durability" -> durability(section);
                case "known" -> known(section);
                default -> throw new IllegalArgumentException("There is no mode named " + name + ".");
            }
            System.out.println(measured(section) + "\n");
        }
    }

    private static String measured(JsonNode section) {
        JsonNode machine = section.path("machine");
        return "%s (commit %s), %s cores (%s), %s MiB, %s, Java %s, %s; %s."
                .formatted(
                        section.path("measured_at").asText(),
                        machine.path("commit").asText(),
                        machine.path("cores").asText(),
                        machine.path("cpu").asText(),
                        machine.path("memory_mib").asText(),
                        machine.path("kernel").asText(),
                        machine.path("java").asText(),
                        machine.path("file_system").asText(),
                        rounds(section));
    }

    private static String rounds(JsonNode section) {
        long rounds = section.path("rounds").asLong();
        return rounds == 1 ? "one round" : "medians of %d rounds in turns".formatted(rounds);
    }

    private static void throughput(JsonNode section) {
        Table table = new Table(
                "%s files".formatted(grouped(section.at("/data/files"))),
                "seconds",
                "× floor",
                "files/s",
                "CPU s",
                "peak MiB",
                "first file s",
                "ledger bytes/file");
        section.path("contenders").properties().forEach(contender -> {
            JsonNode figures = contender.getValue();
            table.row(
                    contender.getKey(),
                    figure(figures.path("seconds"), 2),
                    figure(figures.path("ratio_to_floor"), 2),
                    figure(figures.path("files_per_second"), 0),
                    figure(figures.path("cpu_seconds"), 2),
                    figure(figures.path("peak_rss_mib"), 0),
                    figure(figures.path("first_published_seconds"), 2),
                    figure(figures.path("ledger_bytes_per_file"), 0));
        });
        table.print();
        if (section.has("start")) {
            Table start = new Table(
                    "%s files".formatted(grouped(section.at("/start/files"))),
                    "first file s",
                    "CPU s of the run",
                    "status s");
            start.row(
                    "sluice",
                    figure(section.at("/start/first_published_seconds"), 2),
                    figure(section.at("/start/cpu_seconds"), 2),
                    figure(section.at("/start/status_seconds"), 2));
            start.print();
        }
    }

    private static void sizes(JsonNode section) {
        Table costs = new Table(
                "files",
                "µs/file",
                "beyond the start",
                "CPU µs/file",
                "beyond the start",
                "floor µs/file",
                "floor CPU µs/file",
                "× floor");
        Table rest = new Table("files", "first file s", "peak MiB", "ledger bytes/file", "status s");
        section.path("by_files").properties().forEach(size -> {
            JsonNode sluice = size.getValue().at("/contenders/sluice");
            JsonNode floor = size.getValue().at("/contenders/floor");
            String files = grouped(size.getValue().at("/data/files"));
            costs.row(
                    files,
                    figure(sluice.path("micros_per_file"), 1),
                    figure(sluice.path("micros_per_file_beyond_start"), 1),
                    figure(sluice.path("cpu_micros_per_file"), 1),
                    figure(sluice.path("cpu_micros_per_file_beyond_start"), 1),
                    figure(floor.path("micros_per_file"), 1),
                    figure(floor.path("cpu_micros_per_file"), 1),
                    figure(sluice.path("ratio_to_floor"), 2));
            rest.row(
                    files,
                    figure(sluice.path("first_published_seconds"), 2),
                    figure(sluice.path("peak_rss_mib"), 0),
                    figure(sluice.path("ledger_bytes_per_file"), 0),
                    figure(size.getValue().path("status_seconds"), 2));
        });
        costs.print();
        rest.print();
    }

    private static void durability(JsonNode section) {
        Table table = new Table("sluice.publish.durability", "files/s", "seconds", "CPU s", "flushes", "flushes/file");
        section.path("durability").properties().forEach(value -> {
            JsonNode figures = value.getValue();
            String uncounted = "not counted: no strace";
            table.row(
                    value.getKey(),
                    figure(figures.path("files_per_second"), 0),
                    figure(figures.path("seconds"), 2),
                    figure(figures.path("cpu_seconds"), 2),
                    figures.has("flushes") ? grouped(figures.path("flushes")) : uncounted,
                    figures.has("flushes_per_file") ? figure(figures.path("flushes_per_file"), 3) : uncounted);
        });
        table.print();
        System.out.println(
                "%s files. Flushes are calls of fsync, fdatasync and syncfs in a run of its own, not timed.%n"
                        .formatted(grouped(section.at("/data/files"))));
    }

    private static void known(JsonNode section) {
        Table table = new Table("%s known files in one directory".formatted(grouped(section.at("/data/files"))), "");
        table.row(
                "start of `sluice run` to the first new file, s",
                figure(section.path("start_to_first_published_seconds"), 2));
        table.row(
                "arrival of a new file to its publication, s", figure(section.path("arrival_to_published_seconds"), 2));
        table.row("longest of these, s", longest(section.path("arrival_to_published_seconds")));
        table.row("idle: CPU ms per second", figure(section.path("idle_cpu_ms_per_second"), 1));
        table.row("idle: CPU ms per poll", figure(section.path("idle_cpu_ms_per_poll"), 2));
        table.row("peak resident memory, MiB", figure(section.path("peak_rss_mib"), 0));
        table.row("`sluice status`, s", figure(section.path("status_seconds"), 2));
        table.row("ledger bytes per file", figure(section.path("ledger_bytes_per_file"), 0));
        table.print();
    }

    private static String longest(JsonNode sample) {
        double longest = StreamSupport.stream(sample.path("all").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .max()
                .orElse(Double.NaN);
        return "%.2f".formatted(longest);
    }

    private static String figure(JsonNode figure, int decimals) {
        JsonNode value = figure.has("median") ? figure.get("median") : figure;
        return value.isNumber() ? ("%,." + decimals + "f").formatted(value.asDouble()) : "";
    }

    private static String grouped(JsonNode number) {
        return "%,d".formatted(number.asLong());
    }

    /** A Markdown table whose columns line up; all but the first to the right. */
    private static final class Table {
        private final List<List<String>> rows = new ArrayList<>();

        Table(String first, String... others) {
            row(first, others);
        }

        void row(String first, String... others) {
            List<String> row = new ArrayList<>(List.of(first));
            row.addAll(List.of(others));
            rows.add(row);
        }

        void print() {
            int[] widths = IntStream.range(0, rows.get(0).size())
                    .map(column -> rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0))
                    .map(width -> Math.max(width, 2))
                    .toArray();
            print(rows.get(0), widths);
            System.out.println(IntStream.range(0, widths.length)
                    .mapToObj(column -> column == 0 ? "-".repeat(widths[0] + 2) : "-".repeat(widths[column] + 1) + ":")
                    .collect(Collectors.joining("|", "|", "|")));
            rows.subList(1, rows.size()).forEach(row -> print(row, widths));
            System.out.println();
        }

        private static void print(List<String> row, int[] widths) {
            System.out.println(IntStream.range(0, widths.length)
                    .mapToObj(column -> (column == 0 ? " %-" : " %")
                            .concat(widths[column] + "s ")
                            .formatted(row.get(column)))
                    .collect(Collectors.joining("|", "|", "|")));
        }
    }
}
