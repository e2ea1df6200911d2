package io.sluice.check.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.check.DocumentChecker;
import io.sluice.check.Limits;
import io.sluice.check.Schema;
import io.sluice.check.dialect.Dialect;
import io.sluice.check.finding.Finding;
import io.sluice.check.finding.FindingCode;
import io.sluice.check.finding.Findings;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT = "{\"type\": \"string\"}";

    @Test
    void namesAreThePathsBelowTheDirectory(@TempDir Path directory) throws Exception {
        write(directory, "a.json", TEXT);
        write(directory, "sub/b.json", TEXT);
        write(directory, "catalogue.json", "{}");
        write(directory, "readme.txt", "x");

        Schemas schemas = Schemas.load(directory);

        assertThat(schemas.names()).containsExactly("a", "sub/b");
        assertThat(schemas.schema("sub/b").name()).isEqualTo("sub/b");
        assertThat(schemas.schema("a")).isSameAs(schemas.schema("a.json"));
    }

    @Test
    void pathLeadsToASchemaAnywhere(@TempDir Path directory, @TempDir Path elsewhere) throws Exception {
        Path file = write(elsewhere, "x.json", TEXT);

        Schema schema = Schemas.load(directory).schema(file.toString());

        assertThat(schema.name()).isEqualTo("x");
        assertThat(check(schema, "\"text\"").failed()).isFalse();
        assertThat(check(schema, "1").failed()).isTrue();
    }

    @Test
    void unknownNameIsToldWithTheNamesThereAre(@TempDir Path directory) throws Exception {
        write(directory, "grants.json", TEXT);

        assertProblem(directory, "grant", "there is no schema \"grant\"", "grants");
    }

    @Test
    void missingDirectoryIsToldToWhoeverAsks(@TempDir Path directory) {
        assertProblem(directory.resolve("absent"), "a", "cannot be read", "absent");
    }

    @Test
    void brokenSchemaIsAProblemOnlyForWhoeverAsks(@TempDir Path directory) throws Exception {
        write(directory, "good.json", TEXT);
        write(directory, "broken.json", "{\"type\":\n  \"object\",}");

        assertThat(Schemas.load(directory).schema("good").name()).isEqualTo("good");
        assertProblem(directory, "broken", "broken.json", "line 2, column 12", "This is not JSON");
    }

    @Test
    void schemaIsHeldAgainstItsDialect(@TempDir Path directory) throws Exception {
        write(directory, "a.json", "{\n \"type\": \"strng\",\n \"minLength\": -1}");

        assertProblem(directory, "a", "no valid schema", "line 2, column 10", "#/type", "#/minLength");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'pattern': '\\\\Aa'} #/pattern",
                "{'properties': {'x': {'items': {'pattern': 'a++'}}}} #/properties/x/items/pattern",
                "{'$defs': {'never': {'not': {'pattern': '(?i)a'}}}} #/$defs/never/not/pattern",
                "{'patternProperties': {'[': true}} #/patternProperties/[",
                "{'$schema': 'http://json-schema.org/draft-04/schema#', 'patternProperties': {'\\\\Z': {}}} #/patternProperties/\\Z",
                "{'oneOf': [true, {'if': {'pattern': '\\\\p{Nonsense}'}}]} #/oneOf/1/if/pattern",
                "{'$ref': '#/x/y', 'x': {'y': {'propertyNames': {'pattern': '('}}}} #/x/y/propertyNames/pattern"
            })
    void patternThatIsNoneIsAProblemThatNamesItsPlace(String both, @TempDir Path directory) throws Exception {
        int end = both.lastIndexOf(" #");
        write(directory, "a.json", both.substring(0, end).replace('\'', '"'));

        assertProblem(directory, "a", "a.json", "ECMA-262", both.substring(end + 1));
    }

    @Test
    void patternInAFileThatIsReferredToNamesThatFile(@TempDir Path directory) throws Exception {
        write(directory, "a.json", "{\"items\": {\"$ref\": \"b.json\"}}");
        write(directory, "b.json", "{\"pattern\": \"\\\\Qx\\\\E\"}");

        assertProblem(directory, "a", "b.json: the pattern", "\\Q", "at its character 1");
    }

    @Test
    void whatIsDataNeedBeNoPattern(@TempDir Path directory) throws Exception {
        write(
                directory,
                "a.json",
                """
                {"$schema": "http://json-schema.org/draft-07/schema#", "$ref": "#/definitions/b",
                 "definitions": {"b": {"enum": [{"pattern": "["}], "properties": {"pattern": {"const": "["}}}}}
                """);

        assertThat(check(Schemas.load(directory).schema("a"), "{\"pattern\": \"[\"}"))
                .isEqualTo(Findings.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref': '#'}",
                "{'allOf': [true, {'$ref': '#'}]}",
                "{'anyOf': [{'type': 'string'}, {'$ref': '#'}]}",
                "{'oneOf': [{'$ref': '#/oneOf/0'}]}",
                "{'if': {'$ref': '#'}}",
                "{'if': true, 'then': {'not': {'$ref': '#'}}}",
                "{'dependentSchemas': {'x': {'$ref': '#'}}}",
                "{'$schema': 'http://json-schema.org/draft-07/schema#', 'dependencies': {'x': {'$ref': '#'}}}",
                "{'properties': {'x': {'$ref': '#/$defs/a'}}, '$defs': {'a': {'$ref': '#/$defs/b'}, 'b': {'allOf': [{'$ref': '#/$defs/a'}]}}}",
                "{'$defs': {'a': {'$anchor': 'x', 'not': {'$ref': '#x'}}}}",
                "{'$dynamicAnchor': 'x', '$dynamicRef': '#x'}",
                "{'$schema': 'https://json-schema.org/draft/2019-09/schema', 'else': true, 'if': {'$recursiveRef': '#'}}",
                "{'$id': 'https://example.org/s', 'allOf': [{'$ref': 'https://example.org/s'}]}"
            })
    void schemaThatAppliesItselfToTheSameValueIsAProblem(String text, @TempDir Path directory) throws Exception {
        write(directory, "a.json", text.replace('\'', '"'));

        assertProblem(directory, "a", "a.json", "applies itself to the same value", "\"a.json#", " -> ");
    }

    @Test
    void loopOverTwoFilesNamesBoth(@TempDir Path directory) throws Exception {
        write(directory, "a.json", "{\"anyOf\": [{\"$ref\": \"b.json\"}]}");
        write(directory, "b.json", "{\"if\": {\"$ref\": \"a.json\"}}");

        assertProblem(directory, "a", "\"a.json#/anyOf/0\" -> \"b.json#\" -> \"b.json#/if\" -> \"a.json#\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'properties': {'x': {'$ref': '#'}}}",
                "{'anyOf': [{'type': 'string'}, {'items': {'$ref': '#'}}]}",
                "{'allOf': [{'$ref': '#/$defs/a'}, {'$ref': '#/$defs/a'}], '$defs': {'a': {'type': 'string'}}}",
                "{'then': {'$ref': '#'}}",
                "{'additionalProperties': {'$ref': '#'}, 'contains': {'$ref': '#'}, 'propertyNames': {'$ref': '#/$defs/n'}, '$defs': {'n': {}}}",
                "{'$schema': 'http://json-schema.org/draft-07/schema#', '$ref': '#/definitions/a', 'allOf': [{'$ref': '#'}], 'definitions': {'a': {}}}"
            })
    void schemaThatComesBackToItselfForAnotherValueIsNone(String text, @TempDir Path directory) throws Exception {
        write(directory, "a.json", text.replace('\'', '"'));

        assertThat(check(Schemas.load(directory).schema("a"), "\"x\"")).isEqualTo(Findings.NONE);
    }

    @Test
    void listIsNoSchema(@TempDir Path directory) throws Exception {
        write(directory, "a.json", "[]");

        assertProblem(directory, "a", "expected an object, found an empty list");
    }

    @Test
    void unknownDraftIsAProblemThatNamesTheKnownOnes(@TempDir Path directory) throws Exception {
        write(directory, "a.json", "{\"$schema\": \"http://json-schema.org/draft-03/schema#\"}");

        assertProblem(directory, "a", "draft-03", "draft-04", "draft-06", "draft-07", "2019-09", "2020-12");
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void dialectIsKnownByHttpAndHttpsWithAndWithoutHash(Dialect dialect, @TempDir Path directory) throws Exception {
        String bare = dialect.url().replaceFirst("^https?", "").replaceFirst("#$", "");
        int n = 0;
        for (String url : List.of("http" + bare, "https" + bare, "http" + bare + "#", "https" + bare + "#")) {
            String name = "schema" + n++;
            write(
                    directory,
                    name + ".json",
                    """
                    {"$schema": "%s", "properties": {
                      "date": {"format": "date"}, "at": {"format": "date-time"}, "mail": {"format": "email"},
                      "web": {"format": "uri"}, "ip": {"format": "ipv4"}}}
                    """
                            .formatted(url));
            Schema schema = Schemas.load(directory).schema(name);

            assertThat(
                            check(
                                    schema,
                                    """
                    {"date": "2024-02-29", "at": "2024-02-29T10:00:00Z", "mail": "a@example.org",
                     "web": "https://example.org/", "ip": "127.0.0.1"}
                    """))
                    .isEqualTo(Findings.NONE);
            assertThat(check(
                                    schema,
                                    """
                    {"date": "2024-02-30", "at": "2024-02-30T10:00:00Z", "mail": "a", "web": "x", "ip": "1.2.3.400"}
                    """)
                            .kept())
                    .as(url)
                    .hasSize(5)
                    .allMatch(finding -> finding.code() == FindingCode.WRONG_FORMAT);
        }
    }

    @Test
    void schemaWithoutADraftIs202012(@TempDir Path directory) throws Exception {
        write(directory, "a.json", "{\"prefixItems\": [{\"type\": \"string\"}]}");

        assertThat(check(Schemas.load(directory).schema("a"), "[1]").failed()).isTrue();
    }

    @Test
    void referenceResolvesByRelativePath(@TempDir Path directory) throws Exception {
        write(directory, "a.json", "{\"$ref\": \"parts/b.json#/$defs/text\"}");
        write(directory, "parts/b.json", "{\"$defs\": {\"text\": {\"$ref\": \"../c.json\"}}}");
        write(directory, "c.json", TEXT);

        Schema schema = Schemas.load(directory).schema("a");

        assertThat(check(schema, "1").failed()).isTrue();
        assertThat(check(schema, "\"x\"").failed()).isFalse();
    }

    @Test
    void referenceResolvesByTheIdOfANeighbour(@TempDir Path directory) throws Exception {
        write(directory, "a.json", "{\"$id\": \"https://example.org/s/a\", \"$ref\": \"b#text\"}");
        write(
                directory,
                "whatever.json",
                "{\"$id\": \"https://example.org/s/b\", \"$defs\": {\"t\": {\"$anchor\": \"text\", \"type\": \"string\"}}}");
        write(directory, "broken-neighbour.json", "{");

        assertThat(check(Schemas.load(directory).schema("a"), "1").failed()).isTrue();
    }

    @Test
    void relativePathResolvesBesideAnIdToo(@TempDir Path directory) throws Exception {
        write(directory, "a.json", "{\"$id\": \"https://example.org/s/a\", \"$ref\": \"b.json\"}");
        write(directory, "b.json", TEXT);

        assertThat(check(Schemas.load(directory).schema("a"), "1").failed()).isTrue();
    }

    @Test
    void referenceResolvesThroughTheCatalogueOfEitherDirectory(@TempDir Path directory) throws Exception {
        write(directory, "sub/a.json", "{\"allOf\": [{\"$ref\": \"urn:x:b\"}, {\"$ref\": \"urn:x:c#\"}]}");
        write(directory, "sub/catalogue.json", "{\"urn:x:b\": \"../b.json\"}");
        write(directory, "catalogue.json", "{\"urn:x:c\": \"c.json\"}");
        write(directory, "b.json", TEXT);
        write(directory, "c.json", "{\"minLength\": 2}");

        Schema schema = Schemas.load(directory).schema("sub/a");

        assertThat(check(schema, "1").failed()).isTrue();
        assertThat(check(schema, "\"x\"").failed()).isTrue();
        assertThat(check(schema, "\"xy\"").failed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/b.json",
                "http://127.0.0.1:1/b.json",
                "file:///etc/hostname",
                "classpath:draft-07/schema",
                "resource:draft-07/schema",
                "/etc/hostname",
                "absent.json",
                "b.json#/nothing",
                "b.json#nothing",
                "#/nothing",
                "#nothing"
            })
    void referenceToAnythingElseIsAProblemThatNamesIt(String reference, @TempDir Path directory) throws Exception {
        write(directory, "b.json", TEXT);
        write(directory, "a.json", "{\"properties\": {\"x\": {\"items\": {\"$ref\": \"%s\"}}}}".formatted(reference));

        assertProblem(directory, "a", "a.json", reference, "#/properties/x/items", "cannot be resolved");
    }

    @Test
    void problemOfAReferenceSaysHowToMendIt(@TempDir Path directory) throws Exception {
        write(directory, "a.json", "{\"$ref\": \"https://example.org/b.json\"}");

        assertProblem(directory, "a", "no network connection", "relative path", "with the id", "catalogue.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$id': 'https://example.org/s/a.json', '$ref': 'b.json'}",
                "{'$id': 'https://example.org/s/a.json', '$ref': '#/definitions/t'}",
                "{'$id': 'https://example.org/s/a.json', '$ref': 'a.json#/definitions/t'}",
                "{'$id': 'a.json', '$ref': 'b.json#'}",
                "{'$id': 'urn:example:a', '$ref': '#/definitions/t'}",
                "{'allOf': [{'$id': 'https://elsewhere.org/x', '$ref': '#/definitions/t'}]}",
                "{'allOf': [{'$id': 'https://elsewhere.org/x', '$ref': 'b.json'}]}",
                "{'$id': 'https://example.org/s/a.json', 'allOf': [{'$id': 'sub/', '$ref': 'b.json'}]}",
                "{'allOf': [{'$id': '#x', '$ref': '#/definitions/t'}]}"
            })
    void idBesideAReferenceOfDraft7IsNoBaseButAtTheRoot(String text, @TempDir Path directory) throws Exception {
        for (Dialect dialect : List.of(Dialect.DRAFT_04, Dialect.DRAFT_06, Dialect.DRAFT_07)) {
            String schema = "{'$schema': '" + dialect.url() + "', 'definitions': {'t': {'type': 'string'}}, "
                    + text.substring(1).replace("$id", dialect.idKeyword());
            write(directory, "a.json", schema.replace('\'', '"'));
            write(directory, "b.json", TEXT);

            assertOnlyTexts(Schemas.load(directory).schema("a"));
        }
    }

    /** The schema library keeps what it found under a URL that leaves the inner id out. */
    @Test
    void equalReferencesInTwoResourcesLeadToTwoPlaces(@TempDir Path directory) throws Exception {
        write(
                directory,
                "a.json",
                """
                {"$id": "https://example.org/a", "$defs": {"t": {"type": "string"}},
                 "properties": {
                   "inner": {"$id": "https://example.org/i", "$ref": "#/$defs/t", "$defs": {"t": {"type": "integer"}}},
                   "outer": {"$ref": "#/$defs/t"}}}
                """);

        Schema schema = Schemas.load(directory).schema("a");

        assertThat(check(schema, "{\"inner\": 1, \"outer\": \"x\"}").failed()).isFalse();
        assertThat(check(schema, "{\"inner\": \"x\", \"outer\": 1}").errorCount())
                .isEqualTo(2);
    }

    @Test
    void fileIsRelativeToTheUrlItWasReachedBy(@TempDir Path directory) throws Exception {
        write(directory, "a.json", "{\"$ref\": \"https://example.org/v1/package.json\"}");
        write(
                directory,
                "catalogue.json",
                """
                {"https://example.org/v1/package.json": "files/1.json", "https://example.org/v1/text.json": "files/2.json"}
                """);
        write(directory, "files/1.json", "{\"$ref\": \"text.json#/$defs/t\"}");
        write(directory, "files/2.json", "{\"$defs\": {\"t\": {\"$ref\": \"beside.json\"}}}");
        write(directory, "files/beside.json", TEXT);

        assertOnlyTexts(Schemas.load(directory).schema("a"));
    }

    @Test
    void oneFileMayBeReachedByMoreThanOneUrl(@TempDir Path directory) throws Exception {
        write(
                directory,
                "a.json",
                """
                {"allOf": [{"$ref": "urn:x:b"}, {"$ref": "sub/b.json"}, {"$ref": "https://example.org/b#/$defs/t"},
                           {"$ref": "sub/../sub/b.json#t"}]}
                """);
        write(directory, "catalogue.json", "{\"urn:x:b\": \"sub/b.json\", \"https://example.org/b\": \"sub/b.json\"}");
        write(
                directory,
                "sub/b.json",
                "{\"$ref\": \"#/$defs/t\", \"$defs\": {\"t\": {\"$anchor\": \"t\", \"$ref\": \"c.json\"}}}");
        write(directory, "sub/c.json", TEXT);

        assertOnlyTexts(Schemas.load(directory).schema("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0", "1", "09693", "007", "00", "4294967296", "99999999999999999999", "1a", "0x1", "-1", "1.0", "a+b",
                        "a b",
                "50%", "%25", "a~b", "a/b", "~1", "", "ü", "😀", "a?b=c&d", "$ref", "properties", "x\"y", "a\\b"
            })
    void anyKeyCanBePointedTo(String key, @TempDir Path directory) throws Exception {
        String named = JSON.writeValueAsString(Map.of(key, Map.of("type", "string"), key + "9", Map.of()));
        String pointer = URLEncoder.encode(key.replace("~", "~0").replace("/", "~1"), StandardCharsets.UTF_8)
                .replace("+", "%20");
        for (Dialect dialect : Dialect.values()) {
            write(
                    directory,
                    "a.json",
                    "{\"$schema\": \"%s\", \"definitions\": %s, \"allOf\": [{\"$ref\": \"#/definitions/%s\"}]}"
                            .formatted(dialect.url(), named, pointer));
            write(directory, "b.json", "{\"$ref\": \"a.json#/definitions/%s\"}".formatted(pointer));
            write(directory, "c.json", "{\"$ref\": \"b.json\"}");

            assertOnlyTexts(Schemas.load(directory).schema("a"));
            assertOnlyTexts(Schemas.load(directory).schema("c"));
        }
    }

    @Test
    void pointersLeadThroughListsAndUnknownKeywords(@TempDir Path directory) throws Exception {
        write(
                directory,
                "a.json",
                """
                {"$id": "https://example.org/s/a", "x-parts": {"0": [{}, {"$ref": "b.json"}]},
                 "anyOf": [{"$ref": "#/x-parts/0/1"}]}
                """);
        write(directory, "b.json", TEXT);

        assertOnlyTexts(Schemas.load(directory).schema("a"));
        write(directory, "c.json", "{\"$ref\": \"a.json#/x-parts/0/01\"}");
        assertProblem(directory, "c", "a.json#/x-parts/0/01", "cannot be resolved");
    }

    @Test
    void schemaThatNamesNoDialectHasItsReferrers(@TempDir Path directory) throws Exception {
        write(
                directory,
                "a.json",
                "{\"$schema\": \"http://json-schema.org/draft-04/schema#\", \"allOf\": [{\"$ref\": \"urn:x:b\"}]}");
        write(directory, "b.json", "{\"id\": \"urn:x:b\", \"minimum\": 1, \"exclusiveMinimum\": true}");

        Schema schema = Schemas.load(directory).schema("a");

        assertThat(check(schema, "1").failed()).isTrue();
        assertThat(check(schema, "2").failed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%zz", "b.json#/%zz", "#/%zz", "#/$defs/%", "http://[", ":x", "a b.json", "%00", "b.json#%", "#~"
            })
    void referenceThatIsBrokenIsAProblem(String reference, @TempDir Path directory) throws Exception {
        write(directory, "b.json", TEXT);
        write(directory, "a.json", "{\"$ref\": \"%s\"}".formatted(reference));

        assertProblem(directory, "a", reference, "cannot be resolved");
    }

    @Test
    void ofTwoNeighboursWithOneIdTheOneThatIsCalledSoIsMeant(@TempDir Path directory) throws Exception {
        String id = "https://example.org/1__1/release.json";
        write(directory, "a.json", "{\"$ref\": \"%s\"}".formatted(id));
        write(directory, "release.json", "{\"$id\": \"%s\", \"type\": \"string\"}".formatted(id));
        write(directory, "dereferenced-release.json", "{\"$id\": \"%s\"}".formatted(id));

        assertOnlyTexts(Schemas.load(directory).schema("a"));

        Files.move(directory.resolve("release.json"), directory.resolve("other-release.json"));
        assertProblem(directory, "a", "more than one schema has this id", "catalogue.json", id);
        write(directory, "catalogue.json", "{\"%s\": \"other-release.json\"}".formatted(id));
        assertOnlyTexts(Schemas.load(directory).schema("a"));
    }

    @Test
    void unresolvedReferenceOfAnotherFileNamesThatFile(@TempDir Path directory) throws Exception {
        write(directory, "a.json", "{\"$ref\": \"b.json\"}");
        write(directory, "b.json", "{\"$ref\": \"urn:gone\"}");

        assertProblem(directory, "a", "b.json: the reference \"urn:gone\"");
    }

    @Test
    void idThatTwoNeighboursHaveIsAProblemOfWhoeverRefersToIt(@TempDir Path directory) throws Exception {
        write(directory, "a.json", "{\"$ref\": \"urn:x\"}");
        write(directory, "b.json", "{\"$id\": \"urn:x\"}");
        write(directory, "c.json", "{\"$id\": \"urn:x\"}");

        assertProblem(directory, "a", "more than one schema has this id", "b.json", "c.json");
    }

    @Test
    void catalogueEntryWithoutItsFileIsAProblem(@TempDir Path directory) throws Exception {
        write(directory, "a.json", TEXT);
        write(directory, "catalogue.json", "{\"urn:x\": \"gone.json\"}");

        assertProblem(directory, "a", "catalogue.json", "urn:x", "gone.json", "does not exist");
    }

    @Test
    void referencesInDataAreNone(@TempDir Path directory) throws Exception {
        write(
                directory,
                "a.json",
                """
                {"enum": [{"$ref": "urn:data"}], "default": {"$ref": "urn:data"}, "examples": [{"$ref": "urn:data"}],
                 "properties": {"$ref": {"type": "string"}}}
                """);

        assertThat(check(Schemas.load(directory).schema("a"), "{\"$ref\": \"urn:data\"}"))
                .isEqualTo(Findings.NONE);
    }

    @Test
    void draftsOwnSchemasAreBundled(@TempDir Path directory) throws Exception {
        write(directory, "a.json", "{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}");

        Schema schema = Schemas.load(directory).schema("a");

        assertThat(check(schema, "{\"type\": \"string\"}").failed()).isFalse();
        assertThat(check(schema, "{\"type\": \"strng\"}").failed()).isTrue();
    }

    @Test
    void cyclesEnd(@TempDir Path directory) throws Exception {
        write(directory, "a.json", "{\"properties\": {\"b\": {\"$ref\": \"b.json\"}}, \"required\": [\"a\"]}");
        write(directory, "b.json", "{\"properties\": {\"a\": {\"$ref\": \"a.json\"}, \"b\": {\"$ref\": \"#\"}}}");

        assertThat(check(Schemas.load(directory).schema("a"), "{\"a\": 1, \"b\": {\"b\": {\"a\": {}}}}")
                        .kept())
                .singleElement()
                .extracting(Finding::pointer)
                .isEqualTo("/b/b/a");
    }

    @Test
    void hashOfASchemaAloneIsTheHashOfItsBytes(@TempDir Path directory) throws Exception {
        write(directory, "a.json", "{}");

        assertThat(Schemas.load(directory).schema("a").sha256())
                .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }

    @Test
    void hashCoversWhatIsReferredToAndNotWhereItLies(@TempDir Path one, @TempDir Path other) throws Exception {
        for (Path directory : List.of(one, other)) {
            write(directory, "a.json", "{\"properties\": {\"b\": {\"$ref\": \"b.json\"}}}");
            write(directory, "b.json", "{\"properties\": {\"c\": {\"$ref\": \"c.json\"}}}");
            write(directory, "c.json", TEXT);
        }
        String hash = Schemas.load(one).schema("a").sha256();

        assertThat(Schemas.load(other).schema("a").sha256()).isEqualTo(hash);
        write(other, "c.json", TEXT + "\n");
        assertThat(Schemas.load(other).schema("a").sha256()).isNotEqualTo(hash);
    }

    private static void assertOnlyTexts(Schema schema) {
        assertThat(check(schema, "1").failed()).isTrue();
        assertThat(check(schema, "\"x\"")).isEqualTo(Findings.NONE);
    }

    private static Findings check(Schema schema, String document) {
        return new DocumentChecker(schema, Limits.defaults()).check(document.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertProblem(Path directory, String name, String... words) {
        assertThatThrownBy(() -> Schemas.load(directory).schema(name))
                .isInstanceOf(SchemaProblem.class)
                .hasMessageContainingAll(words);
    }

    private static Path write(Path directory, String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
