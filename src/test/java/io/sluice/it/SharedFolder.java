package io.sluice.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real data of others, beside the project; a test that needs it is skipped, visibly, where it is absent. */
final class SharedFolder {
    private SharedFolder() {}

    static Path named(String name) {
        Path folder = Path.of("../shared/data").resolve(name);
        assumeTrue(Files.isDirectory(folder), () -> "skipped: there is no folder " + folder);
        return folder.toAbsolutePath().normalize();
    }
}
