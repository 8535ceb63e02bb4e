-- What the carrier said of a delivery after the call, or what is waited for: `doubt` its word, `held` the person's.
ALTER TABLE delivery ADD COLUMN told text;
-- When a template last went to the address, outside the hours in which the carrier lets us write freely.
ALTER TABLE address ADD COLUMN knocked_at bigint;
CREATE INDEX address_knocked ON address (channel, knocked_at) WHERE knocked_at IS NOT NULL;
