package io.sluice.check;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real data of others, beside the project; a test that needs it is skipped, visibly, where it is absent. */
final class SharedData {
    private static final Path FOLDER = Path.of("../shared/data");

    private SharedData() {}

    static Path folder(String name) {
        Path folder = FOLDER.resolve(name);
        assumeTrue(Files.isDirectory(folder), () -> "skipped: there is no folder " + folder);
        return folder;
    }
}
