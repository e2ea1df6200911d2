package io.sluice.ledger.sqlite;

import io.sluice.ledger.State;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many paths of each source at a stage came into a state, and left it, in one transaction. Whatever moves a path from one version to
 * another counts it here, so that a status needs to count no million rows.
 */
final class StateCounts {
    private static final String COUNT =
            """
            INSERT INTO source_states (stage_source_id, state, files) VALUES (?, ?, ?)
            ON CONFLICT (stage_source_id, state) DO UPDATE SET files = files + excluded.files""";

    private static final String NEWS = "UPDATE stage_sources SET news = news + ? WHERE id = ?";

    private final Map<Long, Map<State, Long>> changes = new HashMap<>();
    private final Map<Long, Long> news = new HashMap<>();

    /** @param from null for a path without a current version before */
    void moved(long source, @Nullable State from, State to) {
        Map<State, Long> counts = changes.computeIfAbsent(source, any -> new EnumMap<>(State.class));
        if (from != null) {
            counts.merge(from, -1L, Long::sum);
        }
        counts.merge(to, 1L, Long::sum);
    }

    /** The source has published something that was not there before. */
    void news(long source) {
        news.merge(source, 1L, Long::sum);
    }

    void write(Statements sql) throws SQLException {
        for (Map.Entry<Long, Map<State, Long>> source : changes.entrySet()) {
            for (Map.Entry<State, Long> change : source.getValue().entrySet()) {
                sql.update(COUNT, source.getKey(), change.getKey().name(), change.getValue());
            }
        }
        for (Map.Entry<Long, Long> source : news.entrySet()) {
            sql.update(NEWS, source.getValue(), source.getKey());
        }
    }
}
