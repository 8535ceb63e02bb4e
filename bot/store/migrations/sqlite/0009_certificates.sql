-- The papers that learners take home. `sealed` is what the code on the paper holds: the signature and what was signed.
-- One of a kind, learner and cohort stands; a new name makes a new one, which withdraws it.
CREATE TABLE certificate (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL UNIQUE,
    learner TEXT NOT NULL,
    cohort TEXT NOT NULL REFERENCES cohort (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    course TEXT NOT NULL,
    site TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    sealed TEXT NOT NULL,
    withdrawn_at INTEGER
) STRICT;
CREATE UNIQUE INDEX certificate_standing ON certificate (learner, cohort, kind) WHERE withdrawn_at IS NULL;
CREATE INDEX certificate_cohort ON certificate (cohort, learner);
