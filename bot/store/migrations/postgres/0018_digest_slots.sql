-- When the week's message to an adult is looked at next, and the local dates on which one left: two of a day cannot be.
ALTER TABLE digest ADD COLUMN due_at BIGINT;
CREATE INDEX digest_due ON digest (due_at) WHERE due_at IS NOT NULL;
CREATE TABLE digest_slot (
    person TEXT NOT NULL,
    local_date TEXT NOT NULL,
    PRIMARY KEY (person, local_date)
);

INSERT INTO digest (person, weekday, minutes)
SELECT DISTINCT teaching.person, 0, 420 FROM teaching
WHERE teaching.until_at IS NULL AND NOT EXISTS (SELECT 1 FROM digest WHERE digest.person = teaching.person);
UPDATE digest SET due_at = 0;
