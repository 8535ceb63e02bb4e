-- An alert is a case: a record of its own, which only an adult ends and which outlives an erasure; never the words.
-- `whose` is a learner, an address of somebody who came by a code, or a channel where nobody did; one is open of each.
-- Who is erased is parted from it: `whose` is then the case itself, and the name was copied in.
CREATE TABLE protection_case (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    whose TEXT NOT NULL,
    name TEXT NOT NULL,
    cohort TEXT,
    ticket TEXT NOT NULL,
    school INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    taken_by TEXT,
    taken_at INTEGER,
    closed_by TEXT,
    closed_at INTEGER,
    outcome TEXT
) STRICT;
CREATE UNIQUE INDEX protection_case_open ON protection_case (whose) WHERE closed_at IS NULL;

-- What came to a case: more words, a denial, who was told (`about` is the delivery), who took it, how it ended.
CREATE TABLE case_line (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    protection_case TEXT NOT NULL REFERENCES protection_case (id),
    kind TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    about TEXT NOT NULL,
    said_at INTEGER NOT NULL
) STRICT;
CREATE INDEX case_line_case ON case_line (protection_case, seq);

-- When who has a role was asked whether they still look after it.
ALTER TABLE role ADD COLUMN asked_at INTEGER;

INSERT INTO protection_case (id, kind, whose, name, cohort, ticket, school, opened_at, taken_by, taken_at, closed_by,
    closed_at, outcome)
SELECT alert.id, CASE alert.kind WHEN 'grave' THEN 'words' ELSE 'report' END, COALESCE(alert.person, alert.id),
    COALESCE(person.name, ''), alert.cohort, '', 0, raised_at, attended_by, attended_at, attended_by, attended_at,
    CASE WHEN attended_at IS NOT NULL THEN 'before' END
FROM alert LEFT JOIN person ON person.id = alert.person
WHERE attended_at IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM alert earlier
    WHERE earlier.person = alert.person AND earlier.attended_at IS NULL AND earlier.seq < alert.seq)
ORDER BY alert.seq;

INSERT INTO case_line (protection_case, kind, by_whom, about, said_at)
SELECT COALESCE(own.id, shared.id), CASE alert.kind WHEN 'grave' THEN 'words' ELSE alert.kind END, '',
    COALESCE(alert.question, ''), raised_at
FROM alert LEFT JOIN protection_case own ON own.id = alert.id
LEFT JOIN protection_case shared ON shared.whose = alert.person AND shared.closed_at IS NULL
ORDER BY alert.seq;

INSERT INTO case_line (protection_case, kind, by_whom, about, said_at)
SELECT COALESCE(own.id, shared.id), 'denied', '', '', calmed_at
FROM alert LEFT JOIN protection_case own ON own.id = alert.id
LEFT JOIN protection_case shared ON shared.whose = alert.person AND shared.closed_at IS NULL
WHERE calmed_at IS NOT NULL ORDER BY alert.seq;

DROP TABLE alert;
