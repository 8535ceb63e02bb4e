-- What PostgreSQL says in its own way.

-- name: claim_on_postgres(channel, highest, replies_only, limit, now, holder, until)
-- `head` is the first row of its kind and priority at its address: nothing overtakes its own kind, but what is
-- urgent; what waits for a word (`told`) is in nobody's way. Of the heads whose time has come, the first by
-- (priority, seq) leaves, if nothing of the address is in flight. With `replies_only`
-- announcements and drips are neither taken nor in the way.
WITH leaving AS MATERIALIZED (
    SELECT head.seq FROM delivery head
    WHERE head.status = 'queued' AND head.channel = :channel AND head.not_before <= :now
      AND head.priority <= :highest
      AND (CAST(:replies_only AS bigint) = 0 OR head.kind IN ('reply', 'retire'))
      AND NOT EXISTS (
        SELECT 1 FROM delivery flying
        WHERE flying.address = head.address AND flying.status IN ('claimed', 'started'))
      AND NOT EXISTS (
        SELECT 1 FROM delivery earlier
        WHERE earlier.status = 'queued' AND earlier.address = head.address AND earlier.kind = head.kind
          AND earlier.priority = head.priority AND earlier.seq < head.seq
          AND (earlier.told IS NULL OR earlier.not_before <= :now))
      AND NOT EXISTS (
        SELECT 1 FROM delivery rival
        WHERE rival.status = 'queued' AND rival.address = head.address AND rival.not_before <= :now
          AND (rival.priority < head.priority OR (rival.priority = head.priority AND rival.seq < head.seq))
          AND (CAST(:replies_only AS bigint) = 0 OR rival.kind IN ('reply', 'retire'))
          AND NOT EXISTS (
            SELECT 1 FROM delivery ahead
            WHERE ahead.status = 'queued' AND ahead.address = rival.address AND ahead.kind = rival.kind
              AND ahead.priority = rival.priority AND ahead.seq < rival.seq
              AND (ahead.told IS NULL OR ahead.not_before <= :now)))
    ORDER BY head.priority, head.seq LIMIT :limit
    FOR UPDATE OF head SKIP LOCKED
)
UPDATE delivery SET status = 'claimed', tries = tries + 1, claimed_by = :holder, claimed_until = :until
WHERE seq IN (SELECT seq FROM leaving)
RETURNING priority, seq, id, address, channel,
    (SELECT carrier_id FROM address WHERE address.id = delivery.address),
    person, kind, body, tries, expires_at, doubts,
    (SELECT heard_at FROM address WHERE address.id = delivery.address), COALESCE(told, '') = 'closed';

-- name: list_recipients(announcement, place, learners)!
INSERT INTO recipient (announcement, learner, delivery, place, status)
SELECT CAST(:announcement AS text), learner.person, '', CAST(:place AS bigint) + listed.number - 1, 'waiting'
FROM jsonb_array_elements_text(CAST(:learners AS jsonb)) WITH ORDINALITY AS listed (person, number)
JOIN learner ON learner.person = listed.person
ON CONFLICT (announcement, learner) DO NOTHING;
