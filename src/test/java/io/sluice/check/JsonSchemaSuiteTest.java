package io.sluice.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.ValidationMessage;
import io.sluice.check.dialect.Dialect;
import io.sluice.check.finding.Findings;
import io.sluice.check.schema.SchemaProblem;
import io.sluice.check.schema.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official suite of JSON Schema (github.com/json-schema-org/JSON-Schema-Test-Suite), in a directory that the system
 * property {@value #PROPERTY} names: one test for each of its files, for each dialect. What is refused or judged otherwise is
 * told there.
 */
class JsonSchemaSuiteTest {
    private static final String PROPERTY = "sluice.json-schema-suite";
    private static final String REMOTES = "http://localhost:1234/";
    private static final String NAME = "schema";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper STRICT = StrictJson.mapper(Limits.defaults());

    /** End of the descriptions of texts that hold as long as formats are not asserted, as Sluice does. */
    private static final String ONLY_AN_ANNOTATION = "is only an annotation by default";

    private static final Map<Dialect, String> FOLDERS = new EnumMap<>(Map.of(
            Dialect.DRAFT_04, "draft4",
            Dialect.DRAFT_06, "draft6",
            Dialect.DRAFT_07, "draft7",
            Dialect.DRAFT_2019_09, "draft2019-09",
            Dialect.DRAFT_2020_12, "draft2020-12"));

    /**
     * Left to the schema library, which knows no rules of international domain names, and few of templates. And 1.0 is an
     * integer in draft 4, too.
     */
    private static final Set<String> UNSUPPORTED =
            Set.of("hostname.json", "idn-hostname.json", "uri-template.json", "zeroTerminatedFloats.json");

    private static Path schemas = Path.of("");
    private static Path suite = Path.of("");

    /** What the suite's schemas expect at a server is in the catalogue. */
    @BeforeAll
    static void remotesAreInTheCatalogue(@TempDir Path directory) throws IOException {
        String folder = System.getProperty(PROPERTY, "");
        assumeTrue(!folder.isEmpty(), "skipped: -D" + PROPERTY + "=DIR names no copy of JSON-Schema-Test-Suite");
        schemas = directory;
        suite = Path.of(folder).toAbsolutePath();
        Path remotes = suite.resolve("remotes");
        ObjectNode catalogue = JSON.createObjectNode();
        try (Stream<Path> files = Files.walk(remotes)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> catalogue.put(REMOTES + remotes.relativize(file), file.toString()));
        }
        JSON.writeValue(schemas.resolve("catalogue.json").toFile(), catalogue);
    }

    @TestFactory
    Stream<DynamicTest> required() {
        return FOLDERS.entrySet().stream().flatMap(folder -> files(folder.getKey(), folder.getValue()));
    }

    @TestFactory
    Stream<DynamicTest> optional() {
        return FOLDERS.entrySet().stream().flatMap(folder -> Stream.of("/optional", "/optional/format")
                .flatMap(below -> files(folder.getKey(), folder.getValue() + below)));
    }

    private static Stream<DynamicTest> files(Dialect dialect, String folder) {
        try (Stream<Path> files = Files.list(suite.resolve("tests").resolve(folder))) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> !UNSUPPORTED.contains(String.valueOf(file.getFileName())))
                    .sorted()
                    .map(file -> test(dialect, file))
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static DynamicTest test(Dialect dialect, Path file) {
        return DynamicTest.dynamicTest(suite.relativize(file).toString(), () -> assertThat(wrong(dialect, file))
                .isEmpty());
    }

    private static List<String> wrong(Dialect dialect, Path file) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (JsonNode group : JSON.readTree(file.toFile())) {
            String what = group.get("description").asText();
            boolean refused = isOfAnUnknownDialect(group.get("schema"));
            try {
                Schema schema = compiled(dialect, group.get("schema"));
                if (refused) {
                    wrong.add(what + ": not refused");
                }
                judge(schema, group, wrong);
            } catch (SchemaProblem problem) {
                if (!refused) {
                    wrong.add(what + ": " + problem.getMessage());
                }
            }
        }
        return wrong;
    }

    /** A meta-schema of one's own: each of them is refused. */
    private static boolean isOfAnUnknownDialect(JsonNode schema) {
        return schema.has("$schema")
                && Dialect.named(schema.get("$schema").asText()).isEmpty();
    }

    /** In the suite, a schema without {@code $schema} is of the dialect of its folder. */
    private static Schema compiled(Dialect dialect, JsonNode schema) throws IOException, SchemaProblem {
        if (schema instanceof ObjectNode object && !object.has("$schema")) {
            object.put("$schema", dialect.url());
        }
        Files.write(schemas.resolve(NAME + ".json"), JSON.writeValueAsBytes(schema));
        return Schemas.load(schemas).schema(NAME);
    }

    private static void judge(Schema schema, JsonNode group, List<String> wrong) throws IOException {
        for (JsonNode test : group.get("tests")) {
            String what = test.get("description").asText();
            JsonNode data = test.get("data");
            boolean holds = test.get("valid").booleanValue() && !what.endsWith(ONLY_AN_ANNOTATION);
            Findings findings = new DocumentChecker(schema, Limits.defaults()).check(JSON.writeValueAsBytes(data));
            Set<ValidationMessage> slow = ((GuardedSchema) schema.compiled())
                    .withoutQuickVerdict()
                    .validate(STRICT.readTree(JSON.writeValueAsBytes(data)));
            if (findings.failed() == holds || slow.isEmpty() != holds) {
                wrong.add(group.get("description").asText() + ": " + what + ": " + data + " " + findings.kept());
            }
        }
    }
}
