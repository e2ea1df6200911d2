-- What tells that a content was changed behind the same size and mtime: docs/decisions/scanning.md.

-- Nanoseconds from mtime to the inode change time, which for most files is next to nothing and takes no room. Null where that
-- was not noted: the file is read and hashed once more.
ALTER TABLE versions ADD COLUMN ctime_after_ns INTEGER;

PRAGMA user_version = 5;
