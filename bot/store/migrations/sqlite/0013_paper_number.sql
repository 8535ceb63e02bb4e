-- The number that stands on the family's signed paper, one of each in a cohort; the guardian's name is on the paper alone.
ALTER TABLE consent ADD COLUMN cohort TEXT;
ALTER TABLE consent ADD COLUMN paper TEXT;
CREATE UNIQUE INDEX consent_paper ON consent (cohort, paper) WHERE paper IS NOT NULL;
