-- Keys that users' own routes remember. Ids grow, so that the oldest can be forgotten.
CREATE TABLE remembered (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    route TEXT NOT NULL,
    key TEXT NOT NULL,
    UNIQUE (route, key)
) STRICT;

PRAGMA user_version = 3;
