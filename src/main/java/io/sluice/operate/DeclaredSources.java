package io.sluice.operate;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.fault.Presence;
import io.sluice.intake.IgnoredNames;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The sources that route files declare. */
public final class DeclaredSources {
    private static final String ENDING = ".camel.yaml";

    private DeclaredSources() {}

    /**
     * The names of the route files under {@code sources/}, which are the names of the sources; the files are not read.
     * None when there is no such directory.
     *
     * @param routes the directory of the routes
     * @throws EnvironmentFault when the directory is there and cannot be listed
     */
    public static List<String> in(Path routes) throws EnvironmentFault {
        Path directory = routes.resolve("sources");
        try {
            return Presence.entries(directory).stream()
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING) && !IgnoredNames.ignores(name))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException told) {
            throw IoFaults.of(told, directory, "list the route files in", "which sources are declared is not known");
        }
    }
}
