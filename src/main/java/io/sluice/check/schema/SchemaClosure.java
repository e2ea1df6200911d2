package io.sluice.check.schema;

import io.sluice.check.dialect.Dialect;
import io.sluice.check.dialect.MetaSchemas;
import io.sluice.check.schema.SchemaOutline.Reference;
import io.sluice.check.schema.SchemaOutline.Target;
import io.sluice.check.wording.Excerpt;
import io.sluice.fault.Presence;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A schema file and every file that it refers to, however indirectly. References are resolved here, before the schema
 * library sees them: it would open network connections and any file.
 */
final class SchemaClosure {
    private final SchemaFile root;
    private final SchemaDirectory shared;
    private final Map<Path, SchemaDirectory> directories = new HashMap<>();
    private final Map<Path, SchemaFile> files = new LinkedHashMap<>();
    private final Map<Path, SchemaOutline> outlines = new HashMap<>();
    private final Map<String, SchemaFile> byUrl = new HashMap<>();
    private final TreeSet<String> edges = new TreeSet<>();
    private boolean refersToDialects;
    private final InPlaceLoops loops = new InPlaceLoops();

    private SchemaClosure(SchemaFile root, SchemaDirectory shared) {
        this.root = root;
        this.shared = shared;
    }

    /**
     * @param shared a directory whose catalogue counts for the files of every directory
     * @throws SchemaProblem when a file cannot be used or a reference leads nowhere
     */
    static SchemaClosure of(Path file, SchemaDirectory shared) throws SchemaProblem {
        SchemaFile root = SchemaFile.read(file, Dialect.UNNAMED);
        SchemaClosure closure = new SchemaClosure(root, shared);
        closure.add(root, root.url());
        return closure;
    }

    /** @throws SchemaProblem when a pattern is none, or a schema applies itself to the same value */
    void refuseWhatJudgesNothing() throws SchemaProblem {
        for (SchemaFile file : files.values()) {
            SchemaOutline outline = Objects.requireNonNull(outlines.get(file.path()));
            Patterns.check(file, outline);
            loops.add(file, outline);
        }
        loops.refuse();
    }

    SchemaFile root() {
        return root;
    }

    Iterable<SchemaFile> files() {
        return files.values();
    }

    /** Whether some keyword asks along which references a place of a schema was reached. */
    boolean tellsReferencesApart() {
        return files.values().stream().anyMatch(file -> MetaSchemas.TOLD_APART.stream()
                        .anyMatch(keyword -> file.root().findParent(keyword) != null))
                || refersToDialects;
    }

    /** The file that a URL leads to, as far as some reference leads there. */
    Optional<SchemaFile> at(String url) {
        return Optional.ofNullable(byUrl.get(SchemaUrls.withoutFragment(url)));
    }

    /**
     * Without references the hash of the file's bytes; else the hash of a text with that hash and a line for each
     * reference: the hash of the file that holds it, the reference, the hash of the file that it leads to.
     */
    String sha256() {
        if (edges.isEmpty()) {
            return root.sha256();
        }
        String text = root.sha256() + "\n" + String.join("\n", edges) + "\n";
        return SchemaFile.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param url by which the file was reached */
    private SchemaOutline add(SchemaFile file, String url) throws SchemaProblem {
        byUrl.put(url, file);
        SchemaOutline known = outlines.get(file.path());
        if (known != null) {
            known.isAlsoAt(url);
            return known;
        }
        SchemaOutline outline = new SchemaOutline(file, url);
        outlines.put(file.path(), outline);
        files.put(file.path(), file);
        byUrl.put(file.url(), file);
        followAll(file, outline);
        return outline;
    }

    private void followAll(SchemaFile file, SchemaOutline outline) throws SchemaProblem {
        for (Reference next = outline.next(); next != null; next = outline.next()) {
            follow(file, outline, next);
        }
    }

    private void follow(SchemaFile holder, SchemaOutline outline, Reference reference) throws SchemaProblem {
        if (outline.defines(reference.url())) {
            leadTo(holder.path(), outline.find(reference.url(), reference.fragment()), holder, reference);
            return;
        }
        if (SchemaUrls.isBundled(reference.url())) {
            refersToDialects = true;
            return;
        }
        SchemaFile file = file(target(holder, reference), holder.dialect());
        if (!file.path().equals(holder.path())) {
            edges.add(holder.sha256() + " " + SchemaUrls.withoutFragment(reference.text()) + " " + file.sha256());
        }
        SchemaOutline target = add(file, reference.url());
        leadTo(file.path(), target.find(reference.url(), reference.fragment()), holder, reference);
        followAll(file, target);
    }

    private void leadTo(Path file, Optional<Target> target, SchemaFile holder, Reference reference)
            throws SchemaProblem {
        if (target.isEmpty()) {
            throw unresolved(holder, reference, file + " has nothing there");
        }
        loops.reference(reference.holder(), target.get().schema());
        Objects.requireNonNull(outlines.get(holder.path())).settle(reference, target.get());
    }

    private SchemaFile file(Path path, Dialect unnamed) throws SchemaProblem {
        SchemaFile known = files.get(path);
        return known != null ? known : SchemaFile.read(path, unnamed);
    }

    private Path target(SchemaFile holder, Reference reference) throws SchemaProblem {
        SchemaDirectory own = directory(holder.path());
        Optional<Path> listed = own.inCatalogue(reference.url()).or(() -> shared.inCatalogue(reference.url()));
        if (listed.isPresent()) {
            return listed.get();
        }
        List<Path> named = own.withId(reference.url());
        if (named.size() > 1) {
            throw unresolved(
                    holder,
                    reference,
                    "more than one schema has this id: " + named + "; add \"" + reference.url()
                            + "\": \"<the file that is meant>\" to "
                            + own.path().resolve(SchemaDirectory.CATALOGUE));
        }
        if (named.size() == 1) {
            return named.get(0);
        }
        String path = SchemaUrls.decoded(SchemaUrls.withoutFragment(reference.text()));
        if (SchemaUrls.isRelativePath(path)) {
            Optional<Path> relative =
                    SchemaDirectory.beside(holder.path(), path).filter(Presence::mayBeFile);
            if (relative.isPresent()) {
                return relative.get();
            }
        }
        throw unresolved(
                holder,
                reference,
                "no network connection is opened; put the schema into " + own.path() + " with the id \""
                        + reference.url() + "\", or refer to it by a relative path, or add \"" + reference.url()
                        + "\": \"<file>\" to " + own.path().resolve(SchemaDirectory.CATALOGUE));
    }

    private SchemaDirectory directory(Path file) throws SchemaProblem {
        Path directory = file.resolveSibling("").normalize();
        SchemaDirectory known = directories.get(directory);
        if (known == null) {
            known = SchemaDirectory.read(directory);
            directories.put(directory, known);
        }
        return known;
    }

    private static SchemaProblem unresolved(SchemaFile holder, Reference reference, String why) {
        return new SchemaProblem(
                holder.path(),
                "the reference " + Excerpt.quoted(reference.text()) + " at \"#" + reference.place()
                        + "\" cannot be resolved: " + why);
    }
}
