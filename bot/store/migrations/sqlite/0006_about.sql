-- Of whom it speaks that is said to others: ids of people, a space between them. It goes with each of them.

ALTER TABLE delivery ADD COLUMN about TEXT;
CREATE INDEX delivery_about ON delivery (seq) WHERE about IS NOT NULL;
ALTER TABLE prompt ADD COLUMN about TEXT;
CREATE INDEX prompt_about ON prompt (seq) WHERE about IS NOT NULL;

-- Whose words they were that found no answer.
ALTER TABLE miss ADD COLUMN person TEXT;
CREATE INDEX miss_person ON miss (person) WHERE person IS NOT NULL;
