-- The outbox is found by its address, what is old by its date, and an announcement's list is rows.

DROP INDEX delivery_shown;
CREATE UNIQUE INDEX delivery_shown ON delivery (address, shown);
DROP INDEX delivery_settled;
CREATE INDEX delivery_settled ON delivery (settled_at) WHERE settled_at IS NOT NULL;

-- `status` is waiting, withdrawn, unreachable, or what its delivery became once that is gone; without one the delivery
-- says it. `total` is how many the list has, `listed` how many of them are rows, `counts` what stays of the deliveries.
ALTER TABLE recipient ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
ALTER TABLE recipient ADD COLUMN status TEXT;
CREATE INDEX recipient_waiting ON recipient (announcement, place) WHERE status = 'waiting';

ALTER TABLE announcement ADD COLUMN total INTEGER NOT NULL DEFAULT 0;
ALTER TABLE announcement ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE announcement ADD COLUMN counts TEXT;

UPDATE recipient SET status = 'unreachable' WHERE delivery = '';
