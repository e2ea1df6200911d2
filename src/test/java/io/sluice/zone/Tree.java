package io.sluice.zone;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is left below a directory. */
public final class Tree {
    private Tree() {}

    /** Every file, link and other entry that is not a directory, relative, sorted. */
    public static List<String> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Skips a test, visibly, where the locale gives file names an encoding without these characters. */
    public static void assumeLocaleCanName(String name) {
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
        assumeTrue(
                Charset.forName(encoding).newEncoder().canEncode(name),
                "file names are " + encoding + " in this locale: run under a UTF-8 one, such as LC_ALL=C.UTF-8");
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
