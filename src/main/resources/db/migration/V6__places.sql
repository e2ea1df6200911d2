-- Which directory each zone and each source was found in, so that one whose mount is gone is noticed.
CREATE TABLE places (
    name TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    location TEXT NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 6;
