-- Stages: routes that read a zone and remember what they have done with each file. What the ledger knew so far is the
-- stage "validate".

-- from_event: what was published up to it was there before the stage first started, and is not for it.
-- ended: an operator has ended the stage; it begins anew when a route declares it again. begun_event: what operators asked of
-- it up to then, they asked before it was ended.
CREATE TABLE stages (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    reads TEXT NOT NULL,
    publishes TEXT,
    from_event INTEGER NOT NULL,
    begun_event INTEGER NOT NULL,
    ended INTEGER NOT NULL CHECK (ended IN (0, 1))
) STRICT;

INSERT INTO stages (id, name, reads, publishes, from_event, begun_event, ended)
VALUES (1, 'validate', 'raw', 'validated', 0, 0, 0);

-- A source at a stage. news: how often it was published something that was not there before, for the stages that read on.
CREATE TABLE stage_sources (
    id INTEGER PRIMARY KEY,
    stage_id INTEGER NOT NULL REFERENCES stages (id),
    source_id INTEGER NOT NULL REFERENCES sources (id),
    news INTEGER NOT NULL DEFAULT 0,
    UNIQUE (stage_id, source_id)
) STRICT;

INSERT INTO stage_sources (id, stage_id, source_id, news)
SELECT sources.id, 1, sources.id, coalesce(published.news, 0)
FROM sources
LEFT JOIN (
    SELECT files.source_id, count(*) AS news
    FROM events
    JOIN files ON files.id = events.file_id
    WHERE events.kind = 'validated'
    GROUP BY files.source_id
) AS published ON published.source_id = sources.id;

-- One row per stage, source and path. The numbers are those that the sources have had, so that no row of files moves; what
-- they refer to is changed in the text of the declarations, as in version 2.
DROP VIEW current_versions;
ALTER TABLE files RENAME COLUMN source_id TO stage_source_id;
ALTER TABLE looks RENAME COLUMN source_id TO stage_source_id;
ALTER TABLE source_states RENAME COLUMN source_id TO stage_source_id;

PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, 'REFERENCES sources (id)', 'REFERENCES stage_sources (id)')
WHERE type = 'table' AND name IN ('files', 'looks', 'source_states');
UPDATE sqlite_schema
SET sql = replace(sql, '''VALIDATED'', ''REJECTED''', '''VALIDATED'', ''PUBLISHED'', ''REJECTED''')
WHERE type = 'table' AND name = 'versions';
PRAGMA writable_schema = RESET;

-- A reader of a zone passes over the events of other stages and sources without a look at anything else.
ALTER TABLE events ADD COLUMN stage_source_id INTEGER REFERENCES stage_sources (id);

DROP TRIGGER events_are_never_changed;
UPDATE events SET stage_source_id = (SELECT stage_source_id FROM files WHERE files.id = events.file_id);
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are append-only');
END;

-- Up to which event a stage has done with what a source has published in the zone that it reads. stage_source_id is that of
-- the stage that publishes there. news_before: of the source's news, how many are not for this stage; asked: how often an
-- operator has asked for a file again; the others say what the rest has come to, up to the cursor.
CREATE TABLE cursors (
    stage_id INTEGER NOT NULL REFERENCES stages (id),
    stage_source_id INTEGER NOT NULL REFERENCES stage_sources (id),
    event_id INTEGER NOT NULL,
    news_before INTEGER NOT NULL,
    asked INTEGER NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0,
    superseded INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (stage_id, stage_source_id)
) STRICT, WITHOUT ROWID;

CREATE VIEW current_versions AS
SELECT
    versions.id,
    versions.number,
    versions.file_id,
    files.stage_source_id,
    stages.name AS stage,
    sources.name AS source,
    files.path,
    versions.size_bytes,
    versions.mtime_ns,
    versions.sha256,
    versions.state,
    schemas.name AS schema,
    schemas.sha256 AS schema_sha256,
    CASE WHEN published THEN coalesce(published_path, sources.name || '/' || files.path) END AS published_path,
    CASE WHEN published THEN coalesce(published_sha256, versions.sha256) END AS published_sha256,
    versions.records,
    versions.errors,
    runs.name AS run,
    versions.decided_at_ms,
    versions.duration_us
FROM files
JOIN versions ON versions.id = files.version_id
JOIN stage_sources ON stage_sources.id = files.stage_source_id
JOIN stages ON stages.id = stage_sources.stage_id
JOIN sources ON sources.id = stage_sources.source_id
JOIN schemas ON schemas.id = versions.schema_id
JOIN runs ON runs.id = versions.run_id;

PRAGMA user_version = 4;
