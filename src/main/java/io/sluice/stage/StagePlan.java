package io.sluice.stage;

import io.sluice.check.Schema;
import io.sluice.ledger.Feed;
import io.sluice.ledger.StageStart;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A stage that reads what another stage publishes, as its routes declare it.
 *
 * @param start its name, the zones that it reads and publishes to, and where it begins
 * @param feed who publishes to the zone that it reads
 * @param directory of the zone that it reads, absolute
 * @param schema what its own check holds files against; null when its routes have none
 */
public record StagePlan(
        StageStart start,
        Feed feed,
        Path directory,
        @Nullable Schema schema) {
    public String name() {
        return start.name();
    }
}
