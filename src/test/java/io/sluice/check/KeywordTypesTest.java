package io.sluice.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.check.dialect.Dialect;
import io.sluice.check.finding.FindingCode;
import io.sluice.check.finding.Findings;
import io.sluice.check.format.KnownFormat;
import io.sluice.check.schema.Schemas;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every keyword against values of every type: it judges those of its own type, and none of another. */
class KeywordTypesTest {
    private static final ObjectMapper JSON = StrictJson.mapper(Limits.defaults());

    /** Values of each type that no keyword below holds for. */
    private static final Map<String, List<String>> VALUES = Map.of(
            "object", List.of("{'a': 1, 'b': 1}", "{'a': {'a': 1}, 'b': {'a': 1}}", "{'x': 'x', '0': 'x'}"),
            "array", List.of("[1, 1]", "['x', 'x', 'x']", "[{'a': 1}, {'a': 1.0}]"),
            "string", List.of("'x x'", "'\\u00fc @'", "'[1, 1]'", "'1e3 '"),
            "number", List.of("1e3", "-1e3", "0.5", "12345678901234567890"),
            "boolean", List.of("true", "false"),
            "null", List.of("null"));

    /** @param since the first dialect that has it */
    private record Keyword(String type, Dialect since, String text) {}

    private static final List<Keyword> KEYWORDS = List.of(
            new Keyword("object", Dialect.DRAFT_04, "'properties': {'a': {'not': {}}, 'x': {'not': {}}}"),
            new Keyword("object", Dialect.DRAFT_04, "'patternProperties': {'.': {'not': {}}}"),
            new Keyword("object", Dialect.DRAFT_04, "'additionalProperties': {'not': {}}"),
            new Keyword("object", Dialect.DRAFT_04, "'additionalProperties': false"),
            new Keyword("object", Dialect.DRAFT_04, "'required': ['absent']"),
            new Keyword("object", Dialect.DRAFT_04, "'minProperties': 5"),
            new Keyword("object", Dialect.DRAFT_04, "'maxProperties': 1"),
            new Keyword("object", Dialect.DRAFT_04, "'dependencies': {'a': ['absent'], 'x': ['absent']}"),
            new Keyword("object", Dialect.DRAFT_04, "'dependencies': {'a': {'not': {}}, 'x': {'not': {}}}"),
            new Keyword("object", Dialect.DRAFT_06, "'propertyNames': false"),
            new Keyword("object", Dialect.DRAFT_2019_09, "'dependentRequired': {'a': ['absent'], 'x': ['absent']}"),
            new Keyword("object", Dialect.DRAFT_2019_09, "'dependentSchemas': {'a': false, 'x': false}"),
            new Keyword("object", Dialect.DRAFT_2019_09, "'unevaluatedProperties': false"),
            new Keyword("array", Dialect.DRAFT_04, "'items': {'not': {}}"),
            new Keyword("array", Dialect.DRAFT_04, "'minItems': 5"),
            new Keyword("array", Dialect.DRAFT_04, "'maxItems': 1"),
            new Keyword("array", Dialect.DRAFT_04, "'uniqueItems': true"),
            new Keyword("array", Dialect.DRAFT_06, "'contains': false"),
            new Keyword("array", Dialect.DRAFT_2019_09, "'contains': true, 'minContains': 9"),
            new Keyword("array", Dialect.DRAFT_2019_09, "'unevaluatedItems': false"),
            new Keyword("array", Dialect.DRAFT_2020_12, "'prefixItems': [false]"),
            new Keyword("string", Dialect.DRAFT_04, "'minLength': 100"),
            new Keyword("string", Dialect.DRAFT_04, "'maxLength': 1"),
            new Keyword("string", Dialect.DRAFT_04, "'pattern': '^y$'"),
            new Keyword("number", Dialect.DRAFT_04, "'multipleOf': 7e30"),
            new Keyword("number", Dialect.DRAFT_04, "'minimum': 1e40"),
            new Keyword("number", Dialect.DRAFT_04, "'maximum': -1e40"),
            new Keyword("number", Dialect.DRAFT_06, "'exclusiveMinimum': 1e40"),
            new Keyword("number", Dialect.DRAFT_06, "'exclusiveMaximum': -1e40"));

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void keywordsJudgeTheirOwnTypeAlone(Dialect dialect, @TempDir Path schemas) throws Exception {
        for (Keyword keyword : KEYWORDS) {
            if (dialect.compareTo(keyword.since()) >= 0) {
                judge(schemas, dialect, keyword.type(), keyword.text());
            }
        }
        for (KnownFormat format : KnownFormat.ALL) {
            judge(schemas, dialect, "string", "'format': '" + format.name() + "'");
        }
    }

    private static void judge(Path schemas, Dialect dialect, String type, String keyword) throws Exception {
        Files.writeString(
                schemas.resolve("s.json"),
                ("{'$schema': '" + dialect.url() + "', " + keyword + "}").replace('\'', '"'));
        Schema schema = Schemas.load(schemas).schema("s");
        for (Map.Entry<String, List<String>> ofType : VALUES.entrySet()) {
            for (String value : ofType.getValue()) {
                byte[] document = value.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
                Findings findings = new DocumentChecker(schema, Limits.defaults()).check(document);
                String what = dialect + " " + keyword + " on " + value + ": " + findings.kept();
                boolean fails = ofType.getKey().equals(type);
                assertThat(findings.failed()).as(what).isEqualTo(fails);
                assertThat(findings.kept()).as(what).noneMatch(finding -> finding.code() == FindingCode.UNCHECKABLE);
                JsonNode tree = JSON.readTree(document);
                assertThat(schema.compiled().validate(tree).isEmpty()).as(what).isEqualTo(!fails);
            }
        }
    }
}
