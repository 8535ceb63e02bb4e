-- The check-in to which the answer of a probe belongs, in months after departure; 0 for every other answer.

ALTER TABLE attempt ADD COLUMN month INTEGER NOT NULL DEFAULT 0;
CREATE INDEX attempt_probe ON attempt (cohort, month) WHERE kind = 'probe';
CREATE INDEX attempt_drill ON attempt (cohort, learner, item) WHERE kind = 'drill';
