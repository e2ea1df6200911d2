package io.sluice.ledger.sqlite;

import io.sluice.ledger.ChangeRefused;
import io.sluice.ledger.ChangeRefused.Reason;
import io.sluice.ledger.FileId;
import io.sluice.text.OneLine;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What operators ask of stages, each within a transaction of its caller. Null when it was done, otherwise why not. */
final class StageChanges {
    private static final String STAGE =
            "SELECT id, reads, from_event, begun_event FROM stages WHERE name = ? AND NOT ended";
    private static final String KNOWN = "SELECT name FROM stages WHERE id <> 1 AND NOT ended ORDER BY name";

    /**
     * What was published last under a path in a zone, whichever stage it was. The cross joins keep SQLite from beginning with
     * all versions.
     */
    private static final String PUBLISHED =
            """
            SELECT files.id, files.stage_source_id, versions.id
            FROM sources
            CROSS JOIN stage_sources ON stage_sources.source_id = sources.id
            CROSS JOIN stages ON stages.id = stage_sources.stage_id AND stages.publishes = ?
            CROSS JOIN files ON files.stage_source_id = stage_sources.id AND files.path = ?
            CROSS JOIN versions ON versions.file_id = files.id AND versions.state IN ('VALIDATED', 'PUBLISHED')
            WHERE sources.name = ?
            ORDER BY versions.id DESC
            LIMIT 1""";

    /** The source at the stage itself, where it has one, by the stage and the source at the one that publishes. */
    private static final String OWN =
            """
            (SELECT own.id
            FROM stage_sources AS own
            JOIN stage_sources AS publishers ON publishers.source_id = own.source_id
            WHERE own.stage_id = ?1 AND publishers.id = ?2)""";

    /** What the stage has not come to yet; 0 for none. Events are looked through from its cursor on. */
    private static final String PENDING =
            """
            SELECT coalesce(max(events.id), 0)
            FROM events
            WHERE events.id > coalesce((SELECT event_id FROM cursors WHERE stage_id = ?1 AND stage_source_id = ?2), ?3)
                AND events.file_id = ?4
                AND (events.kind IN ('validated', 'published')
                    OR (events.kind = 'asked_again' AND events.id > ?5 AND events.stage_source_id =
            """
                    + OWN
                    + "))";

    private static final String SKIPPED =
            """
            SELECT count(*)
            FROM events
            WHERE id > ?3 AND kind = 'skipped' AND file_id = ?4 AND stage_source_id =
            """
                    + OWN;
    private static final String EVENT =
            """
            INSERT INTO events (at_ms, kind, file_id, version_id, stage_source_id) VALUES (?, ?, ?, ?, ?)""";
    private static final String ASKED =
            "UPDATE cursors SET asked = asked + 1 WHERE stage_id = ? AND stage_source_id = ?";
    private static final String FORGET_CURSORS = "DELETE FROM cursors WHERE stage_id = ?";
    private static final String END = "UPDATE stages SET ended = 1 WHERE id = ?";

    private record Stage(long id, String reads, long fromEvent, long begunEvent) {}

    private record Published(long file, long stageSource, long version) {}

    private StageChanges() {}

    static @Nullable ChangeRefused askAgain(Statements sql, FileId file, Instant at) throws SQLException {
        Optional<Stage> stage = stage(sql, file.stage());
        if (stage.isEmpty()) {
            return unknown(sql, file.stage());
        }
        Optional<Published> published = published(sql, stage.get(), file);
        if (published.isEmpty()) {
            return neverPublished(stage.get(), file);
        }
        long source = published.get().stageSource();
        if (sql.update(ASKED, stage.get().id(), source) == 0) {
            StageUpdates.begin(sql, stage.get().id(), source, stage.get().fromEvent());
            sql.update(ASKED, stage.get().id(), source);
        }
        event(sql, "asked_again", published.get(), ownSource(sql, file), at);
        return null;
    }

    static @Nullable ChangeRefused skip(Statements sql, FileId file, Instant at) throws SQLException {
        Optional<Stage> known = stage(sql, file.stage());
        if (known.isEmpty()) {
            return unknown(sql, file.stage());
        }
        Stage stage = known.get();
        Optional<Published> published = published(sql, stage, file);
        if (published.isEmpty()) {
            return neverPublished(stage, file);
        }
        Published version = published.get();
        long pending = sql.number(
                PENDING, stage.id(), version.stageSource(), stage.fromEvent(), version.file(), stage.begunEvent());
        if (pending == 0) {
            return new ChangeRefused(
                    Reason.NOTHING_PENDING,
                    OneLine.of(file.toString()) + " has nothing pending at the stage " + OneLine.of(file.stage())
                            + ": what was published there is done with");
        }
        if (sql.number(SKIPPED, stage.id(), version.stageSource(), pending, version.file()) > 0) {
            return new ChangeRefused(
                    Reason.NOTHING_PENDING,
                    OneLine.of(file.toString()) + " is to be passed over by the stage " + OneLine.of(file.stage())
                            + " already");
        }
        event(sql, "skipped", version, ownSource(sql, file), at);
        return null;
    }

    static @Nullable ChangeRefused forget(Statements sql, String name) throws SQLException {
        Optional<Stage> stage = stage(sql, name);
        if (stage.isEmpty()) {
            return unknown(sql, name);
        }
        sql.update(FORGET_CURSORS, stage.get().id());
        sql.update(END, stage.get().id());
        return null;
    }

    /** Empty, too, for the stage that reads the raw zone. */
    private static Optional<Stage> stage(Statements sql, String name) throws SQLException {
        return name.equals(FileId.VALIDATE)
                ? Optional.empty()
                : sql.first(
                        STAGE,
                        row -> new Stage(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4)),
                        name);
    }

    private static ChangeRefused unknown(Statements sql, String name) throws SQLException {
        if (name.equals(FileId.VALIDATE)) {
            return new ChangeRefused(
                    Reason.READS_RAW,
                    "the stage " + FileId.VALIDATE
                            + " reads the raw zone: it takes a file again by itself when its content"
                            + " changes, and a rejected one when its source's schema does");
        }
        List<String> known = sql.list(KNOWN, row -> OneLine.of(row.getString(1)));
        return new ChangeRefused(
                Reason.UNKNOWN_STAGE,
                "the ledger knows no stage \"" + OneLine.of(name) + "\"; "
                        + (known.isEmpty()
                                ? "there is none that reads what others publish"
                                : "there are: " + String.join(", ", known)));
    }

    private static ChangeRefused neverPublished(Stage stage, FileId file) {
        return new ChangeRefused(
                Reason.NEVER_PUBLISHED,
                "nothing was ever published as " + OneLine.of(file.toString()) + " in zone:" + stage.reads()
                        + ", which the stage " + OneLine.of(file.stage()) + " reads");
    }

    private static Optional<Published> published(Statements sql, Stage stage, FileId file) throws SQLException {
        return sql.first(
                PUBLISHED,
                row -> new Published(row.getLong(1), row.getLong(2), row.getLong(3)),
                stage.reads(),
                file.path(),
                file.source());
    }

    private static long ownSource(Statements sql, FileId file) throws SQLException {
        return new Names().stageSource(sql, file);
    }

    private static void event(Statements sql, String kind, Published published, long own, Instant at)
            throws SQLException {
        sql.update(EVENT, at.toEpochMilli(), kind, published.file(), published.version(), own);
    }
}
