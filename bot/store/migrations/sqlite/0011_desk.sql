-- The way into the desk: links of one use, and the sessions that browsers hold. Of both only the hash is kept.
CREATE TABLE desk_link (
    token_hash TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    made_at INTEGER NOT NULL,
    spent_at INTEGER
) STRICT;
CREATE INDEX desk_link_person ON desk_link (person, made_at);
CREATE TABLE desk_session (
    key_hash TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    opened_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX desk_session_person ON desk_session (person);
