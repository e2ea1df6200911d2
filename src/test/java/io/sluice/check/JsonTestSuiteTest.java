package io.sluice.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.check.finding.Finding;
import io.sluice.check.finding.FindingCode;
import io.sluice.check.finding.Findings;
import io.sluice.check.schema.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each file of the parser suite: {@code y_} must be read, {@code n_} must be refused, {@code i_} either way. */
class JsonTestSuiteTest {
    @TestFactory
    Stream<DynamicTest> everyFileIsJudgedAsItsNameSays(@TempDir Path schemas) throws Exception {
        Path suite = SharedData.folder("json-test-suite/test_parsing");
        Files.writeString(schemas.resolve("any.json"), "{}");
        DocumentChecker checker = new DocumentChecker(Schemas.load(schemas).schema("any"), Limits.defaults());
        try (Stream<Path> files = Files.list(suite)) {
            return files
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> judge(checker, file)))
                    .toList()
                    .stream();
        }
    }

    @Test
    void theSuiteIsComplete() throws IOException {
        Path suite = SharedData.folder("json-test-suite/test_parsing");
        try (Stream<Path> files = Files.list(suite)) {
            assertThat(files.filter(file -> file.getFileName().toString().matches("[nyi]_.*\\.json")))
                    .hasSize(95 + 188 + 35);
        }
    }

    private static void judge(DocumentChecker checker, Path file) throws IOException {
        byte[] document = Files.readAllBytes(file);
        Findings findings = checker.check(document);
        String name = file.getFileName().toString();
        if (name.startsWith("y_object_duplicated_key")) {
            assertThat(findings.kept())
                    .singleElement()
                    .extracting(Finding::code)
                    .isEqualTo(FindingCode.DUPLICATE_KEY);
        } else if (name.startsWith("y_")) {
            assertThat(findings).isEqualTo(Findings.NONE);
        } else if (name.startsWith("n_")) {
            assertThat(findings.failed()).isTrue();
        }
        for (Finding finding : findings.kept()) {
            assertThat(finding.code()).isNotEqualTo(FindingCode.UNCHECKABLE);
            assertThat(finding.line()).isPositive();
            assertThat(finding.column()).isPositive();
            assertThat(finding.message().getBytes(UTF_8)).hasSizeBetween(20, 400);
            assertThat(finding.message()).doesNotContainPattern("\\p{Cntrl}");
        }
    }
}
