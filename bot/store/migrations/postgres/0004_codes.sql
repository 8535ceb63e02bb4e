-- A one-use code for a learner is an invite too: who asked for it, and when it was confirmed. A question's answer goes
-- back to the address that asked.

ALTER TABLE invite ADD COLUMN asked_by TEXT;
ALTER TABLE invite ADD COLUMN confirmed_at BIGINT;
ALTER TABLE question ADD COLUMN address TEXT;
