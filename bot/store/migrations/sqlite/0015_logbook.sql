-- What learners note of their business. An entry is never overwritten: a mended one is another, which `replaces` it, and
-- the one before is voided. `cents` are of a sol, `quantity` is 0 where none was said.
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    learner TEXT NOT NULL REFERENCES learner (person),
    kind TEXT NOT NULL,
    cents INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    thing TEXT NOT NULL,
    local_date TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    voided_at INTEGER,
    replaces TEXT
) STRICT;
CREATE INDEX entry_learner ON entry (learner, seq);
