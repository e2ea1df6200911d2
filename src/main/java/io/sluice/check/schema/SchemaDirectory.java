package io.sluice.check.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.check.dialect.Dialect;
import io.sluice.check.wording.Excerpt;
import io.sluice.check.wording.Words;
import io.sluice.fault.IoFaults;
import io.sluice.fault.Presence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a directory offers to the references of its schemas: its catalogue, and the ids of the schemas in it. */
final class SchemaDirectory {
    static final String CATALOGUE = "catalogue.json";

    private final Path path;
    private final Map<String, Path> catalogue;
    private @Nullable Map<String, List<Path>> ids;

    private SchemaDirectory(Path path, Map<String, Path> catalogue) {
        this.path = path;
        this.catalogue = catalogue;
    }

    /** @throws SchemaProblem when there is a catalogue and it does not parse, or leads to a file that is not there */
    static SchemaDirectory read(Path path) throws SchemaProblem {
        Path file = path.resolve(CATALOGUE);
        Map<String, Path> catalogue = new LinkedHashMap<>();
        if (!Files.notExists(file)) {
            for (Map.Entry<String, JsonNode> entry : entries(file).properties()) {
                catalogue.put(SchemaUrls.withoutFragment(entry.getKey()), target(file, entry));
            }
        }
        return new SchemaDirectory(path, catalogue);
    }

    private static JsonNode entries(Path file) throws SchemaProblem {
        JsonNode root;
        try {
            root = SchemaFile.json(file, Files.readAllBytes(file));
        } catch (IOException failure) {
            throw new SchemaProblem(file, "the file cannot be read: " + failure, failure);
        }
        if (!root.isObject()) {
            throw new SchemaProblem(
                    file, "expected an object of URLs and files, such as {\"https://example.org/a.json\": \"a.json\"}");
        }
        return root;
    }

    private static Path target(Path file, Map.Entry<String, JsonNode> entry) throws SchemaProblem {
        String url = Excerpt.quoted(entry.getKey());
        if (!entry.getValue().isTextual()) {
            throw new SchemaProblem(
                    file, url + " leads to " + Words.kind(entry.getValue()) + "; expected the name of a file");
        }
        String name = entry.getValue().textValue();
        Optional<Path> target = beside(file, name);
        if (target.filter(Presence::mayBeFile).isEmpty()) {
            String shown = target.map(Path::toString).orElse(Excerpt.quoted(name));
            throw new SchemaProblem(
                    file,
                    url + " leads to " + shown + ", which does not exist; put the schema there or mend the entry");
        }
        return target.get();
    }

    /** What a name means in the file's directory; nothing when no file can be called so. */
    static Optional<Path> beside(Path file, String name) {
        try {
            return Optional.of(file.resolveSibling(name).normalize());
        } catch (InvalidPathException noFile) {
            return Optional.empty();
        }
    }

    Path path() {
        return path;
    }

    Optional<Path> inCatalogue(String url) {
        return Optional.ofNullable(catalogue.get(url));
    }

    /**
     * The schemas in this directory that have this id; more than one is a problem of whoever refers to it. Where several have
     * it, the one whose file is called as the id ends is meant: standards publish a schema and forms made of it in one folder.
     */
    List<Path> withId(String url) throws SchemaProblem {
        if (ids == null) {
            ids = readIds();
        }
        List<Path> all = ids.getOrDefault(url, List.of());
        String name = SchemaUrls.decoded(url.substring(url.lastIndexOf('/') + 1));
        List<Path> called = all.stream()
                .filter(file -> String.valueOf(file.getFileName()).equals(name))
                .toList();
        return called.size() == 1 ? called : all;
    }

    /** A neighbour that is no schema has no id; it becomes a problem only when somebody asks for it. */
    private Map<String, List<Path>> readIds() throws SchemaProblem {
        Map<String, List<Path>> found = new LinkedHashMap<>();
        for (Path file : schemas(path)) {
            SchemaFile schema;
            try {
                schema = SchemaFile.read(file, Dialect.UNNAMED);
            } catch (SchemaProblem noSchema) {
                if (IoFaults.ofTheWorld(noSchema).isPresent()) {
                    throw noSchema; // it may be the one that is asked for
                }
                continue;
            }
            String id = id(schema.root(), schema.dialect());
            if (!id.isEmpty()) {
                found.computeIfAbsent(SchemaUrls.withoutFragment(id), unseen -> new ArrayList<>())
                        .add(file);
            }
        }
        return found;
    }

    /** A schema that names no dialect is of the dialect of whoever refers to it. */
    private static String id(JsonNode schema, Dialect dialect) {
        String id = schema.path(dialect.idKeyword()).asText("");
        return id.isEmpty() && !schema.has(SchemaFile.DIALECT)
                ? schema.path(Dialect.DRAFT_04.idKeyword()).asText("")
                : id;
    }

    private static List<Path> schemas(Path directory) throws SchemaProblem {
        try {
            return Presence.entries(directory).stream()
                    .filter(SchemaDirectory::isSchema)
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new SchemaProblem(directory, "the directory cannot be read: " + failure, failure);
        }
    }

    static boolean isSchema(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".json") && !name.equals(CATALOGUE) && Presence.mayBeFile(file);
    }
}
