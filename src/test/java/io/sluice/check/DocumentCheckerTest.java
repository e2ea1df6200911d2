package io.sluice.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import io.sluice.check.finding.Finding;
import io.sluice.check.finding.FindingCode;
import io.sluice.check.finding.Findings;
import io.sluice.check.finding.Severity;
import io.sluice.check.schema.Schemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentCheckerTest {
    /** The endpoint of the routes: it knows the mapper, the compiled schema, and whom to tell. */
    private static Findings throughTheEndpoint(DocumentChecker checker, byte[] document) {
        Findings admitted = checker.admit(document);
        if (admitted.failed()) {
            return admitted;
        }
        try {
            CheckedDocument checked = new CheckedDocument(document);
            JsonNode root = new UnreadDocuments(checker.limits()).unread(checked);
            Set<ValidationMessage> errors = checker.schema().compiled().validate(root);
            assertThat(checked.holdsFor(checker.schema())).isEqualTo(errors.isEmpty());
            return errors.isEmpty() ? Findings.NONE : checker.explain(errors, document);
        } catch (RuntimeException failure) {
            return checker.explain(failure, document);
        }
    }

    static List<Path> cases() throws IOException {
        try (Stream<Path> cases = Files.list(Path.of("src/test/resources/cases/check"))) {
            return cases.filter(folder -> !Files.exists(folder.resolve("schema.json")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void endpointAndCheckComeToTheSameFindings(Path folder) throws Exception {
        DocumentChecker checker = new DocumentChecker(
                Schemas.load(Path.of("config/schemas")).schema("funding_data_v1"), Limits.defaults());
        byte[] document = Files.readAllBytes(folder.resolve("in.json"));

        assertThat(throughTheEndpoint(checker, document)).isEqualTo(checker.check(document));
    }

    @Test
    void findingCarriesWhatAProgramNeeds(@TempDir Path directory) throws Exception {
        DocumentChecker checker = checker(
                directory,
                """
                {"type": "array", "items": {"properties": {"date": {"type": "string", "format": "date"}}}}
                """);

        assertThat(checker.check(utf8("[{},\n {\"date\": \"2024-13-01\"}]")).kept())
                .containsExactly(new Finding(
                        Severity.ERROR,
                        FindingCode.WRONG_FORMAT,
                        "format",
                        "/1/date",
                        2,
                        11,
                        2,
                        "The field \"date\" is \"2024-13-01\": this is not a real date. "
                                + "Write it as YYYY-MM-DD, for example 2024-01-15.",
                        "a real date",
                        "\"2024-13-01\""));
    }

    @Test
    void millionsOfErrorsAreCountedAndAThousandKept(@TempDir Path directory) throws Exception {
        DocumentChecker checker = checker(directory, "{\"items\": {\"type\": \"object\"}}");

        Findings findings = checker.check(list("0", 2_000_000));

        assertThat(findings.errorCount()).isEqualTo(2_000_000);
        assertThat(findings.truncated()).isTrue();
        assertThat(findings.kept()).hasSize(Findings.KEPT_MAX);
        assertThat(findings.kept().get(Findings.KEPT_MAX - 1).pointer()).isEqualTo("/999");
    }

    @Test
    void errorsOfTheClosestAlternativeAreCountedToo(@TempDir Path directory) throws Exception {
        DocumentChecker checker =
                checker(directory, "{\"anyOf\": [{\"type\": \"null\"}, {\"items\": {\"type\": \"object\"}}]}");

        assertThat(checker.check(list("0", 50_000)).errorCount()).isEqualTo(50_000);
    }

    @Test
    void questionsAreAnsweredRightBehindManyErrors(@TempDir Path directory) throws Exception {
        DocumentChecker checker = checker(
                directory,
                """
                {"prefixItems": [
                    {"items": {"type": "string"}},
                    {"contains": {"type": "string"}},
                    {"not": {"items": {"type": "string"}}},
                    {"if": {"items": {"type": "string"}}, "then": false},
                    {"anyOf": [{"items": {"type": "string"}}, true]}]}
                """);
        String numbers = new String(list("0", 20_000), StandardCharsets.UTF_8);

        Findings findings =
                checker.check(utf8("[" + String.join(",", numbers, numbers, numbers, numbers, numbers) + "]"));

        assertThat(findings.errorCount()).isEqualTo(20_001);
    }

    @Test
    void manyUnknownFieldsAreCounted(@TempDir Path directory) throws Exception {
        StringBuilder document = new StringBuilder("{\"#comment\": 0");
        for (int i = 0; i < 99_999; i++) {
            document.append(",\"k").append(i).append("\":0");
        }

        Findings findings = checker(directory, "{\"additionalProperties\": false}")
                .check(utf8(document.append('}').toString()));

        assertThat(findings.errorCount()).isEqualTo(100_000);
        assertThat(findings.kept().get(0).pointer()).isEqualTo("/#comment");
    }

    @Test
    void longNamesDoNotMultiplyIntoPointers(@TempDir Path directory) throws Exception {
        DocumentChecker checker =
                checker(directory, "{\"additionalProperties\": {\"$ref\": \"#\"}, \"type\": \"object\"}");
        String name = "n".repeat(900);
        String document = ("{\"" + name + "\":").repeat(100) + "0" + "}".repeat(100);

        assertThat(checker.check(utf8(document)).kept()).singleElement().satisfies(finding -> {
            assertThat(finding.pointer()).isEqualTo("/" + name);
            assertThat(finding.message()).hasSizeLessThan(200);
        });
    }

    @Test
    void documentAtTheDepthLimitIsJudgedOnASmallStackToo(@TempDir Path directory) throws Exception {
        DocumentChecker checker = checker(
                directory,
                """
                {"type": "array", "items": {"allOf": [{"allOf": [{"anyOf": [{"$ref": "#"}]}]}]}}
                """);
        byte[] holds = utf8("[".repeat(512) + "]".repeat(512));
        byte[] fails = utf8("[".repeat(511) + "0" + "]".repeat(511));

        assertThat(onSmallStack(() -> checker.check(holds))).isEqualTo(Findings.NONE);
        assertThat(onSmallStack(() -> checker.check(fails)).kept())
                .singleElement()
                .extracting(Finding::code)
                .isEqualTo(FindingCode.WRONG_TYPE);
    }

    @Test
    void longTextNeedsNoStackForItsPattern(@TempDir Path directory) throws Exception {
        DocumentChecker checker = checker(directory, "{\"type\": \"string\", \"pattern\": \"^(a|b|[^x])*$\"}");

        assertThat(checker.check(utf8('"' + "ab".repeat(2_000_000) + '"'))).isEqualTo(Findings.NONE);
        assertThat(checker.check(utf8('"' + "ab".repeat(2_000_000) + "x\"")).kept())
                .singleElement()
                .extracting(Finding::code)
                .isEqualTo(FindingCode.PATTERN);
    }

    /** Each is what an engine that tries every way does not come to the end of. */
    @Test
    void patternsOfTheWorstKindAreJudged(@TempDir Path directory) throws Exception {
        String optional = "a?".repeat(32) + "a".repeat(32);
        assertThat(codes(directory, "{\"pattern\": \"^(.*a){12}$\"}", '"' + "a".repeat(60) + "!\""))
                .containsExactly(FindingCode.PATTERN);
        assertThat(codes(directory, "{\"pattern\": \"" + optional + "\"}", '"' + "a".repeat(32) + '"'))
                .isEmpty();
        assertThat(codes(directory, "{\"pattern\": \"\\\\s+$\"}", '"' + " ".repeat(120_000) + "x\""))
                .containsExactly(FindingCode.PATTERN);
        assertThat(codes(
                        directory,
                        "{\"patternProperties\": {\"^(x+x+)+y$\": false}}",
                        "{\"" + "x".repeat(9_000) + "\": 1}"))
                .isEmpty();
        assertThat(codes(
                        directory,
                        "{\"propertyNames\": {\"pattern\": \"^(\\\\w+\\\\s?)*$\"}}",
                        "{\"" + "x".repeat(9_000) + "!\": 1}"))
                .hasSize(1);
        assertThat(codes(
                        directory,
                        "{\"additionalProperties\": false, \"patternProperties\": {\"(a+)+$\": true}}",
                        "{\"" + "a".repeat(9_000) + "!\": 1}"))
                .containsExactly(FindingCode.UNKNOWN_FIELD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'items': {'properties': {'id': %s}}} /items/properties/id/pattern pattern",
                "{'items': {'properties': {'id': {'anyOf': [{'type': 'null'}, %s]}}}} /items/properties/id/anyOf/1/pattern pattern",
                "{'items': {'properties': {'id': {'not': %s}}}} /items/properties/id/not/pattern pattern",
                "{'items': {'properties': {'id': {'$ref': '#/$defs/t'}}}, '$defs': {'t': %s}} /$defs/t/pattern pattern"
            })
    void whatTakesTooManyStepsNamesBothPlaces(String both, @TempDir Path directory) throws Exception {
        String[] parts = both.split(" (?=/|pattern$)", -1);
        String schema =
                parts[0].replace("%s", "{'pattern': '^(a*)*\\\\1(a*)*\\\\2!$'}").replace('\'', '"');
        DocumentChecker checker = checker(directory, schema);
        byte[] document = utf8("[{},\n {\"id\": \"" + "a".repeat(50_000) + "\"}]");

        Findings findings = checker.check(document);

        assertThat(findings.kept()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.TOO_COSTLY);
            assertThat(finding.keyword()).isEqualTo(parts[2]);
            assertThat(finding.pointer()).isEqualTo("/1/id");
            assertThat(finding.line()).isEqualTo(2);
            assertThat(finding.message()).contains("The field \"id\"", ".json#" + parts[1], " steps");
        });
        assertThat(throughTheEndpoint(checker, document)).isEqualTo(findings);
    }

    /** Two branches that both descend: with each level twice the work, were nothing remembered. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'oneOf': [{'properties': {'a': {'$ref': '#'}}, 'required': ['b']}, {'properties': {'a': {'$ref': '#'}}}]}",
                "{'anyOf': [{'properties': {'a': {'$ref': '#'}}, 'required': ['b']}, {'properties': {'a': {'$ref': '#'}}}]}",
                "{'allOf': [{'properties': {'a': {'$ref': '#'}}}, {'properties': {'a': {'$ref': '#'}}}]}",
                "{'if': {'properties': {'a': {'$ref': '#'}}}, 'then': {'properties': {'a': {'$ref': '#'}}}, 'else': false}",
                "{'properties': {'a': {'$ref': '#'}}, 'patternProperties': {'a': {'$ref': '#'}}, 'minProperties': 0}",
                "{'not': {'not': {'properties': {'a': {'$ref': '#'}}}}, 'dependentSchemas': {'a': {'properties': {'a': {'$ref': '#'}}}}}",
                "{'$schema': 'http://json-schema.org/draft-04/schema#', 'oneOf': [{'properties': {'a': {'$ref': '#'}}, 'required': ['b']}, {'properties': {'a': {'$ref': '#'}}}]}"
            })
    void alternativesThatAllDescendAreJudged(String schema, @TempDir Path directory) throws Exception {
        DocumentChecker checker = checker(directory, schema.replace('\'', '"'));
        for (int depth : List.of(20, 200)) {
            byte[] holds = utf8("{\"a\":".repeat(depth) + "{}" + "}".repeat(depth));

            assertThat(checker.check(holds)).as("%s levels", depth).isEqualTo(Findings.NONE);
        }
    }

    @Test
    void errorsBelowAlternativesThatAllDescendAreTold(@TempDir Path directory) throws Exception {
        String schema =
                """
                {"oneOf": [{"properties": {"a": {"$ref": "#"}}, "required": ["b"], "type": "object"},
                           {"properties": {"a": {"$ref": "#"}}, "type": "object"}]}
                """;
        byte[] fails = utf8("{\"a\":".repeat(40) + "1" + "}".repeat(40));

        assertThat(checker(directory, schema).check(fails).kept())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(FindingCode.WRONG_TYPE);
                    assertThat(finding.pointer()).isEqualTo("/a".repeat(40));
                });
    }

    /** Where it matters along which references a place was reached, nothing can be shared. */
    @Test
    void alternativesThatCannotBeRememberedEndWithAFinding(@TempDir Path directory) throws Exception {
        String schema =
                """
                {"oneOf": [{"properties": {"a": {"$ref": "#"}}, "required": ["b"]}, {"properties": {"a": {"$ref": "#"}}}],
                 "unevaluatedItems": false}
                """;
        DocumentChecker checker = checker(directory, schema);

        assertThat(checker.check(utf8("{\"a\":".repeat(5) + "{}" + "}".repeat(5))))
                .isEqualTo(Findings.NONE);
        assertThat(checker.check(utf8("{\"a\":".repeat(40) + "{}" + "}".repeat(40)))
                        .kept())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(FindingCode.TOO_COSTLY);
                    assertThat(finding.keyword()).isEqualTo("$ref");
                });
    }

    @Test
    void numbersAreExact(@TempDir Path directory) throws Exception {
        DocumentChecker checker = checker(
                directory,
                """
                {"prefixItems": [{"multipleOf": 0.01}, {"multipleOf": 2}, {"type": "integer", "maximum": 5},
                                 {"const": 100}, {"enum": [1.0]}, {"uniqueItems": true}]}
                """);

        assertThat(checker.check(utf8("[123456789012345678.01, 9007199254740992, 5.0, 1e2, 1, [1, 2]]")))
                .isEqualTo(Findings.NONE);
        assertThat(checker.check(utf8("[0.001, 9007199254740993, 1e30, 100.0000000000000000001, 1.1, [1, 1.0]]"))
                        .kept())
                .extracting(Finding::pointer)
                .containsExactly("/0", "/1", "/2", "/3", "/4", "/5");
    }

    @Test
    void eachLimitHasItsFinding(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("any.json"), "{}");
        DocumentChecker checker =
                new DocumentChecker(Schemas.load(directory).schema("any"), new Limits(1, 5, 100, 10, 20, 200));

        assertCode(checker, "[[[[[1]]]]]", null);
        assertCode(checker, "[[[[[[1]]]]]]", FindingCode.TOO_DEEP);
        assertCode(checker, '"' + "a".repeat(100) + '"', null);
        assertCode(checker, '"' + "a".repeat(101) + '"', FindingCode.STRING_TOO_LONG);
        assertCode(checker, "[1234567890, 0.123456789, 1e9]", null);
        assertCode(checker, "[12345678901]", FindingCode.NUMBER_TOO_LONG);
        assertCode(checker, "[1e10]", FindingCode.NUMBER_TOO_LONG);
        assertCode(checker, "[1e-10]", FindingCode.NUMBER_TOO_LONG);
        assertCode(checker, "[1e99999999999]", FindingCode.NUMBER_TOO_LONG);
        assertCode(checker, "{\"" + "n".repeat(21) + "\": 1}", FindingCode.NAME_TOO_LONG);
        assertCode(checker, new String(list("0", 250), StandardCharsets.UTF_8), FindingCode.TOO_MANY_VALUES);
        assertCode(checker, " ".repeat(1024 * 1024) + "1", FindingCode.TOO_LARGE);
    }

    @Test
    void whatIsRefusedBeforeReadingHasItsFinding() {
        assertThat(DocumentChecker.tooLarge(70_000_000, 64L * 1024 * 1024).kept())
                .singleElement()
                .extracting(Finding::message)
                .isEqualTo("The file has 70,000,000 bytes, more than the 64 MiB that are taken. "
                        + "Split it into smaller files.");
        assertThat(DocumentChecker.reservedName("a\n.reason.json").kept())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(FindingCode.RESERVED_NAME);
                    assertThat(finding.message()).contains("\"a\\n.reason.json\"");
                });
    }

    private static List<FindingCode> codes(Path directory, String schema, String document) throws Exception {
        return checker(directory, schema).check(utf8(document)).kept().stream()
                .map(Finding::code)
                .toList();
    }

    private static void assertCode(DocumentChecker checker, String document, @Nullable FindingCode code) {
        assertThat(checker.check(utf8(document)).kept().stream()
                        .map(Finding::code)
                        .toList())
                .as(document.substring(0, Math.min(document.length(), 40)))
                .isEqualTo(code == null ? List.of() : List.of(code));
    }

    private static Findings onSmallStack(Supplier<Findings> check) throws InterruptedException {
        AtomicReference<Findings> findings = new AtomicReference<>(Findings.NONE);
        Thread thread = new Thread(null, () -> findings.set(check.get()), "small-stack", 200 * 1024);
        thread.start();
        thread.join();
        return Objects.requireNonNull(findings.get());
    }

    private static DocumentChecker checker(Path directory, String schema) throws Exception {
        Path file = Files.createTempFile(directory, "schema", ".json");
        Files.writeString(file, schema);
        return new DocumentChecker(Schemas.load(directory).schema(file.toString()), Limits.defaults());
    }

    private static byte[] list(String item, int count) {
        return utf8("[" + (item + ",").repeat(count - 1) + item + "]");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anErrorWithoutWordsHidesNoOther(@TempDir Path schemas) throws Exception {
        Files.writeString(schemas.resolve("s.json"), "{\"properties\": {\"b\": {\"type\": \"string\"}}}");
        DocumentChecker checker = new DocumentChecker(Schemas.load(schemas).schema("s"), Limits.defaults());
        byte[] document = "{\"a\": 1,\n \"b\": 1}".getBytes(StandardCharsets.UTF_8);
        ValidationMessage told = checker.schema()
                .compiled()
                .validate(StrictJson.mapper(Limits.defaults()).readTree(document))
                .iterator()
                .next();
        ValidationMessage requiresNothing = ValidationMessage.builder()
                .type("required")
                .code("required")
                .instanceLocation(told.getInstanceLocation().getParent().append("a"))
                .evaluationPath(told.getEvaluationPath())
                .message("")
                .build();

        Findings findings = checker.explain(Set.of(requiresNothing, told), document);

        assertThat(findings.kept()).extracting(Finding::pointer).containsExactly("/a", "/b");
        assertThat(findings.kept())
                .extracting(Finding::code)
                .containsExactly(FindingCode.OTHER_RULE, FindingCode.WRONG_TYPE);
    }
}
