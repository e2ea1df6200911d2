package io.sluice.ledger.sqlite;

import io.sluice.ledger.Cursor;
import io.sluice.ledger.StageStart;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is written of stages and their cursors, each within a transaction of its caller. */
final class StageUpdates {
    private static final String KNOWN = "SELECT reads, publishes, ended FROM stages WHERE name = ?";
    private static final String START =
            """
            INSERT INTO stages (name, reads, publishes, from_event, begun_event, ended) VALUES (?, ?, ?, ?, ?, 0)
            ON CONFLICT (name) DO UPDATE SET reads = excluded.reads, publishes = excluded.publishes,
                from_event = excluded.from_event, begun_event = excluded.begun_event, ended = 0""";

    /** A process that ran on while its stage was ended has left some. */
    private static final String FORGET_CURSORS =
            "DELETE FROM cursors WHERE stage_id = (SELECT id FROM stages WHERE name = ?)";

    /** Of a source that is new to the stage, what was there before the stage first started is not for it. */
    private static final String ADVANCE =
            """
            INSERT INTO cursors (stage_id, stage_source_id, event_id, done, rejected, superseded, skipped, news_before)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, (
                SELECT count(*)
                FROM events
                WHERE events.id <= (SELECT from_event FROM stages WHERE id = ?1)
                    AND events.stage_source_id = ?2 AND events.kind IN ('validated', 'published')))
            ON CONFLICT (stage_id, stage_source_id) DO UPDATE SET event_id = excluded.event_id, done = excluded.done,
                rejected = excluded.rejected, superseded = excluded.superseded, skipped = excluded.skipped""";

    private record Known(String reads, @Nullable String publishes, boolean ended) {}

    private StageUpdates() {}

    /** Why the stage cannot be what it is declared to be; empty when it was started. */
    static Optional<String> started(Statements sql, StageStart stage) throws SQLException {
        Optional<Known> known =
                sql.first(KNOWN, row -> new Known(row.getString(1), row.getString(2), row.getBoolean(3)), stage.name());
        if (known.isPresent() && !known.get().ended()) {
            return refusal(stage, known.get());
        }
        long now = StageQueries.lastEvent(sql);
        sql.update(FORGET_CURSORS, stage.name());
        sql.update(START, stage.name(), stage.reads(), stage.publishes(), stage.fromNow() ? now : 0, now);
        return Optional.empty();
    }

    private static Optional<String> refusal(StageStart stage, Known known) {
        if (stage.reads().equals(known.reads()) && Objects.equals(stage.publishes(), known.publishes())) {
            return Optional.empty();
        }
        return Optional.of("the stage \"" + stage.name() + "\" is remembered as one that reads "
                + way(known.reads(), known.publishes()) + ", and its route now reads "
                + way(stage.reads(), stage.publishes())
                + ": what it has done would not hold. Give the stage another name, or end the old one with: sluice stage forget "
                + stage.name());
    }

    private static String way(String reads, @Nullable String publishes) {
        return "zone:" + reads + (publishes == null ? " and publishes nothing" : " and publishes to zone:" + publishes);
    }

    /** Gives a stage a cursor for a source that is new to it, at the event that it begins after. */
    static void begin(Statements sql, long stage, long publishersSource, long event) throws SQLException {
        sql.update(ADVANCE, stage, publishersSource, event, 0, 0, 0, 0);
    }

    static void advance(Statements sql, Names names, List<Cursor> cursors) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>(cursors.size());
        for (Cursor cursor : cursors) {
            rows.add(new @Nullable Object[] {
                names.stage(sql, cursor.feed().stage()),
                names.stageSource(sql, cursor.feed().publisher(), cursor.source()),
                cursor.event(),
                cursor.done(),
                cursor.rejected(),
                cursor.superseded(),
                cursor.skipped()
            });
        }
        sql.updateAll(ADVANCE, rows);
    }
}
