package io.sluice.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.sluice.check.dialect.Dialect;
import io.sluice.check.quick.QuickVerdict;
import io.sluice.check.schema.SchemaProblem;
import io.sluice.check.schema.Schemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick rule of a schema and the schema library come to the same verdict on every document. */
class QuickRulesTest {
    private static final Path SHIPPED = Path.of("config/schemas/funding_data_v1.json");
    private static final Path CASES = Path.of("src/test/resources/cases/check");
    private static final ObjectMapper MAPPER = StrictJson.mapper(Limits.defaults());
    private static final UnreadDocuments UNREAD = new UnreadDocuments(Limits.defaults());

    /** What each value of a document is replaced by in turn. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "-0.5",
            "1e0",
            "3",
            "4.5",
            "12345678901234567890",
            "\"\"",
            "\"x\"",
            "\"ab c\"",
            "\"\ud83d\ude00\ud83d\ude00\"",
            "\"Other\"",
            "\"2024-02-29\"",
            "\"2023-02-29\"",
            "\"2024-01-15T10:30:00Z\"",
            "\"https://example.org/a?b=c\"",
            "\"http://a b\"",
            "\"name@example.org\"",
            "[]",
            "[1, \"x\"]",
            "[null, null, null, null]",
            "{}",
            "{\"grants\": []}",
            "{\"grant_id\": \"a\", \"amount\": 0, \"date\": \"2024-01-15\", \"source\": \"Other\"}",
            "{\"x\": 1, \"y\": \"x\"}");

    @TestFactory
    Stream<DynamicTest> casesAndEveryChangeOfOneValueInThem() throws IOException {
        try (Stream<Path> found = Files.list(CASES)) {
            List<Path> cases =
                    found.filter(QuickRulesTest::isSmallDocument).sorted().toList();
            assertThat(cases).hasSizeGreaterThan(15);
            return cases.stream()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> compare(folder)));
        }
    }

    private static void compare(Path folder) throws Exception {
        Path own = folder.resolve("schema.json");
        Path schema = Files.exists(own) ? own : SHIPPED;
        GuardedSchema library = library(schema);
        Optional<QuickVerdict> rule = quick(schema);
        if (rule.isPresent()) {
            for (JsonNode changed : changes(MAPPER.readTree(Files.readAllBytes(folder.resolve("in.json"))))) {
                agree(rule.get(), library, changed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'type': 'integer'}",
                "{'type': ['number', 'null']}",
                "{'type': 'boolean', '$comment': 'x', 'title': 'x', 'default': 1, 'examples': [], 'deprecated': true}",
                "{'$id': 'https://example.org/s', '$ref': '#/$defs/a', '$defs': {'a': {'type': 'string'}}}",
                "{'$ref': '#/$defs/a', 'maxLength': 1, '$defs': {'a': {'type': 'string'}}}",
                "{'items': {'$ref': '#'}, 'maxItems': 2}",
                "{'properties': {'x': {'$ref': '#'}, 'y': false}, 'minItems': 1}",
                "{'properties': {'x': true}, 'required': ['x', 'z']}",
                "{'properties': {'x': {}}, 'additionalProperties': {'type': 'string'}}",
                "{'properties': {'x': {}}, 'additionalProperties': false}",
                "{'required': ['grants'], 'additionalProperties': {'maxItems': 0}}",
                "{'items': false}",
                "{'items': {'type': ['integer', 'string']}}",
                "{'if': {'type': 'string'}, 'then': {'minLength': 2}, 'else': {'minimum': 0}}",
                "{'if': {'type': 'string'}}",
                "{'then': false, 'else': false}",
                "{'if': false, 'then': false}",
                "{'allOf': [{'type': 'number'}, {'exclusiveMinimum': 0}, {'exclusiveMaximum': 4.5}]}",
                "{'allOf': [{'minimum': -0.5}, {'maximum': 12345678901234567889}]}",
                "{'minimum': 3, 'maximum': 4.5}",
                "{'anyOf': [{'type': 'string'}, {'type': 'number', 'minimum': 1}]}",
                "{'oneOf': [{'type': 'number'}, {'minimum': 1}, {'type': 'string'}]}",
                "{'oneOf': [{'type': 'string'}]}",
                "{'not': {'type': ['string', 'object']}}",
                "{'not': {'not': {'required': ['x']}}}",
                "{'anyOf': [{'pattern': '^x'}, {'pattern': '^a.c$'}, {'format': 'date'}, {'items': false}, {'enum': ['', 'Other']}]}",
                "{'oneOf': [{'pattern': '^x'}, {'minLength': 2}, {'format': 'uri'}, {'properties': {'x': false}}]}",
                "{'not': {}}",
                "{'const': 'x'}",
                "{'const': null}",
                "{'enum': ['x', null, true]}",
                "{'enum': ['', 'x', 'ab c', '2024-02-29', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm']}",
                "{'type': 'string', 'enum': ['x', '']}",
                "{'pattern': '^[a-z]+$'}",
                "{'pattern': 'b c$', 'minLength': 2, 'maxLength': 4}",
                "{'pattern': '\\\\p{Letter}'}",
                "{'maxLength': 2}",
                "{'format': 'date'}",
                "{'format': 'date-time'}",
                "{'format': 'uri'}",
                "{'format': 'email'}",
                "{'format': 'idn-email'}"
            })
    void everyKeyword(String text, @TempDir Path directory) throws Exception {
        Path schema = schema(text, directory);
        QuickVerdict rule = quick(schema).orElseThrow();
        GuardedSchema library = library(schema);
        List<String> nested = new ArrayList<>(VALUES);
        for (String value : VALUES) {
            nested.add("[" + value + "]");
            nested.add("[" + value + ", [" + value + "]]");
            nested.add("{\"x\": " + value + "}");
            nested.add("{\"x\": {\"x\": " + value + "}, \"z\": " + value + "}");
        }
        for (String value : nested) {
            agree(rule, library, MAPPER.readTree(value));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$schema': 'http://json-schema.org/draft-07/schema#', 'type': 'string'}",
                "{'$ref': '#/properties/x', 'properties': {'x': {}}}",
                "{'$defs': {'a': {'$anchor': 'x'}}, '$ref': '#x'}",
                "{'properties': {'x': {'$id': 'https://example.org/x'}}}",
                "{'patternProperties': {'a': {}}}",
                "{'prefixItems': [true]}",
                "{'unevaluatedProperties': false}",
                "{'uniqueItems': true}",
                "{'contains': {}}",
                "{'multipleOf': 3}",
                "{'format': 'hostname'}",
                "{'enum': [1]}",
                "{'const': {}}",
                "{'type': 'object', 'enum': ['x']}",
                "{'minLength': 3e9}",
                "{'nullable': true}",
                "{'not': {'items': {'propertyNames': {}}}}"
            })
    void schemaWithAnythingElseHasNoQuickRule(String text, @TempDir Path directory) throws Exception {
        assertThat(quick(schema(text, directory))).isEmpty();
    }

    @Test
    void shippedSchemaHasOne() throws Exception {
        assertThat(quick(SHIPPED)).isPresent();
    }

    private static Path schema(String text, Path directory) throws Exception {
        return Files.writeString(directory.resolve("s.json"), text.replace('\'', '"'));
    }

    private static Optional<QuickVerdict> quick(Path schema) throws IOException {
        JsonNode root = MAPPER.readTree(Files.readAllBytes(schema));
        return QuickVerdict.of(
                root, Dialect.named(root.path("$schema").asText()).orElse(Dialect.UNNAMED));
    }

    private static GuardedSchema library(Path schema) throws SchemaProblem {
        Schemas neighbours = Schemas.load(schema.resolveSibling(""));
        GuardedSchema compiled =
                (GuardedSchema) neighbours.schema(schema.toString()).compiled();
        return compiled.withoutQuickVerdict();
    }

    private static void agree(QuickVerdict rule, GuardedSchema library, JsonNode document) {
        boolean holds = library.validate(document).isEmpty();
        assertThat(rule.holds(document)).as(document.toString()).isEqualTo(holds);
        assertThat(holdsWhileRead(rule, document.toString()))
                .as("while %s is read", document)
                .isEqualTo(holds);
    }

    private static boolean holdsWhileRead(QuickVerdict rule, String document) {
        return holdsWhileRead(UNREAD, rule, document);
    }

    private static boolean holdsWhileRead(UnreadDocuments documents, QuickVerdict rule, String document) {
        JsonNode unread = documents.unread(new CheckedDocument(document.getBytes(StandardCharsets.UTF_8)));
        return UnreadDocument.in(unread).orElseThrow().holds(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[",
                "{\"x\": 1",
                "{\"x\": 1}}",
                "{\"x\": 1} 2",
                "{\"x\": 1, \"x\": 1}",
                "{\"y\": 1, \"y\": 1}",
                "{\"y\": {\"a\": 1, \"a\": 1}}",
                "{\"x\": {\"a\": 1, \"a\": 1}}",
                "[{\"y\": 1, \"y\": 1}]",
                "{\"x\": 01}",
                "{\"y\": NaN}",
                "{\"y\": 1e1000}",
                "{\"y\": \"\\x\"}",
                "{\"y\": \"a\tb\"}",
                "{\"y\": [1,]}",
                "[1, 2,]"
            })
    void whatTheTreeRefusesIsNotJudgedWhileItIsRead(String document, @TempDir Path directory) throws Exception {
        QuickVerdict rule = quick(schema("{'properties': {'x': {}}, 'items': {'properties': {'x': true}}}", directory))
                .orElseThrow();
        assertThat(holdsWhileRead(rule, document)).isFalse();
        assertThat(holdsWhileRead(rule, "{\"x\": 1, \"y\": [{}, \"\\u00e4\", 12345678901, 1.5, true, null]}"))
                .isTrue();
    }

    /** Whatever the rule wants to know of a text, all of it is read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "{}",
                "{'type': 'string'}",
                "{'type': ['string', 'null']}",
                "{'pattern': '^a'}",
                "{'enum': ['a\u00e4']}"
            })
    void aTextIsReadAsStrictlyAsTheTreeIs(String schema, @TempDir Path directory) throws Exception {
        QuickVerdict rule = quick(schema("{'properties': {'x': " + schema + "}}", directory))
                .orElseThrow();
        assertThat(holdsWhileRead(rule, "{\"x\": \"a\u00e4\"}")).isTrue();
        assertThat(holdsWhileRead(rule, "{\"x\": \"\\u0061\u00e4\", \"y\": 1}")).isTrue();
        for (String broken : List.of("a\\x", "a\\u00g0", "a\tb", "a\u0000", "a\\", "a")) {
            String text = "{\"x\": \"" + broken + (broken.equals("a") ? "" : "\"}");
            assertThat(holdsWhileRead(rule, text)).as(text).isFalse();
        }
    }

    /** The parser keeps a text of up to some thousand characters in one piece, and a longer one in several. */
    @Test
    void aTextMayBeOfAnyLength(@TempDir Path directory) throws Exception {
        for (int length : List.of(1, 199, 200, 201, 3_999, 4_000, 4_001, 8_000, 50_000)) {
            for (String character : List.of("a", "\u00e4", "\u20ac", "\\n", "\\u0061")) {
                String text = character.repeat(length);
                QuickVerdict same = quick(schema("{'items': {'enum': ['" + text + "']}}", directory))
                        .orElseThrow();
                assertThat(holdsWhileRead(same, "[\"" + text + "\", \"" + text + "\"]"))
                        .isTrue();
                assertThat(holdsWhileRead(same, "[\"" + text + "b\"]")).isFalse();
                assertThat(holdsWhileRead(same, "[\"" + character.repeat(length - 1) + "b\"]"))
                        .isFalse();
                QuickVerdict plain = quick(schema("{'items': {'pattern': '^a+$'}}", directory))
                        .orElseThrow();
                boolean letters = character.equals("a") || character.equals("\\u0061");
                assertThat(holdsWhileRead(plain, "[\"" + text + "\"]")).isEqualTo(letters);
            }
        }
    }

    @Test
    void aTextAboveTheLimitIsNotJudgedWhileItIsRead(@TempDir Path directory) throws Exception {
        for (int most : List.of(100, 201, 4_000, Limits.defaults().stringLengthMax())) {
            UnreadDocuments documents = new UnreadDocuments(new Limits(64, 512, most, 1_000, 10_000, 16_000_000));
            for (String keyword : List.of("'pattern': '^a'", "'type': 'string'")) {
                QuickVerdict rule =
                        quick(schema("{" + keyword + "}", directory)).orElseThrow();
                assertThat(holdsWhileRead(documents, rule, "\"" + "a".repeat(most) + "\""))
                        .isTrue();
                assertThat(holdsWhileRead(documents, rule, "\"" + "a".repeat(most + 1) + "\""))
                        .isFalse();
            }
        }
    }

    /** The library alone finds nothing wrong with what it takes for neither an object nor a list. */
    @Test
    void aSchemaThatIsNotOursCannotJudgeAnUnreadDocument() {
        JsonSchema other =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema("{\"required\": [\"must\"]}");
        JsonNode unread = UNREAD.unread(new CheckedDocument("no json".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> other.validate(unread))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("uriSchemaLoader");
    }

    @Test
    void moreFieldsThanBitsAreJudgedToo(@TempDir Path directory) throws Exception {
        for (int fields : List.of(63, 64, 65, 200)) {
            List<String> names =
                    IntStream.range(0, fields).mapToObj(i -> "\"f" + i + "\"").toList();
            String properties = names.stream().map(name -> name + ": {}").collect(Collectors.joining(", "));
            String values = names.stream().map(name -> name + ": 1").collect(Collectors.joining(", "));
            QuickVerdict rule = quick(
                            schema("{'properties': {" + properties + "}, 'required': " + names + "}", directory))
                    .orElseThrow();
            assertThat(holdsWhileRead(rule, "{" + values + "}")).isTrue();
            assertThat(holdsWhileRead(rule, "{" + values.replace("\"f0\"", "\"g\"") + "}"))
                    .as("one is missing")
                    .isFalse();
            assertThat(holdsWhileRead(rule, "{" + values + ", \"f" + (fields - 1) + "\": 1}"))
                    .as("one comes twice")
                    .isFalse();
        }
    }

    private static boolean isSmallDocument(Path folder) {
        try {
            byte[] document = Files.readAllBytes(folder.resolve("in.json"));
            return document.length < 1_500
                    && !Admission.of(document, Limits.defaults()).failed()
                    && MAPPER.readTree(document) != null;
        } catch (IOException | RuntimeException notRead) {
            return false;
        }
    }

    /** The document, and copies of it in which one value is another or, in an object, missing. */
    private static List<JsonNode> changes(JsonNode document) throws IOException {
        List<JsonNode> changes = new ArrayList<>(List.of(document));
        for (String value : VALUES) {
            changes.add(MAPPER.readTree(value));
        }
        if (document instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                for (JsonNode change : changes(field.getValue())) {
                    changes.add(object.deepCopy().set(field.getKey(), change));
                }
                changes.add(object.deepCopy().without(field.getKey()));
            }
        } else if (document instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                for (JsonNode change : changes(array.get(i))) {
                    ArrayNode copy = array.deepCopy();
                    copy.set(i, change);
                    changes.add(copy);
                }
            }
        }
        return changes;
    }
}
