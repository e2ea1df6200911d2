package io.sluice.check.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.check.DocumentChecker;
import io.sluice.check.Limits;
import io.sluice.check.schema.Schemas;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check whose thread is interrupted comes to no verdict, wherever it is at work; a short one comes to its end. */
@SuppressWarnings("NullAway.Init") // by TempDir
final class InterruptedCheckTest {
    private static final String COSTLY = "\"" + "a".repeat(50_000) + "!\"";

    @TempDir
    private Path schemas;

    private DocumentChecker checker(String schema) throws Exception {
        Files.writeString(schemas.resolve("s.json"), schema.replace('\'', '"'));
        return new DocumentChecker(Schemas.load(schemas).schema("s"), Limits.defaults());
    }

    @AfterEach
    void forget() {
        assertThat(Thread.interrupted()).as("who interrupted it finds it so").isTrue();
    }

    private static void assertNoVerdict(DocumentChecker checker, String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> checker.check(bytes)).isInstanceOf(CheckInterrupted.class);
    }

    /** Judged while it is read. */
    @Test
    void withinAPatternOfAQuickVerdict() throws Exception {
        assertNoVerdict(checker("{'type': 'array', 'items': {'pattern': '^(.*a){12}$'}}"), "[" + COSTLY + "]");
    }

    @Test
    void withinAPatternOfATree() throws Exception {
        assertNoVerdict(checker("{'not': {'pattern': '^(.*a){12}$'}, 'anyOf': [{}, {}]}"), COSTLY);
    }

    /** On the thread with the large stack, which the interrupted one waits for. */
    @Test
    void deepWithinADocument() throws Exception {
        int depth = Limits.defaults().depthMax() - 2;
        String deep = "[".repeat(depth) + COSTLY + "]".repeat(depth);
        assertNoVerdict(checker("{'anyOf': [{'items': {'$ref': '#'}, 'pattern': '^(.*a){12}$'}, false]}"), deep);
    }

    @Test
    void aShortCheckComesToItsEnd() throws Exception {
        DocumentChecker checker = checker("{'pattern': '^a$'}");
        Thread.currentThread().interrupt();

        assertThat(checker.check("\"a\"".getBytes(StandardCharsets.UTF_8)).failed())
                .isFalse();
        assertThat(checker.check("\"b\"".getBytes(StandardCharsets.UTF_8)).failed())
                .isTrue();
    }
}
