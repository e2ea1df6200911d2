package io.sluice.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListedNamesTest {
    private final ListedNames listed = new ListedNames();
    private final Path directory;

    ListedNamesTest(@TempDir Path home) {
        this.directory = home.resolve("d");
    }

    private boolean anyExists(String... names) {
        return listed.anyExists(directory, List.of(names));
    }

    @Test
    void nothingIsInADirectoryThatIsMissingOrNone() throws Exception {
        assertThat(anyExists("a")).isFalse();
        Files.createFile(directory);
        listed.changed(directory);
        assertThat(anyExists("a")).isFalse();
    }

    @Test
    void whatIsToldIsSeenAtOnceAndWhatIsNotSoon() throws Exception {
        Files.createDirectories(directory);
        assertThat(anyExists("a", "b")).isFalse();
        Files.createFile(directory.resolve("b"));
        listed.changed(directory);
        assertThat(anyExists("a", "b")).isTrue();
        assertThat(anyExists("a")).isFalse();

        Files.createFile(directory.resolve("a"));
        await().until(() -> anyExists("a"));
    }

    @Test
    void eachNameIsAskedForWhereThereAreMany() throws Exception {
        Files.createDirectories(directory);
        for (int file = 0; file <= 200; file++) {
            Files.createFile(directory.resolve("file-" + file));
        }
        assertThat(anyExists("file-200")).isTrue();
        assertThat(anyExists("a")).isFalse();
        Files.createFile(directory.resolve("a"));
        assertThat(anyExists("a")).as("nothing was remembered").isTrue();
    }
}
