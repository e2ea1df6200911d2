package io.sluice.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a source gives as {@code include} reaches the scan as it is written, whatever a URI would make of it. */
final class ZoneOptionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            \\d+-\\d+[.]json | 2024-01.json
            a%2Bb           | a%2Bb
            a b             | a b
            a+?b#.*         | aab#c
            x[?]y=z         | x?y=z
            a[\\x26]b        | a&b
            .*[{]{2}        | x{{
            '(ab|ü){2}'     | abü
            """)
    void includeMeansWhatItIsWrittenAs(String include, String name, @TempDir Path home) throws Exception {
        Path routes = home.resolve("routes");
        copy("outcomes.camel.yaml", routes);
        copy("templates/document-source.camel.yaml", routes);
        Files.createDirectories(routes.resolve("sources"));
        Files.writeString(
                routes.resolve("sources/sff.camel.yaml"),
                """
                - templatedRoute:
                    routeTemplateRef: document-source
                    routeId: sff
                    parameters:
                      - { name: source, value: sff }
                      - { name: schema, value: funding_data_v1 }
                      - { name: include, value: '%s' }
                """
                        .replace("%s", include));
        try (Workplace work = new Workplace(home)) {
            work.deliver(name, Workplace.GRANT);
            work.deliver("another", Workplace.GRANT + "\n");
            OneScan.of(work, routes);

            assertThat(work.settings.validated().resolve("sff/" + name)).exists();
            assertThat(work.settings.validated().resolve("sff/another")).doesNotExist();
        }
    }

    private static void copy(String file, Path routes) throws Exception {
        Path target = routes.resolve(file);
        Files.createDirectories(target.getParent());
        Files.copy(Path.of("routes").resolve(file), target);
    }
}
