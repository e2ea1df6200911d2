-- Columns that end in _ms and _ns are milliseconds and nanoseconds since the epoch, UTC. Hashes are their 32 bytes.
-- Names that repeat in a million rows (sources, schemas, runs) are kept once and referred to.

CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE schemas (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    UNIQUE (name, sha256)
) STRICT;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    mode TEXT NOT NULL,
    started_at_ms INTEGER NOT NULL,
    ended_at_ms INTEGER,
    seen INTEGER NOT NULL DEFAULT 0,
    validated INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0,
    already_processed INTEGER NOT NULL DEFAULT 0,
    pending INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0
) STRICT;

-- version_id is the current version. It is null between the two halves of a first decision, and once a path is forgotten.
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    path TEXT NOT NULL,
    version_id INTEGER REFERENCES versions (id),
    UNIQUE (source_id, path)
) STRICT;

-- published: whether published_path and published_sha256 say something. A null there means the usual: the path is
-- <source>/<path>, the bytes are the raw ones. That saves 90 bytes a row; the view below fills them in.
CREATE TABLE versions (
    id INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES files (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('VALIDATED', 'REJECTED', 'ARCHIVED', 'HELD')),
    size_bytes INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    schema_id INTEGER NOT NULL REFERENCES schemas (id),
    published INTEGER NOT NULL CHECK (published IN (0, 1)),
    published_path TEXT,
    published_sha256 BLOB,
    records INTEGER,
    errors INTEGER NOT NULL,
    run_id INTEGER NOT NULL REFERENCES runs (id),
    decided_at_ms INTEGER NOT NULL,
    duration_us INTEGER NOT NULL,
    UNIQUE (file_id, number)
) STRICT;

-- What changes is the size and mtime of a touched file. Anything else is another decision, and another row.
CREATE TRIGGER decisions_are_never_changed
BEFORE UPDATE OF file_id, number, state, sha256, schema_id, run_id, decided_at_ms ON versions
BEGIN
    SELECT RAISE(ABORT, 'a decision is never changed');
END;

-- Finds duplicates. Eight bytes of a hash tell contents apart well enough to find the rows to compare.
CREATE INDEX versions_by_content ON versions (substr(sha256, 1, 8)) WHERE state = 'VALIDATED';

-- other_file_id: the first path, of a duplicate.
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    file_id INTEGER NOT NULL REFERENCES files (id),
    version_id INTEGER REFERENCES versions (id),
    other_file_id INTEGER REFERENCES files (id)
) STRICT;

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are append-only');
END;

CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are append-only');
END;

-- The last look at each source.
CREATE TABLE looks (
    source_id INTEGER PRIMARY KEY REFERENCES sources (id),
    run_id INTEGER NOT NULL REFERENCES runs (id),
    at_ms INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    pending INTEGER NOT NULL,
    ignored INTEGER NOT NULL
) STRICT;

-- How many paths of a source have a current version in this state. Counting a million rows takes far longer than
-- a status may; the trigger keeps this right whoever moves a path from one version to another.
CREATE TABLE source_states (
    source_id INTEGER NOT NULL REFERENCES sources (id),
    state TEXT NOT NULL,
    files INTEGER NOT NULL,
    PRIMARY KEY (source_id, state)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER files_are_counted AFTER UPDATE OF version_id ON files
BEGIN
    UPDATE source_states SET files = files - 1
    WHERE source_id = old.source_id AND state = (SELECT state FROM versions WHERE id = old.version_id);
    INSERT INTO source_states (source_id, state, files)
    SELECT new.source_id, state, 1 FROM versions WHERE id = new.version_id
    ON CONFLICT (source_id, state) DO UPDATE SET files = files + 1;
END;

CREATE TABLE generation (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    value INTEGER NOT NULL
) STRICT;

INSERT INTO generation (only, value) VALUES (1, 0);

CREATE VIEW current_versions AS
SELECT
    versions.id,
    versions.number,
    versions.file_id,
    files.source_id,
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
JOIN sources ON sources.id = files.source_id
JOIN schemas ON schemas.id = versions.schema_id
JOIN runs ON runs.id = versions.run_id;

PRAGMA user_version = 1;
