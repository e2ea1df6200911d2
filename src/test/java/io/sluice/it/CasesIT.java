package io.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sources as users add them: {@code cases/<source>/} holds a route file, a schema, and cases, each with the files that
 * come {@code in} and what is {@code expected} of each. One run takes them all.
 */
class CasesIT {
    private static final Path CASES = Path.of("src/test/resources/cases");

    private record Case(Path directory) {
        String source() {
            return directory.getParent().getFileName().toString();
        }

        String name() {
            return directory.getFileName().toString();
        }

        String place() {
            return source() + "/" + name();
        }
    }

    @TestFactory
    List<DynamicTest> everyFileBecomesWhatItsCaseExpects(@TempDir Path directory) throws Exception {
        SluiceHome home = SluiceHome.in(directory).shippedSchema();
        List<Case> cases = cases();
        assertThat(cases).isNotEmpty();
        for (Case each : cases) {
            Tree.copy(each.directory().resolve("in"), home.raw(each.place()));
            declare(home, each);
        }
        Ended run = home.runOnce();
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("the run", () -> {
            assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
            assertThat(run.count("pending")).isZero();
        }));
        for (Case each : cases) {
            tests.add(DynamicTest.dynamicTest(each.place(), () -> assertThat(actual(home, each))
                    .isEqualTo(Files.readAllLines(each.directory().resolve("expected")))));
        }
        return tests;
    }

    private static List<Case> cases() throws IOException {
        try (Stream<Path> inputs = Files.find(CASES, 3, (path, attributes) -> path.endsWith("in"))) {
            return inputs.map(path -> new Case(path.getParent()))
                    .filter(found -> Files.exists(found.directory().resolve("expected")))
                    .sorted((one, other) -> one.place().compareTo(other.place()))
                    .toList();
        }
    }

    private static void declare(SluiceHome home, Case each) throws IOException {
        Path source = each.directory().getParent();
        try (Stream<Path> own = Files.list(source).filter(Files::isRegularFile)) {
            for (Path file : own.toList()) {
                String name = file.getFileName().toString();
                home.write(
                        name.endsWith(".camel.yaml") ? "routes/sources/" + name : "config/schemas/" + name,
                        Files.readString(file));
            }
        }
    }

    /** One line for each file: what became of it, and the findings of a rejected one. */
    private static List<String> actual(SluiceHome home, Case each) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String file : Tree.files(home.raw(each.place()))) {
            String place = each.place() + "/" + file;
            if (Files.exists(home.validated(place))) {
                assertThat(home.validated(place)).hasSameBinaryContentAs(home.raw(place));
                lines.add("published " + file);
            } else if (Files.exists(home.deadLetter(place))) {
                assertThat(home.deadLetter(place)).hasSameBinaryContentAs(home.raw(place));
                lines.add("rejected " + file + ":");
                home.reason(place).get("findings").forEach(finding -> lines.add("  " + shown(finding)));
            } else {
                lines.add("ignored " + file);
            }
        }
        return lines;
    }

    private static String shown(JsonNode finding) {
        return String.format(
                Locale.ROOT,
                "%s at \"%s\", line %d, column %d",
                finding.get("code").asText(),
                finding.get("pointer").asText(),
                finding.get("line").asInt(),
                finding.get("column").asInt());
    }
}
