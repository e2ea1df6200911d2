-- What a decision costs, above all once there are a million: docs/decisions/cheap-decisions.md.

-- Contents are looked up in memory.
DROP INDEX versions_by_content;

-- Counted once for each transaction.
DROP TRIGGER files_are_counted;

-- A path is inserted together with its first version_id, before the row of that version. The reference could be
-- declared as deferred, but then SQLite would search all of files for each new version. What is changed is the text of
-- the declaration only: SQLite's own procedure for constraints, which moves no row.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, 'version_id INTEGER REFERENCES versions (id)', 'version_id INTEGER')
WHERE type = 'table' AND name = 'files';
PRAGMA writable_schema = RESET;

PRAGMA user_version = 2;
