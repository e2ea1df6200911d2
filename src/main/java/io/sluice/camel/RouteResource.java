package io.sluice.camel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.support.ResourceSupport;

/**
 * A route file, whatever characters its path holds: Camel's way to name files is a URI. And by the first dot of a name it
 * tells a file's language, so {@code acme.org.camel.yaml} has another name for it.
 */
final class RouteResource extends ResourceSupport {
    private static final String ENDING = ".camel.yaml";

    private final Path file;

    RouteResource(Path file) {
        super("file", "file:" + file.resolveSibling(name(file)));
        this.file = file;
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(ENDING)
                ? name.substring(0, name.length() - ENDING.length()).replace('.', '_') + ENDING
                : name;
    }

    @Override
    public boolean exists() {
        return Files.exists(file);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return Files.newInputStream(file);
    }
}
