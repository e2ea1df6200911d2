package io.sluice.ledger;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many paths of each source came into a state, and left it, in one transaction. Whatever moves a path from one version to
 * another counts it here, so that a status needs to count no million rows.
 */
final class StateCounts {
    private static final String COUNT =
            """
            INSERT INTO source_states (source_id, state, files) VALUES (?, ?, ?)
            ON CONFLICT (source_id, state) DO UPDATE SET files = files + excluded.files""";

    private record Key(long source, State state) {}

    private final Map<Key, Long> changes = new HashMap<>();

    /** @param from null for a path without a current version before */
    void moved(long source, @Nullable State from, State to) {
        if (from != null) {
            changes.merge(new Key(source, from), -1L, Long::sum);
        }
        changes.merge(new Key(source, to), 1L, Long::sum);
    }

    void write(Statements sql) throws SQLException {
        for (Map.Entry<Key, Long> change : changes.entrySet()) {
            sql.update(COUNT, change.getKey().source(), change.getKey().state().name(), change.getValue());
        }
    }
}
