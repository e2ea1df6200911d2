package io.sluice.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.check.finding.Findings;
import io.sluice.check.schema.Schemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a schema further down has looked at is evaluated, through whichever two in-place keywords it was reached. */
class UnevaluatedTest {
    /** Each holds for all values when the schema in the place of {@code %s} does. */
    private static final List<String> IN_PLACE = List.of(
            "{'allOf': [{}, %s]}",
            "{'allOf': [%s, {'anyOf': [{}, {}]}]}",
            "{'anyOf': [%s]}",
            "{'anyOf': [{}, %s]}",
            "{'anyOf': [false, {}, %s]}",
            "{'oneOf': [%s]}",
            "{'oneOf': [false, %s, {'maxProperties': 0, 'maxItems': 0}]}",
            "{'if': %s}",
            "{'if': {}, 'then': %s}",
            "{'if': {'required': ['absent'], 'minItems': 9}, 'else': %s}",
            "{'if': false, 'then': false, 'else': %s}",
            "{'dependentSchemas': {'known': %s}}",
            "{'dependentSchemas': {'items': %s}}",
            "{'dependentSchemas': {'properties': %s}}",
            "{'$ref': '#@', '$defs': {'d': {'$anchor': '@', 'allOf': [%s]}}}",
            "{'$dynamicRef': '#@', '$defs': {'d': {'$dynamicAnchor': '@', 'allOf': [%s]}}}",
            "{'not': {'not': {}}, 'allOf': [%s]}");

    private static final List<String> OF_FIELDS = List.of(
            "{'properties': {'x': true}}",
            "{'patternProperties': {'^x$': true}}",
            "{'properties': {'known': true}, 'additionalProperties': {'const': 1}}",
            "{'unevaluatedProperties': {'const': 1}}");

    private static final List<String> OF_ITEMS = List.of(
            "{'prefixItems': [true]}",
            "{'items': {'const': 1}}",
            "{'contains': {'const': 1}}",
            "{'unevaluatedItems': {'const': 1}}");

    @TestFactory
    Stream<DynamicTest> fields(@TempDir Path schemas) {
        String outer = "{'properties': {'known': true, 'items': true, 'properties': true}, 'allOf': [%s],"
                + " 'unevaluatedProperties': false}";
        String known = "{'known': 1, 'items': 1, 'properties': 1%s}";
        return IN_PLACE.stream()
                .map(one -> DynamicTest.dynamicTest(one, () -> {
                    for (String two : IN_PLACE) {
                        for (String evaluating : OF_FIELDS) {
                            DocumentChecker checker = checker(schemas, outer, one, two, evaluating);
                            assertHolds(checker, known.formatted(", 'x': 1"), true);
                            assertHolds(checker, known.formatted(", 'x': 1, 'further': 2"), false);
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> items(@TempDir Path schemas) {
        List<String> inPlace = IN_PLACE.stream()
                .filter(keyword -> !keyword.contains("dependent"))
                .toList();
        return inPlace.stream()
                .map(one -> DynamicTest.dynamicTest(one, () -> {
                    for (String two : inPlace) {
                        for (String evaluating : OF_ITEMS) {
                            DocumentChecker checker = checker(
                                    schemas, "{'allOf': [%s], 'unevaluatedItems': false}", one, two, evaluating);
                            assertHolds(checker, "[1]", true);
                            assertHolds(checker, "[1, 2]", false);
                        }
                    }
                }));
    }

    /** A branch that does not hold has evaluated nothing. */
    @TestFactory
    Stream<DynamicTest> notWhatABranchThatFailsHasLookedAt(@TempDir Path schemas) {
        List<String> failing = List.of(
                "{'anyOf': [{}, %s]}",
                "{'oneOf': [{}, %s]}", "{'not': %s}", "{'if': %s}", "{'allOf': [{'anyOf': [{'anyOf': [%s, {}]}]}]}");
        String branch = "{'properties': {'x': true}, 'required': ['absent']}";
        return failing.stream()
                .map(keyword -> DynamicTest.dynamicTest(
                        keyword,
                        () -> assertHolds(
                                checker(schemas, "{'allOf': [%s], 'unevaluatedProperties': false}", keyword, branch),
                                "{'x': 1}",
                                false)));
    }

    /** A schema of nested ones, the outermost first. */
    private static DocumentChecker checker(Path schemas, String... nested) throws Exception {
        String schema = "%s";
        for (int i = 0; i < nested.length; i++) {
            schema = schema.replace("%s", nested[i].replace("@", "a" + i));
        }
        Files.writeString(schemas.resolve("s.json"), schema.replace('\'', '"'));
        return new DocumentChecker(Schemas.load(schemas).schema("s"), Limits.defaults());
    }

    private static void assertHolds(DocumentChecker checker, String document, boolean holds) throws IOException {
        Findings findings = checker.check(document.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        assertThat(!findings.failed())
                .as(Files.readString(checker.schema().file()) + " " + document)
                .isEqualTo(holds);
    }
}
