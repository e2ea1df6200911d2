package io.sluice.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.check.finding.Finding;
import io.sluice.check.finding.Findings;
import io.sluice.check.schema.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder in {@code cases/check} is a document and the findings that it must yield, against its own
 * {@code schema.json} or else {@code funding_data_v1}. Of a capped list the first findings are given.
 */
class CheckCasesTest {
    private static final Path CASES = Path.of("src/test/resources/cases/check");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> everyCaseYieldsWhatItExpects() throws IOException {
        Schemas schemas = Schemas.load(Path.of("config/schemas"));
        try (Stream<Path> found = Files.list(CASES)) {
            List<Path> cases = found.sorted().toList();
            assertThat(cases).hasSizeGreaterThanOrEqualTo(20);
            return cases.stream()
                    .map(folder ->
                            DynamicTest.dynamicTest(folder.getFileName().toString(), () -> run(schemas, folder)));
        }
    }

    private static void run(Schemas schemas, Path folder) throws Exception {
        Path own = folder.resolve("schema.json");
        DocumentChecker checker = new DocumentChecker(
                schemas.schema(Files.exists(own) ? own.toString() : "funding_data_v1"), Limits.defaults());
        JsonNode expected = JSON.readTree(Files.readAllBytes(folder.resolve("expected.json")));

        Findings findings = checker.check(Files.readAllBytes(folder.resolve("in.json")));

        int shown = expected.get("truncated").booleanValue()
                ? expected.get("findings").size()
                : findings.kept().size();
        assertThat(rendered(findings, shown).toPrettyString()).isEqualTo(expected.toPrettyString());
    }

    private static ObjectNode rendered(Findings findings, int shown) {
        ObjectNode out = JSON.createObjectNode();
        out.put("error_count", findings.errorCount());
        out.put("truncated", findings.truncated());
        ArrayNode list = out.putArray("findings");
        for (Finding finding :
                findings.kept().subList(0, Math.min(shown, findings.kept().size()))) {
            list.addObject()
                    .put("code", finding.code().code())
                    .put("pointer", finding.pointer())
                    .put("line", finding.line())
                    .put("column", finding.column())
                    .put("message", finding.message());
        }
        return out;
    }
}
