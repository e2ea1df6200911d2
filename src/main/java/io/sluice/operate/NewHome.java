package io.sluice.operate;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A home of a user's own: routes, settings and directories, beside the program and not within it. What is missing is made;
 * what is there stays as it is. One that was cut off is gone on with by making it again.
 *
 * @param files that were made, absolute; empty when everything was there or something is in the way
 * @param inTheWay files that are there with another content than they would be made with, absolute; nothing was made then
 */
public record NewHome(List<Path> files, List<Path> inTheWay) {
    private static final List<String> COPIED =
            List.of("config/application.properties", "config/logback.xml", "routes/outcomes.camel.yaml");
    private static final List<String> COPIED_WHOLE = List.of("routes/templates", "routes/examples");
    private static final List<String> EMPTY = List.of("config/schemas", "routes/sources", "data/raw/funding_sources");
    private static final String README = "README.md";

    public NewHome {
        files = List.copyOf(files);
        inTheWay = List.copyOf(inTheWay);
    }

    /**
     * Makes it.
     *
     * @param program the launcher's directory, absolute
     * @param home absolute; made when it is missing
     * @throws EnvironmentFault when something cannot be read or written; what was made until then is whole, and stays
     */
    public static NewHome make(Path program, Path home) throws EnvironmentFault {
        try {
            Map<Path, byte[]> wanted = wanted(program, home);
            List<Path> inTheWay = new ArrayList<>();
            Map<Path, byte[]> missing = new LinkedHashMap<>();
            for (Map.Entry<Path, byte[]> each : wanted.entrySet()) {
                if (!Files.exists(each.getKey())) {
                    missing.put(each.getKey(), each.getValue());
                } else if (!Files.isRegularFile(each.getKey())
                        || !Arrays.equals(Files.readAllBytes(each.getKey()), each.getValue())) {
                    inTheWay.add(each.getKey());
                }
            }
            if (!inTheWay.isEmpty()) {
                return new NewHome(List.of(), inTheWay);
            }
            for (String directory : EMPTY) {
                Files.createDirectories(home.resolve(directory));
            }
            for (Map.Entry<Path, byte[]> each : missing.entrySet()) {
                write(each.getKey(), each.getValue());
            }
            return new NewHome(List.copyOf(missing.keySet()), List.of());
        } catch (IOException told) {
            throw IoFaults.of(told, home, "make a home in", "what was made is whole, and init goes on with it");
        }
    }

    private static Map<Path, byte[]> wanted(Path program, Path home) throws IOException {
        Map<Path, byte[]> wanted = new LinkedHashMap<>();
        for (String file : COPIED) {
            wanted.put(home.resolve(file), Files.readAllBytes(program.resolve(file)));
        }
        for (String directory : COPIED_WHOLE) {
            try (Stream<Path> files = Files.walk(program.resolve(directory))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    wanted.put(home.resolve(program.relativize(file)), Files.readAllBytes(file));
                }
            }
        }
        try (InputStream readme = NewHome.class.getResourceAsStream("/home/" + README)) {
            wanted.put(home.resolve(README), Objects.requireNonNull(readme).readAllBytes());
        }
        return wanted;
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Path temp = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            Files.write(temp, content);
            Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temp);
        }
    }
}
