-- What a teacher is told of a class, and what is counted when a month closes.

-- Who opened what about whom: `what` is sheet, page or list (a list is of a whole class, and names no learner).
CREATE TABLE look (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    viewer TEXT NOT NULL,
    learner TEXT,
    what TEXT NOT NULL,
    looked_at INTEGER NOT NULL
) STRICT;
CREATE INDEX look_viewer ON look (viewer);
CREATE INDEX look_learner ON look (learner) WHERE learner IS NOT NULL;

-- A closed number, of nobody. `scope` is cohort, site, region or programme, `period` a month or a visit's stay, `split`
-- an age band, or empty for all. What has no row in a closed period could have been nobody's: it is no 0.
CREATE TABLE figure (
    scope TEXT NOT NULL,
    scope_id TEXT NOT NULL,
    period TEXT NOT NULL,
    name TEXT NOT NULL,
    split TEXT NOT NULL,
    n INTEGER NOT NULL,
    closed_at INTEGER NOT NULL,
    PRIMARY KEY (scope, scope_id, period, name, split)
) STRICT;

-- How many a school's roster of the group names; a roster without a column of sex leaves the first two empty.
CREATE TABLE roster_sum (
    cohort TEXT PRIMARY KEY REFERENCES cohort (id),
    girls INTEGER,
    boys INTEGER,
    total INTEGER NOT NULL,
    counted_at INTEGER NOT NULL
) STRICT;

-- When a teacher or operator wants the week's message: `weekday` 0 is Monday, `minutes` after local midnight. `sent_on`
-- and `touched_on` are local dates: of the last one, and of the last tap or word after one.
CREATE TABLE digest (
    person TEXT PRIMARY KEY,
    weekday INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    paused_until TEXT,
    sent_on TEXT,
    touched_on TEXT
) STRICT;

DROP INDEX active_day_cohort;
CREATE INDEX active_day_cohort ON active_day (cohort, local_date, learner);
CREATE INDEX finish_lesson ON finish (cohort, lesson);
CREATE INDEX attempt_item ON attempt (cohort, item);
CREATE INDEX enrolment_all ON enrolment (cohort, learner, accepted_at, until_at);
CREATE INDEX question_cohort ON question (cohort, asked_at);
