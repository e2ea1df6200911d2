package io.sluice.stage;

import io.sluice.check.Schema;
import io.sluice.event.FileRef;
import io.sluice.ledger.Feed;
import io.sluice.ledger.StageStart;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stage that reads what another stage publishes, as its routes declare it.
 *
 * @param start its name, the zones that it reads and publishes to, and where it begins
 * @param feed who publishes to the zone that it reads
 * @param directory of the zone that it reads, absolute
 * @param schemas what the check of each of its routes holds files against, by the source that the route reads, {@link #ALL} for
 *     one that reads all; nothing for a route without a check
 */
public record StagePlan(StageStart start, Feed feed, Path directory, Map<String, Schema> schemas) {
    /** In place of a source: all that no other route of the stage reads. */
    public static final String ALL = "";

    public StagePlan {
        schemas = Map.copyOf(schemas);
    }

    public String name() {
        return start.name();
    }

    /**
     * What the check of a route holds files against; null when it has none.
     *
     * @param source that the route reads; null for all
     */
    public @Nullable Schema schema(@Nullable String source) {
        return schemas.get(source == null ? ALL : source);
    }

    /** How faults name what concerns all of its sources. */
    public String lane() {
        return FileRef.lane(name(), FileRef.ALL_SOURCES);
    }
}
