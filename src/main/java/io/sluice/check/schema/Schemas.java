package io.sluice.check.schema;

import io.sluice.check.Schema;
import io.sluice.fault.IoFaults;
import io.sluice.fault.Presence;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of a directory, by name, and schemas anywhere, by path. A schema is compiled when it is first asked for;
 * the others need not even parse. References lead to local files only: by relative path, by the id of a schema in the
 * same directory, or through {@code catalogue.json} in the schema's own directory or in this one. Thread-safe.
 */
public final class Schemas {
    private static final String SUFFIX = ".json";

    private final Path directory;
    private final SortedMap<String, Path> files;
    private final @Nullable IOException unreadable;
    private final SchemaCompiler compiler = new SchemaCompiler();
    private final Map<Path, Schema> compiled = new HashMap<>();

    private Schemas(Path directory, SortedMap<String, Path> files, @Nullable IOException unreadable) {
        this.directory = directory;
        this.files = files;
        this.unreadable = unreadable;
    }

    /**
     * Looks what schemas there are: every {@code *.json} but {@code catalogue.json}, named by its path below the
     * directory without {@code .json}. A directory that cannot be read holds none, and whoever asks for one is told why.
     */
    public static Schemas load(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        SortedMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(absolute)) {
            found.filter(SchemaDirectory::isSchema).forEach(file -> files.put(name(absolute, file), file));
            return new Schemas(absolute, files, null);
        } catch (IOException failure) {
            return new Schemas(absolute, files, failure);
        } catch (UncheckedIOException failure) {
            return new Schemas(absolute, files, failure.getCause());
        }
    }

    private static String name(Path directory, Path file) {
        String path = directory.relativize(file).toString().replace('\\', '/');
        return path.substring(0, path.length() - SUFFIX.length());
    }

    /**
     * The names of the schemas in the directory.
     *
     * @throws UncheckedIOException when the world keeps it from being listed
     */
    public SortedSet<String> names() {
        if (unreadable != null && IoFaults.isOfTheWorld(unreadable)) {
            throw new UncheckedIOException(
                    "The schemas in " + directory + " cannot be listed: " + unreadable, unreadable);
        }
        return new TreeSet<>(files.keySet());
    }

    /**
     * A schema, compiled and with every reference resolved.
     *
     * @param nameOrPath a name in the directory or else the path of a file, absolute or relative to the process
     * @throws SchemaProblem when there is none, or it cannot be used; other schemas stay usable
     */
    public synchronized Schema schema(String nameOrPath) throws SchemaProblem {
        Path file = file(nameOrPath);
        Schema known = compiled.get(file);
        if (known != null) {
            return known;
        }
        SchemaClosure closure = closure(file);
        Schema schema = new Schema(nameOf(file), file, closure.sha256(), compiler.compile(closure));
        compiled.put(file, schema);
        return schema;
    }

    /**
     * The hash of a schema and of every schema that it refers to, without compiling it.
     *
     * @param nameOrPath as in {@link #schema}
     * @throws SchemaProblem when there is none, or a reference leads nowhere
     */
    public String sha256(String nameOrPath) throws SchemaProblem {
        return closure(file(nameOrPath)).sha256();
    }

    private Path file(String nameOrPath) throws SchemaProblem {
        String name = nameOrPath.endsWith(SUFFIX)
                ? nameOrPath.substring(0, nameOrPath.length() - SUFFIX.length())
                : nameOrPath;
        Path known = files.get(name);
        return known == null ? atPath(nameOrPath) : known;
    }

    private SchemaClosure closure(Path file) throws SchemaProblem {
        return SchemaClosure.of(file, SchemaDirectory.read(catalogueFor(file)));
    }

    private Path catalogueFor(Path file) {
        return file.startsWith(directory) ? directory : file.resolveSibling("").normalize();
    }

    private String nameOf(Path file) {
        if (file.startsWith(directory) && file.toString().endsWith(SUFFIX)) {
            return name(directory, file);
        }
        String name = String.valueOf(file.getFileName());
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    private Path atPath(String path) throws SchemaProblem {
        Path file = Path.of(path).toAbsolutePath().normalize();
        if (Presence.mayBeFile(file)) {
            return file;
        }
        String there = unreadable != null
                ? directory + " cannot be read (" + unreadable + ")"
                : directory + " has " + (files.isEmpty() ? "none" : String.join(", ", files.keySet()));
        throw new SchemaProblem(
                file,
                "there is no schema \"" + OneLine.of(path) + "\"; expected the path of a schema or its name: " + there);
    }
}
