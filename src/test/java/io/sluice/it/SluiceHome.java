package io.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A home directory for the real program, run as a process of its own: the shipped settings and the shipped way of a file,
 * with the sources, schemas and files that a test adds. Files are taken at once and looked for often, unless a test says
 * otherwise.
 */
final class SluiceHome {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path JAR = Path.of("target/sluice.jar").toAbsolutePath();

    private final Path path;
    private final List<String> launch = new ArrayList<>(List.of(
            // a test run in the background of a shell ignores SIGINT, and its children would too
            "env",
            "--default-signal=INT",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto"));

    private SluiceHome(Path path) {
        this.path = path;
        launch.addAll(List.of("-Dsluice.home=" + path, "-jar", JAR.toString()));
    }

    /** Without sources, schemas and files. */
    static SluiceHome in(Path directory) throws IOException {
        SluiceHome home = new SluiceHome(directory.toRealPath());
        Files.createDirectories(home.file("config/schemas"));
        Files.createDirectories(home.file("routes/sources"));
        for (String file : List.of(
                "config/application.properties",
                "config/logback.xml",
                "routes/outcomes.camel.yaml",
                "routes/templates/document-source.camel.yaml")) {
            home.write(file, Files.readString(Path.of(file)));
        }
        return home.set("sluice.stable.seconds", 0).set("sluice.poll.delay_ms", 50);
    }

    /** With the shipped sources and their sample files. */
    static SluiceHome withSamples(Path directory) throws IOException {
        SluiceHome home = in(directory).shippedSchema();
        Tree.copy(Path.of("routes/sources"), home.file("routes/sources"));
        Tree.copy(Path.of("data/raw"), home.file("data/raw"));
        return home;
    }

    SluiceHome set(String key, Object value) throws IOException {
        Path settings = file("config/application.properties");
        List<String> others = Files.readAllLines(settings).stream()
                .filter(line -> !line.startsWith(key + " "))
                .collect(Collectors.toCollection(ArrayList::new));
        others.add(key + " = " + value);
        Files.write(settings, others);
        return this;
    }

    /** A variable of the environment of every process to come. */
    SluiceHome environment(String name, String value) {
        launch.add(launch.indexOf("--default-signal=INT") + 1, name + "=" + value);
        return this;
    }

    /** {@code -D} for every process to come. */
    SluiceHome systemProperty(String name, String value) {
        return javaOption("-D" + name + "=" + value);
    }

    /** An option of Java for every process to come. */
    SluiceHome javaOption(String option) {
        launch.add(launch.indexOf("-jar"), option);
        return this;
    }

    SluiceHome shippedSchema() throws IOException {
        return schema("funding_data_v1", Files.readString(Path.of("config/schemas/funding_data_v1.json")));
    }

    SluiceHome schema(String name, String schema) throws IOException {
        write("config/schemas/" + name + ".json", schema);
        return this;
    }

    /**
     * Declares a source and makes its directory.
     *
     * @param parameters further ones of the template, each as {@code name=value}
     */
    SluiceHome source(String name, String schema, String... parameters) throws IOException {
        String given = Stream.concat(Stream.of("source=" + name, "schema=" + schema), Stream.of(parameters))
                .map(parameter -> parameter.split("=", 2))
                .map(pair -> "      - { name: %s, value: '%s' }%n".formatted(pair[0], pair[1]))
                .collect(Collectors.joining());
        write(
                "routes/sources/" + name + ".camel.yaml",
                """
                - templatedRoute:
                    routeTemplateRef: document-source
                    routeId: %s
                    parameters:
                %s"""
                        .formatted(name, given));
        Files.createDirectories(raw(name));
        return this;
    }

    /** Puts a file below the raw zone, in one step, as {@code <source>/<path>}. */
    Path deliver(String place, String content) throws IOException {
        return deliver(place, content.getBytes(UTF_8));
    }

    Path deliver(String place, byte[] content) throws IOException {
        Path raw = raw(place);
        Files.createDirectories(raw.getParent());
        Path hidden = Files.write(raw.resolveSibling(".delivered"), content);
        return Files.move(hidden, raw, StandardCopyOption.ATOMIC_MOVE);
    }

    Path write(String file, String content) throws IOException {
        Path target = file(file);
        Files.createDirectories(target.getParent());
        return Files.writeString(
                target,
                content,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }

    Path path() {
        return path;
    }

    Path file(String relative) {
        return path.resolve(relative);
    }

    Path raw(String place) {
        return file("data/raw/funding_sources").resolve(place);
    }

    Path validated(String place) {
        return file("data/transformed/validated").resolve(place);
    }

    Path deadLetter(String place) {
        return file("data/dead-letter").resolve(place);
    }

    JsonNode reason(String place) throws IOException {
        return json(deadLetter(place + ".reason.json"));
    }

    LedgerRows ledger() {
        return new LedgerRows(file("data/_ledger/ledger.db"));
    }

    /** The lines for people, so far. */
    List<String> log() throws IOException {
        Path log = file("logs/migration/migration.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    static JsonNode json(Path file) throws IOException {
        return JSON.readTree(Files.readAllBytes(file));
    }

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    /** Runs a command to its end. */
    Ended sluice(String... arguments) throws IOException, InterruptedException {
        try (RunningSluice running = start(arguments)) {
            return running.ended();
        }
    }

    /** {@code run --once --json}. */
    Ended runOnce() throws IOException, InterruptedException {
        return sluice("run", "--once", "--json");
    }

    /** Starts a command that the test ends. */
    RunningSluice start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(launch);
        command.addAll(List.of(arguments));
        return RunningSluice.of(new ProcessBuilder(command).directory(path.toFile()));
    }
}
