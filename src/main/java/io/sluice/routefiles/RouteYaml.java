package io.sluice.routefiles;

import static io.sluice.routefiles.Spelling.quoted;

import io.sluice.text.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * One YAML document per file, read with the library that Camel reads it with. Stricter where Camel is silent: a
 * repeated key (Camel takes the last), an alias, another encoding than UTF-8, endless nesting.
 */
final class RouteYaml {
    private static final int FILE_BYTES_MAX = 1 << 20;
    private static final int NESTING_MAX = 200;
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setAllowNonScalarKeys(true).build();

    private final RouteFile file;
    private final Problems problems;

    RouteYaml(RouteFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Nothing when the file cannot be read as YAML at all, which is then among the problems. */
    Optional<Node> read() {
        Optional<Node> document = bytes().flatMap(this::decoded).flatMap(this::composed);
        document.ifPresent(this::refuseRepeatedKeys);
        return document;
    }

    private Optional<byte[]> bytes() {
        try (InputStream in = Files.newInputStream(file.path())) {
            byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
            if (bytes.length <= FILE_BYTES_MAX) {
                return Optional.of(bytes);
            }
            problems.add(file.name(), "larger than " + FILE_BYTES_MAX + " bytes", List.of());
        } catch (IOException e) {
            problems.unreadable(file.name(), "cannot be read", e);
        }
        return Optional.empty();
    }

    private Optional<String> decoded(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            int line = (int) text.lines().count() + (text.isEmpty() || text.endsWith("\n") ? 1 : 0);
            problems.add(new RouteProblem(file.name(), line, 0, "a byte that is not UTF-8", List.of("UTF-8")));
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private Optional<Node> composed(String text) {
        try {
            Optional<Node> document =
                    new Composer(SETTINGS, new PlainParser(new StreamReader(SETTINGS, text))).getSingleNode();
            if (document.isEmpty()) {
                problems.add(
                        file.name(),
                        "empty: nothing would be loaded",
                        file.kind().expected());
            }
            return document;
        } catch (MarkedYamlEngineException e) {
            problems.add(file.name(), e.getProblemMark().or(e::getContextMark), plain(e), List.of());
        } catch (YamlEngineException e) {
            problems.add(file.name(), "not YAML: " + OneLine.of(String.valueOf(e.getMessage())), List.of());
        }
        return Optional.empty();
    }

    private static String plain(MarkedYamlEngineException failure) {
        String problem = String.valueOf(failure.getProblem());
        if (problem.contains("TAB")) {
            return "a tab: YAML is indented with spaces";
        }
        if (problem.contains("found another document")) {
            return "a second document begins: a file holds one, nothing after --- would be loaded";
        }
        if (failure instanceof Refused) {
            return OneLine.of(problem);
        }
        String hint = "";
        if (problem.contains("mapping values are not allowed")) {
            hint = ": wrong indentation, or a text with a colon that needs quotes";
        } else if (problem.contains("<block end>")) {
            hint = ": the indentation does not fit the lines above";
        } else if (problem.contains("expected ':'")) {
            hint = ": a word without a colon after it";
        }
        return "not YAML: " + OneLine.of(problem) + hint;
    }

    private void refuseRepeatedKeys(Node node) {
        Map<String, Integer> lines = new HashMap<>();
        for (NodeTuple entry : Nodes.entries(node)) {
            Node key = entry.getKeyNode();
            Optional<String> word = Nodes.text(key);
            if (word.isEmpty()) {
                problems.add(
                        file, key, "a list or mapping where a word belongs: a text that begins with { needs quotes");
                continue;
            }
            int line = key.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
            Integer first = lines.putIfAbsent(word.get(), line);
            if (first != null) {
                problems.add(file, key, quoted(word.get()) + " is already given in line " + first);
            }
            refuseRepeatedKeys(entry.getValueNode());
        }
        Nodes.items(node).forEach(this::refuseRepeatedKeys);
    }

    /**
     * Aliases can make a small file endless and hide what a route does, and what is nested without end overflows the
     * stack; Sluice's files do without.
     */
    private static final class PlainParser extends ParserImpl {
        private int nesting;

        PlainParser(StreamReader reader) {
            super(SETTINGS, reader);
        }

        @Override
        public Event next() {
            Event event = super.next();
            if (event instanceof AliasEvent alias) {
                throw new Refused(
                        "an alias (*" + alias.getAlias().getValue() + "): write out what it stands for", event);
            }
            nesting += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (nesting > NESTING_MAX) {
                throw new Refused("nested more than " + NESTING_MAX + " deep", event);
            }
            return event;
        }
    }

    private static final class Refused extends MarkedYamlEngineException {
        private static final long serialVersionUID = 1;

        Refused(String problem, Event event) {
            super(null, Optional.empty(), problem, event.getStartMark());
        }
    }
}
