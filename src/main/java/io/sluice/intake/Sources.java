package io.sluice.intake;

import io.sluice.ledger.FileId;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The sources of this process, by name. */
public final class Sources {
    /** With a slash behind it. */
    private final String raw;

    private final Map<String, Source> byName = new TreeMap<>();

    /** @param raw the raw zone; every source's directory lies directly below it */
    public Sources(Path raw, Collection<Source> sources) {
        this.raw = raw + "/";
        sources.forEach(source -> byName.put(source.name(), source));
    }

    public Collection<Source> all() {
        return byName.values();
    }

    /**
     * A source by its name.
     *
     * @throws IllegalArgumentException when no route declares it
     */
    public Source named(String name) {
        Source source = byName.get(name);
        if (source == null) {
            throw new IllegalArgumentException("no source named " + name + "; there are " + byName.keySet());
        }
        return source;
    }

    /**
     * The file behind Camel's key, which is an absolute path.
     *
     * @throws IllegalArgumentException when the path lies outside the raw zone
     */
    public FileId fileOf(String absolutePath) {
        int slash = absolutePath.indexOf('/', raw.length());
        if (!absolutePath.startsWith(raw) || slash < 0) {
            throw new IllegalArgumentException(absolutePath + " lies in no source below " + raw);
        }
        return new FileId(absolutePath.substring(raw.length(), slash), absolutePath.substring(slash + 1));
    }
}
