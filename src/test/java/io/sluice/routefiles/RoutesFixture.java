package io.sluice.routefiles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A home with a routes directory, made of the files of cases. */
public record RoutesFixture(Path home) {
    public static final Path CASES = Path.of("src/test/resources/cases/routes");

    public Path routes() {
        return home.resolve("routes");
    }

    public RoutesFixture lay(String name) throws IOException {
        Path from = CASES.resolve(name).resolve("routes");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = routes().resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return this;
    }

    public Path write(String file, String text) {
        try {
            return Files.write(routes().resolve(file), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RouteFiles read() throws RouteProblems {
        return RouteFiles.read(
                routes(), home, () -> Set.of("funding_data_v1", "sff_v1"), Set.of("cleaned", "enriched"));
    }

    /** The lines below the headline; none when all is well. */
    public List<String> problems() {
        try {
            read();
            return List.of();
        } catch (RouteProblems problems) {
            return problems.problems().stream().map(RouteProblem::toString).toList();
        }
    }
}
