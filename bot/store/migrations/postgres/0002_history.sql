-- What happened is kept in rows that do not move, so that what is old can be thrown away.
-- `option` is known by a hash, `kind` is lesson, review, exam, drill or probe, `cohort` the group of that day.

ALTER TABLE attempt ADD COLUMN option TEXT NOT NULL DEFAULT '';
ALTER TABLE attempt ADD COLUMN kind TEXT NOT NULL DEFAULT 'lesson';
ALTER TABLE attempt ADD COLUMN cohort TEXT;

-- A local date with a word of the learner's, by channel (`` where an older program did not keep it).
CREATE TABLE active_day (
    learner TEXT NOT NULL,
    cohort TEXT,
    local_date TEXT NOT NULL,
    channel TEXT NOT NULL,
    PRIMARY KEY (learner, local_date, channel)
);
CREATE INDEX active_day_cohort ON active_day (cohort, local_date);

-- What was done to its end, the first time: a lesson, a piece, a drill, an exam (`exam-1`, `exam-2`, ...).
CREATE TABLE finish (
    learner TEXT NOT NULL,
    lesson TEXT NOT NULL,
    kind TEXT NOT NULL,
    cohort TEXT,
    local_date TEXT NOT NULL,
    finished_at BIGINT,
    PRIMARY KEY (learner, lesson)
);
CREATE INDEX finish_cohort ON finish (cohort, local_date);

-- The day's message and what became of it. The trigger sees every way in which a delivery settles. (Statements are told
-- apart as SQLite does: a plain CREATE TRIGGER would not end for it, nor a function of several lines.)
ALTER TABLE slot ADD COLUMN delivery TEXT;
ALTER TABLE slot ADD COLUMN sent_at BIGINT;
ALTER TABLE slot ADD COLUMN became TEXT;
CREATE INDEX slot_delivery ON slot (delivery) WHERE delivery IS NOT NULL;

CREATE FUNCTION delivery_settles() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE slot SET became = NEW.status, sent_at = CASE WHEN NEW.status = 'sent' THEN NEW.settled_at END WHERE delivery = NEW.id; RETURN NULL; END $$;

CREATE CONSTRAINT TRIGGER delivery_settles AFTER UPDATE OF status ON delivery
FOR EACH ROW WHEN (NEW.kind = 'drip' AND NEW.settled_at IS NOT NULL) EXECUTE FUNCTION delivery_settles();

UPDATE attempt SET
    kind = CASE WHEN review = 1 THEN 'review' WHEN due_at = 0 THEN 'exam' ELSE 'lesson' END,
    cohort = (
        SELECT enrolment.cohort FROM enrolment
        WHERE enrolment.learner = attempt.learner AND enrolment.from_at <= attempt.answered_at
          AND (enrolment.until_at IS NULL OR enrolment.until_at > attempt.answered_at)
        ORDER BY enrolment.seq DESC LIMIT 1);

UPDATE slot SET delivery = (
    SELECT delivery.id FROM delivery
    WHERE delivery.person = slot.learner AND delivery.kind = 'drip' AND delivery.created_at = slot.taken_at
    ORDER BY delivery.seq DESC LIMIT 1);

UPDATE slot SET
    became = (SELECT delivery.status FROM delivery WHERE delivery.id = slot.delivery),
    sent_at = (SELECT delivery.settled_at FROM delivery WHERE delivery.id = slot.delivery AND delivery.status = 'sent')
WHERE delivery IN (SELECT delivery.id FROM delivery WHERE delivery.settled_at IS NOT NULL);
