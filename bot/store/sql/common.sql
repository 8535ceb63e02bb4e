-- Read by both engines. Every nullable parameter that the engine could not type by itself is cast.

-- inbox ----------------------------------------------------------------------------------------------------

-- name: hear(channel, event_key, lane, body, now)^
INSERT INTO inbox (channel, event_key, lane, body, received_at, not_before)
VALUES (:channel, :event_key, :lane, :body, :now, :now)
ON CONFLICT (event_key, channel) DO NOTHING
RETURNING seq;

-- name: cause(event_key, lane, body, now, not_before)!
INSERT INTO inbox (channel, event_key, lane, body, received_at, not_before)
VALUES ('inside', :event_key, :lane, :body, :now, :not_before)
ON CONFLICT (event_key, channel) DO NOTHING;

-- name: waiting(now, limit)
SELECT seq, channel, lane, body, received_at FROM inbox
WHERE done_at IS NULL AND not_before <= :now
ORDER BY seq LIMIT :limit;

-- name: waiting_on(channel, now, limit)
SELECT seq, channel, lane, body, received_at FROM inbox
WHERE done_at IS NULL AND not_before <= :now AND channel = :channel
ORDER BY seq LIMIT :limit;

-- name: waiting_alerts(now, limit)
-- What tells of a case: it waits behind nobody's bulk.
SELECT seq, channel, lane, body, received_at FROM inbox
WHERE done_at IS NULL AND not_before <= :now AND channel = 'inside'
  AND SUBSTR(body, 1, 19) IN ('{"type":"case_step"', '{"type":"alert_told')
ORDER BY seq LIMIT :limit;

-- name: take(seq, now, since)!
-- Not before what its lane heard earlier, which another process may have under way; what was heard before `since`
-- and is not done yet is not waited for.
UPDATE inbox SET done_at = :now, lane = '', body = ''
WHERE seq = :seq AND done_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM inbox earlier
    WHERE earlier.done_at IS NULL AND earlier.seq < :seq AND earlier.not_before <= :now
      AND earlier.received_at > :since AND earlier.channel = inbox.channel AND earlier.lane = inbox.lane);

-- name: is_done(seq)^
SELECT done_at IS NOT NULL FROM inbox WHERE seq = :seq;

-- name: drop(seq, now)!
UPDATE inbox SET done_at = :now, lane = '', body = '' WHERE seq = :seq AND done_at IS NULL;

-- name: set_aside(seq, problem, now)!
UPDATE inbox SET done_at = :now, problem = :problem WHERE seq = :seq AND done_at IS NULL;

-- name: forget_raw(before)!
UPDATE inbox SET lane = '', body = '' WHERE problem IS NOT NULL AND done_at < :before AND body <> '';

-- name: page_of_inbox(after, page)
SELECT seq, received_at, done_at FROM inbox WHERE seq > :after ORDER BY seq LIMIT :page;

-- name: forget_inbox(seq)!
DELETE FROM inbox WHERE seq = :seq;

-- addresses ------------------------------------------------------------------------------------------------

-- name: address(channel, carrier_id)^
SELECT id, channel, carrier_id, conversation, blocked_at, heard_at, left_at FROM address
WHERE channel = :channel AND carrier_id = :carrier_id;

-- name: address_by_id(address)^
SELECT id, channel, carrier_id, conversation, blocked_at, heard_at, left_at FROM address WHERE id = :address;

-- name: add_address(id, channel, carrier_id, now)!
INSERT INTO address (id, channel, carrier_id, conversation, heard_at)
VALUES (:id, :channel, :carrier_id, '', :now);

-- name: save_conversation(address, document, heard_at)!
UPDATE address SET conversation = :document, heard_at = :heard_at WHERE id = :address;

-- name: set_blocked(address, blocked_at)!
UPDATE address SET blocked_at = :blocked_at WHERE id = :address;

-- name: block_queued(address, now)!
UPDATE delivery SET status = 'blocked', settled_at = :now WHERE address = :address AND status = 'queued';

-- name: opt_out(address, person, now)!
-- The address, and those that the person alone has.
UPDATE address SET left_at = :now WHERE left_at IS NULL AND (id = :address OR id IN (
    SELECT mine.address FROM reach mine WHERE mine.person = :person AND mine.until_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM reach other
        WHERE other.address = mine.address AND other.person <> mine.person AND other.until_at IS NULL)));

-- name: opt_out_recipients(now)!
UPDATE recipient SET status = 'left' WHERE delivery IN (
    SELECT delivery.id FROM delivery JOIN address ON address.id = delivery.address
    WHERE address.left_at = :now AND delivery.status = 'queued' AND delivery.kind = 'announcement');

-- name: opt_out_queued(now)!
-- What nobody asked for, and what waits for its hour.
UPDATE delivery SET status = 'cancelled', settled_at = :now
WHERE status = 'queued' AND (kind IN ('drip', 'announcement') OR not_before > :now)
  AND address IN (SELECT id FROM address WHERE left_at = :now);

-- name: opt_in(address)!
UPDATE address SET left_at = NULL WHERE id = :address;

-- name: has_left(person)^
SELECT 1 FROM reach JOIN address ON address.id = reach.address
WHERE reach.person = :person AND reach.until_at IS NULL AND left_at IS NOT NULL LIMIT 1;

-- name: address_elsewhere(address, carrier_id)^
SELECT other.id FROM address
JOIN address other ON other.channel = address.channel AND other.carrier_id = :carrier_id AND other.id <> address.id
WHERE address.id = :address;

-- name: move_address(address, carrier_id)!
UPDATE address SET carrier_id = :carrier_id WHERE id = :address;

-- name: hand_over_reach(address, other)!
INSERT INTO reach (address, person, from_at)
SELECT CAST(:other AS text), person, from_at FROM reach WHERE address = :address AND until_at IS NULL
ON CONFLICT (address, person) WHERE until_at IS NULL DO NOTHING;

-- name: hand_over_opt_out(address, other)!
UPDATE address SET left_at = (SELECT old.left_at FROM address old WHERE old.id = :address)
WHERE id = :other AND left_at IS NULL;

-- name: hand_over_queued(address, other)!
UPDATE delivery SET address = :other WHERE address = :address AND status = 'queued';

-- name: expire_address(address, expires_at)!
UPDATE address SET expires_at = :expires_at WHERE id = :address;

-- name: address_over(now)^
SELECT id FROM address
WHERE expires_at <= :now AND (channel = 'screen' OR NOT EXISTS (
    SELECT 1 FROM reach WHERE reach.address = address.id AND reach.until_at IS NULL))
ORDER BY expires_at LIMIT 1;

-- name: forget_deliveries_at(address, limit)!
DELETE FROM delivery WHERE seq IN (SELECT seq FROM delivery WHERE address = :address LIMIT :limit);

-- name: forget_prompts_at(address, limit)!
DELETE FROM prompt WHERE seq IN (SELECT seq FROM prompt WHERE address = :address LIMIT :limit);

-- name: forget_address(address)!
DELETE FROM address WHERE id = :address;

-- name: open_trial(address, cohort, ticket, now, expires_at)!
INSERT INTO trial (address, cohort, ticket, opened_at, expires_at)
VALUES (:address, :cohort, :ticket, :now, :expires_at)
ON CONFLICT (address) DO UPDATE SET cohort = excluded.cohort, ticket = excluded.ticket,
    opened_at = excluded.opened_at, expires_at = excluded.expires_at;

-- name: close_trial(address)!
DELETE FROM trial WHERE address = :address;

-- name: forget_trials(now)!
DELETE FROM trial WHERE expires_at <= :now;

-- people ---------------------------------------------------------------------------------------------------

-- name: people_at(address)
SELECT person.id, person.name FROM reach JOIN person ON person.id = reach.person
WHERE reach.address = :address AND reach.until_at IS NULL ORDER BY reach.seq;

-- name: reach(address, person, now)!
INSERT INTO reach (address, person, from_at) VALUES (:address, :person, :now)
ON CONFLICT (address, person) WHERE until_at IS NULL DO NOTHING;

-- name: part(address, person, now)!
UPDATE reach SET until_at = :now WHERE address = :address AND person = :person AND until_at IS NULL;

-- name: address_of(person)^
SELECT address.id, channel, carrier_id, conversation, blocked_at, heard_at, left_at
FROM reach JOIN address ON address.id = reach.address
WHERE reach.person = :person AND reach.until_at IS NULL AND blocked_at IS NULL AND left_at IS NULL
  AND channel <> 'screen'
ORDER BY heard_at DESC, address.seq DESC LIMIT 1;

-- name: pages_of(person, but)
SELECT address.id FROM reach JOIN address ON address.id = reach.address
WHERE reach.person = :person AND reach.until_at IS NULL AND channel IN ('screen', 'web') AND address.id <> :but
ORDER BY address.seq;

-- name: devices(person)
SELECT address.id, channel, reach.from_at, heard_at FROM reach JOIN address ON address.id = reach.address
WHERE reach.person = :person AND reach.until_at IS NULL AND channel <> 'screen'
ORDER BY heard_at DESC, address.seq DESC;

-- name: part_all(address, now)!
UPDATE reach SET until_at = :now WHERE address = :address AND until_at IS NULL;

-- name: end_page(address, now)!
-- Its key opens nothing from here on: under that id nothing was ever said.
UPDATE address SET carrier_id = 'over:' || id, conversation = '', expires_at = :now
WHERE id = :address AND channel = 'web'
    AND NOT EXISTS (SELECT 1 FROM reach WHERE reach.address = address.id AND reach.until_at IS NULL);

-- name: forget_said_to(address, person, now)!
UPDATE delivery SET body = '', settled_at = COALESCE(settled_at, :now),
    status = CASE WHEN status = 'queued' THEN 'cancelled' ELSE status END
WHERE address = :address AND person = :person AND status NOT IN ('claimed', 'started') AND body <> '';

-- name: addresses_of(person)
SELECT address.id FROM reach JOIN address ON address.id = reach.address
WHERE reach.person = :person AND reach.until_at IS NULL AND channel <> 'screen' ORDER BY reach.seq;

-- name: newly_at(address, person, since)^
-- Not where the learner enrolled: there nobody entered in anybody's place.
SELECT 1 FROM reach JOIN person ON person.id = reach.person
WHERE reach.address = :address AND reach.person = :person AND reach.until_at IS NULL
    AND reach.from_at > :since AND reach.from_at > person.created_at;

-- name: leave_screens(person, now)!
UPDATE reach SET until_at = :now
WHERE person = :person AND until_at IS NULL AND address IN (SELECT id FROM address WHERE channel = 'screen');

-- name: urgent_said(address, since)
SELECT id, prompt, carrier_message FROM delivery
WHERE address = :address AND priority < 0 AND created_at >= :since AND status NOT IN ('claimed', 'started')
    AND body <> '' ORDER BY seq;

-- name: forget_delivery(delivery, now)!
UPDATE delivery SET body = '', settled_at = COALESCE(settled_at, :now),
    status = CASE WHEN status = 'queued' THEN 'cancelled' ELSE status END
WHERE id = :delivery;

-- name: forget_retired(address, prompt, now)!
-- What took the place of a question's buttons tells the question again.
UPDATE delivery SET body = '', settled_at = COALESCE(settled_at, :now),
    status = CASE WHEN status = 'queued' THEN 'cancelled' ELSE status END
WHERE address = :address AND kind = 'retire' AND status NOT IN ('claimed', 'started')
    AND REPLACE(body, :prompt, '') <> body;

-- name: forget_said(address, now)!
UPDATE delivery SET body = '', settled_at = COALESCE(settled_at, :now),
    status = CASE WHEN status = 'queued' THEN 'cancelled' ELSE status END
WHERE address = :address AND status NOT IN ('claimed', 'started') AND body <> '';

-- name: add_person(id, name, language, now)!
INSERT INTO person (id, name, language, created_at) VALUES (:id, :name, :language, :now);

-- name: rename(person, name)!
UPDATE person SET former_name = name, name = :name WHERE id = :person;

-- name: set_language(person, language)!
UPDATE person SET language = :language WHERE id = :person;

-- name: person(person)^
SELECT id, name FROM person WHERE id = :person;

-- name: roles(person)
SELECT kind FROM role WHERE person = :person AND until_at IS NULL ORDER BY seq;

-- name: holders(kind)
SELECT person.id, person.name FROM role JOIN person ON person.id = role.person
WHERE role.kind = :kind AND role.until_at IS NULL ORDER BY role.seq;

-- name: grant_role(id, person, kind, now)!
INSERT INTO role (id, person, kind, from_at) VALUES (:id, :person, :kind, :now)
ON CONFLICT (person, kind) WHERE until_at IS NULL DO NOTHING;

-- name: duties()
SELECT person.id, person.name, role.kind, NULL, role.from_at, 0, role.seq
FROM role JOIN person ON person.id = role.person WHERE role.until_at IS NULL
UNION ALL
SELECT person.id, person.name, 'teacher', cohort.name || ', ' || visit.site, teaching.from_at, 1, teaching.seq
FROM teaching JOIN person ON person.id = teaching.person JOIN cohort ON cohort.id = teaching.cohort
JOIN visit ON visit.id = cohort.visit WHERE teaching.until_at IS NULL
ORDER BY 6, 7;

-- name: open_links(now)
SELECT token_hash, role, cohort.name, expires_at FROM invite LEFT JOIN cohort ON cohort.id = invite.cohort
WHERE role NOT IN ('phone', 'code') AND spent_at IS NULL AND expires_at > :now ORDER BY created_at, token_hash;

-- name: withdraw_link(mark, length, now)!
DELETE FROM invite
WHERE role NOT IN ('phone', 'code') AND spent_at IS NULL AND expires_at > :now
    AND SUBSTR(token_hash, 1, CAST(:length AS integer)) = :mark;

-- name: end_roles(person, now)!
UPDATE role SET until_at = :now WHERE person = :person AND until_at IS NULL;

-- name: end_teachings(person, now)!
UPDATE teaching SET until_at = :now WHERE person = :person AND until_at IS NULL;

-- name: forget_said_to_adult(person, now)!
UPDATE delivery SET body = '', settled_at = COALESCE(settled_at, :now),
    status = CASE WHEN status = 'queued' THEN 'cancelled' ELSE status END
WHERE person = :person AND status NOT IN ('claimed', 'started') AND body <> '';

-- name: part_everywhere(person, now)!
UPDATE reach SET until_at = :now WHERE person = :person AND until_at IS NULL;

-- name: add_invite(token_hash, role, cohort, replaces, learner, now, expires_at)!
INSERT INTO invite (token_hash, role, cohort, replaces, learner, created_at, expires_at)
VALUES (:token_hash, :role, :cohort, :replaces, :learner, :now, :expires_at);

-- name: invite(token_hash, now)^
SELECT role, cohort, spent_at, replaces, learner FROM invite WHERE token_hash = :token_hash AND expires_at > :now;

-- name: forget_invites(now)!
-- A link to a phone and a code have served after minutes or days; that of a role says later who let whom in.
DELETE FROM invite WHERE role IN ('phone', 'code') AND expires_at <= :now;

-- name: spend_invite(token_hash, person, now)!
UPDATE invite SET spent_at = :now, spent_by = :person
WHERE token_hash = :token_hash AND spent_at IS NULL AND expires_at > :now;

-- learners -------------------------------------------------------------------------------------------------

-- name: add_learner(person, age_band, recovery_key, progress)!
INSERT INTO learner (person, age_band, recovery_key, progress)
VALUES (:person, :age_band, :recovery_key, :progress);

-- name: learner(person)^
SELECT person.id, person.name, learner.age_band, person.language, learner.recovery_key, learner.progress,
    enrolment.cohort, enrolment.accepted_at,
    COALESCE(enrolment.from_at, (SELECT MAX(e.from_at) FROM enrolment e WHERE e.learner = person.id),
        person.created_at),
    learner.heard_at, learner.next_due_at
FROM person JOIN learner ON learner.person = person.id
LEFT JOIN enrolment ON enrolment.learner = person.id AND enrolment.until_at IS NULL
WHERE person.id = :person;

-- name: set_age_band(person, age_band)!
UPDATE learner SET age_band = :age_band WHERE person = :person;

-- name: set_key(person, recovery_key)!
UPDATE learner SET recovery_key = :recovery_key WHERE person = :person;

-- name: learner_by_key(recovery_key)^
SELECT person FROM learner WHERE recovery_key = :recovery_key;

-- name: plain_keys(limit)
-- A hash has 64 letters.
SELECT person, recovery_key FROM learner
WHERE LENGTH(recovery_key) < 64 AND SUBSTR(recovery_key, 1, 5) <> 'void:' LIMIT :limit;

-- name: void_keys()!
UPDATE learner SET recovery_key = 'void:' || person WHERE SUBSTR(recovery_key, 1, 5) <> 'void:';

-- name: void_hashed_keys()!
UPDATE learner SET recovery_key = 'void:' || person WHERE LENGTH(recovery_key) = 64;

-- name: keyless()^
SELECT COUNT(*) FROM learner WHERE SUBSTR(recovery_key, 1, 5) = 'void:';

-- name: add_code(token_hash, learner, asked_by, now, confirmed_at, expires_at)!
INSERT INTO invite (token_hash, role, learner, asked_by, created_at, confirmed_at, expires_at)
VALUES (:token_hash, 'code', :learner, :asked_by, :now, CAST(:confirmed_at AS bigint), :expires_at);

-- name: code(token_hash, now)^
SELECT invite.learner, person.name, cohort.name, cohort.id, invite.asked_by, asker.name, invite.created_at,
    invite.confirmed_at, invite.expires_at
FROM invite JOIN person ON person.id = invite.learner
LEFT JOIN person asker ON asker.id = invite.asked_by
LEFT JOIN enrolment ON enrolment.learner = invite.learner AND enrolment.until_at IS NULL
LEFT JOIN cohort ON cohort.id = enrolment.cohort
WHERE invite.role = 'code' AND invite.spent_at IS NULL AND invite.expires_at > :now
    AND invite.token_hash = :token_hash;

-- name: code_of(learner, now)^
SELECT invite.learner, person.name, cohort.name, cohort.id, invite.asked_by, asker.name, invite.created_at,
    invite.confirmed_at, invite.expires_at
FROM invite JOIN person ON person.id = invite.learner
LEFT JOIN person asker ON asker.id = invite.asked_by
LEFT JOIN enrolment ON enrolment.learner = invite.learner AND enrolment.until_at IS NULL
LEFT JOIN cohort ON cohort.id = enrolment.cohort
WHERE invite.role = 'code' AND invite.spent_at IS NULL AND invite.expires_at > :now
    AND invite.learner = :learner;

-- name: confirm_code(learner, now, expires_at)!
UPDATE invite SET confirmed_at = :now, expires_at = :expires_at
WHERE role = 'code' AND learner = :learner AND spent_at IS NULL AND confirmed_at IS NULL;

-- name: drop_code(learner)!
DELETE FROM invite WHERE role = 'code' AND learner = :learner AND spent_at IS NULL;

-- name: void_codes()!
DELETE FROM invite WHERE role IN ('code', 'phone') AND spent_at IS NULL;

-- name: save_progress(person, document, next_due_at, heard_at, lessons_done, paused, graduated)!
UPDATE learner SET progress = :document, next_due_at = :next_due_at,
    heard_at = COALESCE(CAST(:heard_at AS bigint), heard_at),
    lessons_done = :lessons_done, paused = :paused, graduated = :graduated
WHERE person = :person;

-- name: leave_cohort(learner, now)!
UPDATE enrolment SET until_at = :now WHERE learner = :learner AND until_at IS NULL;

-- name: enrol(id, learner, cohort, now, accepted_at)!
INSERT INTO enrolment (id, learner, cohort, from_at, accepted_at)
VALUES (:id, :learner, :cohort, :now, :accepted_at);

-- name: accept(learner, now)!
UPDATE enrolment SET accepted_at = :now WHERE learner = :learner AND until_at IS NULL AND accepted_at IS NULL;

-- name: consent_on_paper(id, learner, version, cohort, paper, given_at)!
INSERT INTO consent (id, learner, version, given_by, channel, given_at, cohort, paper)
VALUES (:id, :learner, :version, 'guardian', 'paper', :given_at, :cohort, CASE WHEN NOT EXISTS (
    SELECT 1 FROM consent WHERE cohort = :cohort AND paper = :paper) THEN :paper END);

-- name: papers_signed(cohort)
SELECT paper FROM consent WHERE cohort = :cohort AND paper IS NOT NULL ORDER BY seq;

-- name: consent(id, learner, version, given_by, channel, given_at)!
INSERT INTO consent (id, learner, version, given_by, channel, given_at)
VALUES (:id, :learner, :version, :given_by, :channel, :given_at);

-- name: missed_at_last(cohort, since)
SELECT one.learner, one.item, one.answered_at FROM attempt one
WHERE one.cohort = :cohort AND one.answered_at >= :since AND one.is_right = 0 AND one.kind IN ('lesson', 'review')
    AND (SELECT last.is_right FROM attempt last WHERE last.learner = one.learner AND last.item = one.item
        ORDER BY last.seq DESC LIMIT 1) = 0
ORDER BY one.seq;

-- name: agreed(learner)
SELECT given_at, given_by FROM consent WHERE learner = :learner ORDER BY seq DESC LIMIT 1;

-- name: entries_of(learner)
SELECT id, learner, kind, cents, quantity, thing, local_date, made_at, replaces FROM entry
WHERE learner = :learner AND voided_at IS NULL ORDER BY seq;

-- name: make_entry(id, learner, kind, cents, quantity, thing, local_date, now, replaces)!
INSERT INTO entry (id, learner, kind, cents, quantity, thing, local_date, made_at, replaces)
VALUES (:id, :learner, :kind, :cents, :quantity, :thing, :local_date, :now, NULLIF(CAST(:replaces AS text), ''));

-- name: void_entry(id, learner, now)!
UPDATE entry SET voided_at = :now WHERE id = :id AND learner = :learner AND voided_at IS NULL;

-- name: certificate_issued(number, learner, cohort, kind, name, course, site, issued_on, sealed)!
INSERT INTO certificate (number, learner, cohort, kind, name, course, site, issued_on, sealed)
VALUES (:number, :learner, :cohort, :kind, :name, :course, :site, :issued_on, :sealed)
ON CONFLICT (learner, cohort, kind) WHERE withdrawn_at IS NULL DO NOTHING;

-- name: certificate_replaced(learner, cohort, kind, name, now)!
UPDATE certificate SET withdrawn_at = :now
WHERE learner = :learner AND cohort = :cohort AND kind = :kind AND withdrawn_at IS NULL AND name <> :name;

-- name: certificates_of(learner)
SELECT number, kind, name, course, site, issued_on, sealed FROM certificate
WHERE learner = :learner AND withdrawn_at IS NULL ORDER BY seq;

-- name: certificates_of_cohort(code_key)
SELECT certificate.number, certificate.kind, certificate.name, certificate.course, certificate.site,
    certificate.issued_on, certificate.sealed
FROM certificate JOIN cohort ON cohort.id = certificate.cohort
WHERE cohort.code_key = :code_key AND certificate.withdrawn_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM certificate better WHERE better.learner = certificate.learner AND better.cohort = certificate.cohort
    AND better.withdrawn_at IS NULL AND better.kind = 'passed' AND certificate.kind = 'took_part')
ORDER BY certificate.seq;

-- name: certificate_withdrawn(number, now)!
UPDATE certificate SET withdrawn_at = :now WHERE number = :number AND withdrawn_at IS NULL;

-- name: certificates_withdrawn()
SELECT number FROM certificate WHERE withdrawn_at IS NOT NULL ORDER BY seq;

-- name: certificate_numbered(number)
SELECT number, kind, name, course, site, issued_on, sealed FROM certificate WHERE number = :number;

-- name: take_slot(learner, local_date, kind, now)!
INSERT INTO slot (learner, local_date, kind, taken_at) VALUES (:learner, :local_date, :kind, :now)
ON CONFLICT (learner, local_date) DO NOTHING;

-- name: fill_slot(learner, local_date, delivery)!
UPDATE slot SET delivery = :delivery WHERE learner = :learner AND local_date = :local_date;

-- name: last_slot(learner)^
-- What became of the newest, and what its carrier said of it.
SELECT COALESCE(delivery.status, slot.became), delivery.told FROM slot
LEFT JOIN delivery ON delivery.id = slot.delivery
WHERE slot.learner = :learner ORDER BY slot.local_date DESC LIMIT 1;

-- name: add_active_day(learner, cohort, local_date, channel)!
INSERT INTO active_day (learner, cohort, local_date, channel) VALUES (:learner, :cohort, :local_date, :channel)
ON CONFLICT (learner, local_date, channel) DO NOTHING;

-- name: add_finish(learner, lesson, kind, cohort, local_date, now)!
INSERT INTO finish (learner, lesson, kind, cohort, local_date, finished_at)
VALUES (:learner, :lesson, :kind, :cohort, :local_date, :now)
ON CONFLICT (learner, lesson) DO NOTHING;

-- name: add_attempt(id, prompt, learner, item, content_hash, chosen, option, kind, cohort, is_right, hinted, review, stability_days, due_at, at, month)!
INSERT INTO attempt (id, learner, item, content_hash, prompt, chosen, option, kind, cohort, is_right, hinted, review,
    stability_days, due_at, answered_at, month)
VALUES (:id, :learner, :item, :content_hash, :prompt, :chosen, :option, :kind, :cohort, :is_right, :hinted, :review,
    :stability_days, :due_at, :at, :month);

-- name: add_check_in(id, learner, month, answer, now)!
INSERT INTO check_in (id, learner, month, answer, answered_at) VALUES (:id, :learner, :month, :answer, :now);

-- name: correct_check_in(learner, month, answer, now, since)!
UPDATE check_in SET answer = :answer, answered_at = :now
WHERE learner = :learner AND month = :month AND answered_at >= :since;

-- name: due_learners(now, limit)
SELECT person FROM learner WHERE next_due_at <= :now ORDER BY next_due_at LIMIT :limit;

-- name: due_later(person, now, until)!
UPDATE learner SET next_due_at = :until WHERE person = :person AND next_due_at <= :now;

-- name: next_due_at()^
SELECT
    (SELECT MIN(next_due_at) FROM learner WHERE next_due_at IS NOT NULL),
    (SELECT MIN(not_before) FROM inbox WHERE done_at IS NULL AND channel = 'inside'),
    (SELECT MIN(not_before) FROM delivery WHERE status = 'queued'),
    (SELECT MIN(due_at) FROM digest WHERE due_at IS NOT NULL);

-- name: learners_after(after, limit)
SELECT person FROM learner WHERE person > :after ORDER BY person LIMIT :limit;

-- name: settle_learner(person, document, now)!
UPDATE learner SET progress = :document,
    next_due_at = CASE WHEN next_due_at > :now THEN :now ELSE next_due_at END,
    heard_at = CASE WHEN heard_at > :now THEN :now ELSE heard_at END
WHERE person = :person;

-- name: settle_slots(now)!
DELETE FROM slot WHERE taken_at > :now;

-- name: settle_addresses(now)!
UPDATE address SET heard_at = :now WHERE heard_at > :now;

-- name: settle_prompts(now)!
UPDATE prompt SET opened_at = :now WHERE opened_at > :now;

-- name: settle_deliveries(now)!
UPDATE delivery SET created_at = :now, not_before = CASE WHEN not_before > :now THEN :now ELSE not_before END
WHERE status = 'queued' AND created_at > :now;

-- name: settle_inbox(now)!
-- What was to wait for a while waits as long from now on.
UPDATE inbox SET not_before = not_before - received_at + :now, received_at = :now
WHERE done_at IS NULL AND received_at > :now;

-- name: wake_cohort(cohort, after, limit, now)
UPDATE learner SET next_due_at = :now WHERE person IN (
    SELECT learner FROM enrolment
    WHERE cohort = :cohort AND until_at IS NULL AND learner > :after
    ORDER BY learner LIMIT :limit
) RETURNING person;

-- cohorts --------------------------------------------------------------------------------------------------

-- name: save_visit(id, site, region, arrives, departs, timezone)!
INSERT INTO visit (id, site, region, arrives, departs, timezone)
VALUES (:id, :site, :region, :arrives, :departs, :timezone)
ON CONFLICT (id) DO UPDATE SET site = excluded.site, region = excluded.region, arrives = excluded.arrives,
    departs = excluded.departs, timezone = excluded.timezone;

-- name: save_cohort(id, visit, name, code, code_key, teacher_name, course)!
INSERT INTO cohort (id, visit, name, code, code_key, teacher_name, course)
VALUES (:id, :visit, :name, :code, :code_key, :teacher_name, :course)
ON CONFLICT (id) DO UPDATE SET visit = excluded.visit, name = excluded.name, code = excluded.code,
    code_key = excluded.code_key, teacher_name = excluded.teacher_name, course = excluded.course;

-- name: courses_on(day)
-- The courses of the visits that are under way.
SELECT DISTINCT course FROM cohort JOIN visit ON visit.id = cohort.visit
WHERE visit.arrives <= :day AND visit.departs >= :day ORDER BY course;

-- name: courses_of(person)
-- The courses of the group that somebody learns in, then of those that they teach.
SELECT course, 0 AS teaches, enrolment.seq FROM enrolment JOIN cohort ON cohort.id = enrolment.cohort
WHERE learner = :person AND until_at IS NULL
UNION ALL
SELECT course, 1, teaching.seq FROM teaching JOIN cohort ON cohort.id = teaching.cohort
WHERE person = :person AND until_at IS NULL
ORDER BY 2, 3;

-- name: code_given(cohort, now)!
UPDATE cohort SET coded_at = :now WHERE id = :cohort;

-- name: itinerary()
SELECT cohort.id, visit.id, site, region, arrives, departs, timezone, cohort.name, code, teacher_name, course
FROM cohort JOIN visit ON visit.id = cohort.visit
ORDER BY arrives, site, cohort.name, cohort.id;

-- name: cohort(id)
-- A row for each who teaches it now, one without a name where nobody does.
SELECT person.name, teaching.questions_at,
    cohort.id, cohort.name, code, teacher_name, course, paused_until,
    visit.id, site, arrives, departs, timezone,
    (SELECT n.site FROM visit n WHERE n.arrives >= visit.departs AND n.id <> visit.id
     ORDER BY n.arrives, n.id LIMIT 1)
FROM cohort JOIN visit ON visit.id = cohort.visit
LEFT JOIN teaching ON teaching.cohort = cohort.id AND teaching.until_at IS NULL
LEFT JOIN person ON person.id = teaching.person
WHERE cohort.id = :id ORDER BY teaching.seq;

-- name: itinerary_name(id)^
SELECT teacher_name FROM cohort WHERE id = :id;

-- name: cohort_id(code_key)^
SELECT id FROM cohort WHERE code_key = :code_key;

-- name: pause_cohort(cohort, until)!
UPDATE cohort SET paused_until = :until WHERE id = :cohort;

-- name: teachers_of(cohort)
SELECT person.id, person.name FROM teaching JOIN person ON person.id = teaching.person
WHERE teaching.cohort = :cohort AND teaching.until_at IS NULL ORDER BY teaching.seq;

-- name: classes(person)
SELECT cohort FROM teaching WHERE person = :person AND until_at IS NULL ORDER BY seq;

-- name: teach(id, person, cohort, now)!
INSERT INTO teaching (id, person, cohort, from_at) VALUES (:id, :person, :cohort, :now)
ON CONFLICT (person, cohort) WHERE until_at IS NULL DO NOTHING;

-- name: stop_teaching(person, cohort, now)!
UPDATE teaching SET until_at = :now WHERE person = :person AND cohort = :cohort AND until_at IS NULL;

-- name: without_teacher()
SELECT cohort.id, cohort.name, visit.site, visit.arrives, visit.timezone,
    (SELECT MAX(teaching.until_at) FROM teaching WHERE teaching.cohort = cohort.id)
FROM cohort JOIN visit ON visit.id = cohort.visit
WHERE NOT EXISTS (SELECT 1 FROM teaching WHERE teaching.cohort = cohort.id AND teaching.until_at IS NULL)
ORDER BY visit.arrives, visit.site, cohort.name;

-- name: learners_of(cohort, after, limit)
SELECT learner FROM enrolment
WHERE cohort = :cohort AND until_at IS NULL AND learner > :after ORDER BY learner LIMIT :limit;

-- name: members(cohort)
SELECT person.id, person.name, enrolment.accepted_at, enrolment.from_at, learner.heard_at, learner.lessons_done,
    learner.graduated, learner.paused, person.former_name, COUNT(address.id),
    COUNT(COALESCE(address.blocked_at, address.left_at)), COUNT(address.left_at),
    (SELECT open.channel FROM reach mine JOIN address open ON open.id = mine.address
     WHERE mine.person = person.id AND mine.until_at IS NULL AND open.blocked_at IS NULL AND open.left_at IS NULL
       AND open.channel <> 'screen'
     ORDER BY open.heard_at DESC, open.seq DESC LIMIT 1)
FROM enrolment
JOIN learner ON learner.person = enrolment.learner
JOIN person ON person.id = enrolment.learner
LEFT JOIN reach ON reach.person = person.id AND reach.until_at IS NULL
LEFT JOIN address ON address.id = reach.address AND address.channel <> 'screen'
WHERE enrolment.cohort = :cohort AND enrolment.until_at IS NULL
GROUP BY enrolment.seq, person.id, person.name, enrolment.accepted_at, enrolment.from_at, learner.heard_at,
    learner.lessons_done, learner.graduated, learner.paused, person.former_name
ORDER BY enrolment.seq;

-- name: trials(cohort)
SELECT address, ticket, opened_at FROM trial WHERE cohort = :cohort ORDER BY opened_at, address;

-- prompts --------------------------------------------------------------------------------------------------

-- name: open_prompt(id, address, person, item, content_hash, body, now)!
INSERT INTO prompt (id, address, person, item, content_hash, body, opened_at)
VALUES (:id, :address, :person, :item, :content_hash, :body, :now);

-- name: prompt_speaks_of(id, about)!
UPDATE prompt SET about = :about WHERE id = :id;

-- name: prompt(id)^
SELECT id, address, person, body, opened_at, closed_at FROM prompt WHERE id = :id;

-- name: latest_prompt(address)^
SELECT id, address, person, body, opened_at, closed_at FROM prompt
WHERE address = :address ORDER BY seq DESC LIMIT 1;

-- name: open_prompts_about(address, subject)
SELECT id, address, person, body, opened_at, closed_at FROM prompt
WHERE address = :address AND closed_at IS NULL AND replace(body, :subject, '') <> body ORDER BY seq;

-- name: close_prompt(id, chosen, now)!
UPDATE prompt SET closed_at = :now, chosen = :chosen WHERE id = :id AND closed_at IS NULL;

-- name: page_of_prompt(after, page)
-- When each was over: closed, or another one asked at its address.
SELECT seq, opened_at, COALESCE(closed_at, (
    SELECT newer.opened_at FROM prompt newer
    WHERE newer.address = prompt.address AND newer.seq > prompt.seq ORDER BY newer.seq LIMIT 1))
FROM prompt WHERE seq > :after ORDER BY seq LIMIT :page;

-- name: forget_prompt(seq)!
DELETE FROM prompt WHERE seq = :seq;

-- announcements and questions ------------------------------------------------------------------------------

-- name: add_announcement(id, teacher, signature, text, media, audience, total, status, corrects, send_at, created_at)!
INSERT INTO announcement (id, teacher, signature, text, media, audience, recipients, total, status, corrects,
    send_at, created_at)
VALUES (:id, :teacher, :signature, :text, :media, :audience, '[]', :total, :status, :corrects,
    :send_at, :created_at);

-- name: announcement(id)^
SELECT id, teacher, signature, text, media, audience, total, listed, status, corrects, send_at, created_at
FROM announcement WHERE id = :id;

-- name: waiting_announcements(teacher)
SELECT id, teacher, signature, text, media, audience, total, listed, status, corrects, send_at, created_at
FROM announcement WHERE teacher = :teacher AND status = 'waiting' ORDER BY send_at, seq LIMIT 10;

-- name: latest_announcement(teacher)^
SELECT id, teacher, signature, text, media, audience, total, listed, status, corrects, send_at, created_at
FROM announcement WHERE teacher = :teacher ORDER BY seq DESC LIMIT 1;

-- name: move_announcement(id, status)!
UPDATE announcement SET status = :status WHERE id = :id AND status <> 'cancelled';

-- name: count_listed(id, listed, missing)!
UPDATE announcement SET listed = listed + :listed, total = total - :missing WHERE id = :id;

-- name: waiting_recipients(id, limit)
SELECT learner FROM recipient WHERE announcement = :id AND status = 'waiting' ORDER BY place LIMIT :limit;

-- name: how_many_wait(id)^
SELECT COUNT(*) FROM recipient WHERE announcement = :id AND status = 'waiting';

-- name: recipients_of(id)
SELECT learner FROM recipient WHERE announcement = :id AND COALESCE(status, '') <> 'withdrawn' ORDER BY place, learner;

-- name: withdraw_recipient(announcement, learner)!
UPDATE recipient SET status = 'withdrawn'
WHERE announcement = :announcement AND learner = :learner AND COALESCE(status, '') <> 'withdrawn';

-- name: cancel_announcement(id)!
UPDATE announcement SET status = 'cancelled' WHERE id = :id;

-- name: cancel_deliveries(announcement)!
UPDATE delivery SET status = 'cancelled', settled_at = created_at
WHERE announcement = :announcement AND status = 'queued';

-- name: add_recipient(announcement, learner, delivery, status)!
INSERT INTO recipient (announcement, learner, delivery, status) VALUES (:announcement, :learner, :delivery, :status)
ON CONFLICT (announcement, learner) DO UPDATE SET delivery = excluded.delivery, status = excluded.status;

-- name: read_announcement(announcement, learner, now)!
UPDATE recipient SET read_at = :now
WHERE announcement = :announcement AND learner = :learner AND read_at IS NULL;

-- name: heard_announcement(learner, since)^
SELECT recipient.announcement FROM recipient JOIN delivery ON delivery.id = recipient.delivery
WHERE recipient.learner = :learner AND delivery.status = 'sent' AND delivery.settled_at >= :since
ORDER BY delivery.settled_at DESC, delivery.seq DESC LIMIT 1;

-- name: teachers_words(learner, since)
SELECT delivery.not_before FROM recipient JOIN delivery ON delivery.id = recipient.delivery
WHERE recipient.learner = :learner AND delivery.not_before >= :since AND recipient.status IS NULL
ORDER BY delivery.not_before;

-- name: keep_status(announcement, learner, delivery, status)!
UPDATE recipient SET status = :status
WHERE announcement = :announcement AND learner = :learner AND delivery = :delivery;

-- name: kept_counts(id)^
-- The counts that stay, and whether there is a delivery left of which they could be counted.
SELECT counts, EXISTS (SELECT 1 FROM delivery WHERE delivery.announcement = announcement.id)
FROM announcement WHERE id = :id;

-- name: keep_counts(id, counts)!
UPDATE announcement SET counts = :counts WHERE id = :id;

-- name: announcement_counts(id)
-- What a carrier that reports has taken is `taken` until it says that it arrived.
SELECT COALESCE(recipient.status, CASE WHEN delivery.status = 'sent' AND delivery.told = 'sent' THEN 'taken' END,
        delivery.status, 'unreachable') became,
    COUNT(*), COUNT(recipient.read_at), COUNT(CASE WHEN delivery.told = 'read' THEN 1 END)
FROM recipient LEFT JOIN delivery ON delivery.id = recipient.delivery
WHERE recipient.announcement = :id AND COALESCE(recipient.status, '') NOT IN ('waiting', 'withdrawn')
GROUP BY became;

-- name: announcement_names(id, status)
SELECT person.id, person.name
FROM recipient JOIN person ON person.id = recipient.learner
LEFT JOIN delivery ON delivery.id = recipient.delivery
WHERE recipient.announcement = :id
  AND (COALESCE(recipient.status, CASE WHEN delivery.status = 'sent' AND delivery.told = 'sent' THEN 'taken' END,
        delivery.status, 'unreachable') = :status OR (:status = 'read' AND recipient.read_at IS NOT NULL))
ORDER BY person.seq;

-- name: add_question(id, learner, cohort, text, address, now)!
INSERT INTO question (id, learner, cohort, text, address, asked_at)
VALUES (:id, :learner, :cohort, :text, :address, :now);

-- name: question(id)^
SELECT question.id, learner, person.name, cohort, text, asked_at, answer, teacher.name, question.address
FROM question JOIN person ON person.id = question.learner
LEFT JOIN person teacher ON teacher.id = answered_by
WHERE question.id = :id;

-- name: open_questions(cohort)
SELECT question.id, learner, person.name, cohort, text, asked_at, answer, answered_by
FROM question JOIN person ON person.id = question.learner
WHERE cohort = :cohort AND answered_at IS NULL ORDER BY question.seq;

-- name: unread_answers(learner, address)
-- What was asked at another phone is answered there alone.
SELECT question.id, learner, person.name, cohort, text, asked_at, answer, teacher.name, question.address
FROM question JOIN person ON person.id = question.learner
LEFT JOIN person teacher ON teacher.id = answered_by
WHERE learner = :learner AND answered_at IS NOT NULL AND seen_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM address
    WHERE address.id = question.address AND address.id <> :address AND address.channel <> 'screen')
ORDER BY question.seq;

-- name: see_answer(id, now)!
UPDATE question SET seen_at = :now WHERE id = :id;

-- name: answer_question(id, answer, teacher, now)!
UPDATE question SET answer = :answer, answered_by = :teacher, answered_at = :now
WHERE id = :id AND answered_at IS NULL;

-- name: pass_question(id, now)!
UPDATE question SET passed_at = :now WHERE id = :id AND answered_at IS NULL AND passed_at IS NULL;

-- name: set_questions_hour(person, minutes)!
UPDATE teaching SET questions_at = :minutes WHERE person = :person AND until_at IS NULL;

-- name: said_lately(person, since, limit)
-- The newest questions are looked through: who answered them has no index, and a day has few.
SELECT text, said_at, seq FROM (
    SELECT text, created_at AS said_at, seq FROM announcement WHERE teacher = :person
    UNION ALL
    SELECT answer, answered_at, seq FROM (SELECT answer, answered_by, answered_at, seq FROM question
        ORDER BY seq DESC LIMIT 500) AS newest WHERE answered_by = :person
    UNION ALL
    SELECT text, asked_at, seq FROM question WHERE learner = :person
) AS said WHERE said_at >= :since ORDER BY said_at DESC, seq DESC LIMIT :limit;

-- name: spoken(since, until, limit, offset)
SELECT kind, by_whom, by_name, learner, name, group_name, text, question, total, media, status, said_at, id FROM (
    SELECT 'announcement' AS kind, announcement.teacher AS by_whom, COALESCE(person.name, '') AS by_name, '' AS learner,
        '' AS name, '' AS group_name, announcement.text AS text, '' AS question, announcement.total AS total,
        COALESCE(announcement.media, '') AS media, announcement.status AS status, announcement.created_at AS said_at,
        announcement.id AS id
    FROM announcement LEFT JOIN person ON person.id = announcement.teacher
    UNION ALL
    SELECT CASE WHEN answered_at IS NULL THEN 'question' ELSE 'answer' END, COALESCE(answered_by, ''),
        COALESCE(teacher.name, ''), question.learner, person.name, cohort.name, COALESCE(answer, ''), question.text, 0, '',
        '', COALESCE(answered_at, asked_at), question.id
    FROM question JOIN person ON person.id = question.learner JOIN cohort ON cohort.id = question.cohort
    LEFT JOIN person teacher ON teacher.id = answered_by
    UNION ALL
    SELECT 'code', COALESCE(asked_by, ''), COALESCE(asker.name, ''), invite.learner, person.name,
        COALESCE(cohort.name, ''), '', '', 0, '', '', invite.created_at, invite.token_hash
    FROM invite JOIN person ON person.id = invite.learner LEFT JOIN person asker ON asker.id = invite.asked_by
    LEFT JOIN enrolment ON enrolment.learner = invite.learner AND enrolment.until_at IS NULL
    LEFT JOIN cohort ON cohort.id = enrolment.cohort
    WHERE invite.role = 'code'
    UNION ALL
    SELECT 'group', '', '', '', '', cohort.name, cohort.code, visit.site, 0, '', '', coded_at, cohort.id
    FROM cohort JOIN visit ON visit.id = cohort.visit WHERE coded_at IS NOT NULL
    UNION ALL
    SELECT 'handover', teaching.person, person.name, '', gone.name, cohort.name, '', visit.site, 0, '', '',
        teaching.from_at, teaching.id
    FROM teaching JOIN teaching before ON before.cohort = teaching.cohort AND before.until_at = teaching.from_at
        AND before.person <> teaching.person
    JOIN person ON person.id = teaching.person JOIN person gone ON gone.id = before.person
    JOIN cohort ON cohort.id = teaching.cohort JOIN visit ON visit.id = cohort.visit
) AS words WHERE said_at > :since AND said_at <= :until ORDER BY said_at DESC, id DESC LIMIT :limit OFFSET :offset;

-- name: passed_questions(limit)
SELECT question.id, learner, person.name, cohort, text, asked_at, answer, answered_by
FROM question JOIN person ON person.id = question.learner
WHERE passed_at IS NOT NULL AND answered_at IS NULL ORDER BY question.seq LIMIT :limit;

-- name: unsent(since)^
SELECT COUNT(*) FROM delivery
WHERE settled_at > :since AND kind <> 'retire' AND status IN ('failed', 'uncertain', 'expired');

-- when it is grave -----------------------------------------------------------------------------------------

-- name: open_case(id, kind, whose, name, cohort, ticket, school, now)!
INSERT INTO protection_case (id, kind, whose, name, cohort, ticket, school, opened_at)
VALUES (:id, :kind, :whose, :name, :cohort, :ticket, :school, :now)
ON CONFLICT DO NOTHING;

-- name: case_grows(whose, kind, school)!
UPDATE protection_case SET kind = CASE WHEN :kind = 'words' THEN 'words' ELSE kind END,
    school = CASE WHEN CAST(:school AS bigint) = 1 THEN 1 ELSE school END
WHERE whose = :whose AND closed_at IS NULL;

-- name: add_case_line(whose, kind, by_whom, about, now)!
INSERT INTO case_line (protection_case, kind, by_whom, about, said_at)
SELECT id, :kind, :by_whom, :about, CAST(:now AS bigint) FROM protection_case
WHERE whose = :whose AND closed_at IS NULL;

-- name: case_(id)^
SELECT protection_case.id, kind, whose, protection_case.name, protection_case.cohort, cohort.name, visit.site, ticket,
    school, opened_at, taken_by, taker.name, taken_at, closer.name, closed_at, outcome
FROM protection_case LEFT JOIN cohort ON cohort.id = protection_case.cohort LEFT JOIN visit ON visit.id = cohort.visit
LEFT JOIN person taker ON taker.id = taken_by LEFT JOIN person closer ON closer.id = closed_by
WHERE protection_case.id = :id;

-- name: case_lines(id)
SELECT kind, by_whom, person.name, about, said_at
FROM case_line LEFT JOIN person ON person.id = by_whom WHERE protection_case = :id ORDER BY case_line.seq;

-- name: open_case_of(whose)^
SELECT id FROM protection_case WHERE whose = :whose AND closed_at IS NULL;

-- name: cases(limit)
-- Open ones first, those with a group before those without, then the past ones; of each the newest first.
SELECT id FROM protection_case
ORDER BY CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END, CASE WHEN cohort IS NULL THEN 1 ELSE 0 END, seq DESC LIMIT :limit;

-- name: take_case(id, person, now)!
UPDATE protection_case SET taken_by = :person, taken_at = :now WHERE id = :id AND closed_at IS NULL;

-- name: close_case(id, person, outcome, now)!
UPDATE protection_case SET closed_by = :person, closed_at = :now, outcome = :outcome WHERE id = :id AND closed_at IS NULL;

-- name: guardians(kind, id, whose, cohort, school)
-- Who has the role, but for who teaches or taught the learner, or answered her; of a case of the school, who teaches there.
SELECT person.id, person.name FROM role JOIN person ON person.id = role.person
WHERE role.kind = :kind AND role.until_at IS NULL AND role.person <> :whose AND role.person NOT IN (
    SELECT teaching.person FROM teaching WHERE teaching.cohort = :cohort
    UNION SELECT teaching.person FROM teaching JOIN enrolment ON enrolment.cohort = teaching.cohort
        WHERE enrolment.learner = :whose
    UNION SELECT answered_by FROM question WHERE learner = :whose AND answered_by IS NOT NULL
    UNION SELECT by_whom FROM case_line WHERE protection_case = :id AND kind = 'answered'
    UNION SELECT teaching.person FROM teaching JOIN cohort ON cohort.id = teaching.cohort
        JOIN visit ON visit.id = cohort.visit
        WHERE CAST(:school AS bigint) = 1 AND visit.site IN (
            SELECT visit.site FROM cohort JOIN visit ON visit.id = cohort.visit WHERE cohort.id = :cohort))
ORDER BY role.seq;

-- name: protection_late(grave, report, unclosed)^
SELECT 1 FROM protection_case WHERE closed_at IS NULL AND (taken_at < :unclosed OR (taken_at IS NULL
    AND opened_at < CASE WHEN kind = 'words' THEN CAST(:grave AS bigint) ELSE CAST(:report AS bigint) END)) LIMIT 1;

-- name: untold_cases()
SELECT id FROM protection_case WHERE closed_at IS NULL AND taken_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM case_line WHERE case_line.protection_case = protection_case.id AND case_line.kind = 'told')
ORDER BY seq;

-- name: heard_on(person)
SELECT channel, heard_at, COALESCE(blocked_at, left_at) FROM reach JOIN address ON address.id = reach.address
WHERE reach.person = :person AND reach.until_at IS NULL AND channel <> 'screen';

-- name: role_asked(person)^
SELECT MAX(asked_at) FROM role WHERE person = :person AND until_at IS NULL;

-- name: ask_role(person, now)!
UPDATE role SET asked_at = :now WHERE person = :person AND until_at IS NULL;

-- name: became(delivery)^
SELECT status FROM delivery WHERE id = :delivery;

-- name: add_miss(person, text, now)!
INSERT INTO miss (person, text, missed_at) VALUES (:person, :text, :now);

-- name: forget_misses(before, limit)!
DELETE FROM miss WHERE seq IN (SELECT seq FROM miss WHERE missed_at < :before ORDER BY seq LIMIT :limit);

-- name: forget_media(before)!
DELETE FROM media WHERE created_at < :before AND NOT EXISTS (
    SELECT 1 FROM announcement WHERE announcement.media = media.id
      AND (announcement.status IN ('waiting', 'leaving') OR announcement.send_at >= :before));

-- name: add_media(id, mime, size, channel, carrier_ref, content, now)!
INSERT INTO media (id, mime, size, channel, carrier_ref, content, created_at)
VALUES (:id, :mime, :size, :channel, :carrier_ref, :content, :now);

-- name: fill_media(id, content, size)!
UPDATE media SET content = :content, size = :size WHERE id = :id;

-- name: media(id)^
SELECT id, mime, size, channel, carrier_ref, content FROM media WHERE id = :id;

-- outbox ---------------------------------------------------------------------------------------------------

-- name: post(id, address, channel, person, kind, priority, body, prompt, about, announcement, not_before, expires_at, now)!
INSERT INTO delivery (id, address, channel, person, kind, priority, body, prompt, about, announcement, not_before,
    expires_at, status, created_at)
VALUES (:id, :address, :channel, :person, :kind, :priority, :body, :prompt, :about, :announcement, :not_before,
    :expires_at, 'queued', :now);

-- name: expire(now, replies_only)!
UPDATE delivery SET status = 'expired', settled_at = :now
WHERE status = 'queued' AND expires_at IS NOT NULL AND expires_at <= :now
  AND (CAST(:replies_only AS bigint) = 0 OR kind IN ('reply', 'retire'));

-- name: start(seq, tries, now, until)!
UPDATE delivery SET status = 'started', started_at = :now,
    claimed_until = CASE WHEN claimed_until > :until THEN claimed_until ELSE :until END
WHERE seq = :seq AND tries = :tries AND status = 'claimed' AND (expires_at IS NULL OR expires_at > :now);

-- name: expire_claimed(seq, tries, now)!
UPDATE delivery SET status = 'expired', settled_at = :now, claimed_by = NULL, claimed_until = NULL
WHERE seq = :seq AND tries = :tries AND status = 'claimed' AND expires_at <= :now;

-- name: settle(seq, tries, status, carrier_message, problem, now)!
-- A carrier that answers after the row was given up as in doubt is still believed: `tries` says that it is the same
-- call. What it reported meanwhile is newer: a row that must go again stays queued.
UPDATE delivery SET status = :status, settled_at = :now, carrier_message = :carrier_message, problem = :problem,
    claimed_by = NULL, claimed_until = NULL, told = NULL
WHERE seq = :seq AND tries = :tries AND status IN ('claimed', 'started', 'queued', 'uncertain')
  AND COALESCE(told, '') <> 'closed';

-- name: doubt(seq, tries, problem, now, wait)!
-- What is urgent (a priority below 0) is never given up; each time it waits longer, from nothing to half an hour.
-- Where the carrier reports what became of a call, the other kinds `wait` for that first, and hold up nobody.
UPDATE delivery SET
    status = CASE WHEN kind = 'retire' THEN 'failed'
                  WHEN priority >= 0 AND (kind = 'announcement' OR doubts > 0) THEN 'uncertain'
                  ELSE 'queued' END,
    settled_at = CASE WHEN kind = 'retire' OR (priority >= 0 AND (kind = 'announcement' OR doubts > 0))
                      THEN CAST(:now AS bigint) END,
    told = CASE WHEN priority >= 0 AND CAST(:wait AS bigint) > 0 THEN 'doubt' END,
    not_before = CASE WHEN priority >= 0 AND CAST(:wait AS bigint) > 0 THEN CAST(:now AS bigint) + :wait
        WHEN priority >= 0 THEN not_before ELSE CAST(:now AS bigint) + CASE doubts
        WHEN 0 THEN 0 WHEN 1 THEN 2 WHEN 2 THEN 10 WHEN 3 THEN 60 WHEN 4 THEN 300 ELSE 1800 END END,
    doubts = doubts + 1, problem = :problem, claimed_by = NULL, claimed_until = NULL
WHERE seq = :seq AND tries = :tries AND status IN ('claimed', 'started');

-- name: put_off(seq, tries, not_before, problem)!
UPDATE delivery SET status = 'queued', not_before = :not_before, problem = :problem,
    claimed_by = NULL, claimed_until = NULL
WHERE seq = :seq AND tries = :tries AND status IN ('claimed', 'started');

-- name: put_back(seq, tries)!
UPDATE delivery SET status = 'queued', claimed_by = NULL, claimed_until = NULL
WHERE seq = :seq AND tries = :tries AND status IN ('claimed', 'started');

-- name: show(seq, tries, now)^
UPDATE delivery SET status = 'sent', settled_at = :now, claimed_by = NULL, claimed_until = NULL,
    shown = (SELECT address.shown + 1 FROM address WHERE address.id = delivery.address)
WHERE seq = :seq AND tries = :tries AND status IN ('claimed', 'started')
RETURNING shown;

-- name: set_shown(address, shown)!
UPDATE address SET shown = :shown WHERE id = :address;

-- name: shown_after(address, number, limit)
SELECT shown, body, settled_at FROM delivery
WHERE address = :address AND shown > :number AND body <> ''
ORDER BY shown LIMIT :limit;

-- name: last_shown(address)^
SELECT shown FROM address WHERE id = :address;

-- name: recover_claimed(now)!
-- Who has lost the channel calls no more: what it claimed need not wait until the time of the claim is over.
UPDATE delivery SET status = 'queued', claimed_by = NULL, claimed_until = NULL
WHERE status IN ('claimed', 'started') AND status <> 'started' AND (claimed_until <= :now OR EXISTS (
    SELECT 1 FROM lease
    WHERE lease.name = 'sender.' || delivery.channel AND lease.holder <> delivery.claimed_by
      AND lease.until_at > :now));

-- name: make_way(channel, now)!
-- What is claimed and has no call yet goes back where something urgent waits for the same chat.
UPDATE delivery SET status = 'queued', claimed_by = NULL, claimed_until = NULL
WHERE status IN ('claimed', 'started') AND status <> 'started' AND channel = :channel AND priority >= 0
  AND address IN (
    SELECT urgent.address FROM delivery urgent
    WHERE urgent.status = 'queued' AND urgent.channel = :channel AND urgent.priority < 0
      AND urgent.not_before <= :now);

-- name: give_back(channel, holder)!
UPDATE delivery SET status = 'queued', claimed_by = NULL, claimed_until = NULL
WHERE status IN ('claimed', 'started') AND status <> 'started' AND channel = :channel AND claimed_by = :holder;

-- name: overdue(now)
SELECT seq, tries, channel FROM delivery
WHERE status IN ('claimed', 'started') AND status <> 'claimed' AND claimed_until <= :now;

-- name: end_leases()!
DELETE FROM lease;

-- name: end_claims()!
UPDATE delivery SET claimed_until = 0 WHERE status IN ('claimed', 'started');

-- name: release(address, now)!
UPDATE delivery SET not_before = :now
WHERE address = :address AND status = 'queued' AND kind = 'reply' AND not_before > :now;

-- name: hold(seq, tries, not_before, problem)!
-- It leaves when the person has spoken, however late that is.
UPDATE delivery SET status = 'queued', told = 'held', not_before = :not_before, problem = :problem,
    claimed_by = NULL, claimed_until = NULL
WHERE seq = :seq AND tries = :tries AND status IN ('claimed', 'started');

-- name: let_leave(address, now)!
UPDATE delivery SET not_before = :now, told = NULL
WHERE address = :address AND status = 'queued' AND told = 'held';

-- name: report(delivery, channel, told, rank, status, message, problem, now)!
-- Only forward, in whatever order they come: sent, failed, delivered, read.
UPDATE delivery SET told = :told, status = :status, settled_at = COALESCE(settled_at, CAST(:now AS bigint)),
    carrier_message = COALESCE(carrier_message, :message), problem = CAST(:problem AS text),
    claimed_by = NULL, claimed_until = NULL
WHERE id = :delivery AND channel = :channel AND tries > 0
  AND status IN ('queued', 'started', 'sent', 'failed', 'uncertain')
  AND CASE told WHEN 'sent' THEN 1 WHEN 'failed' THEN 2 WHEN 'delivered' THEN 3 WHEN 'read' THEN 4 ELSE 0 END
      < CAST(:rank AS bigint);

-- name: report_closed(delivery, channel, now)!
-- The carrier took it, and then says that it may not: it goes again, as to somebody who has not spoken for long.
UPDATE delivery SET told = 'closed', status = 'queued', settled_at = NULL, problem = 'window', not_before = :now,
    claimed_by = NULL, claimed_until = NULL
WHERE id = :delivery AND channel = :channel AND tries > 0 AND status IN ('queued', 'started', 'sent', 'uncertain')
  AND (told IS NULL OR told IN ('doubt', 'sent'));

-- name: untold(channel, since, before, limit)
-- What the carrier took, and has not said since whether it went out; also what was given up as in doubt.
SELECT id, settled_at FROM delivery
WHERE channel = :channel AND status IN ('sent', 'uncertain') AND told IS NULL AND carrier_message IS NOT NULL
  AND settled_at > :since AND settled_at <= :before
ORDER BY settled_at, seq LIMIT :limit;

-- name: doubted(delivery, channel)!
UPDATE delivery SET status = 'uncertain', problem = 'stuck at the carrier'
WHERE id = :delivery AND channel = :channel AND status = 'sent' AND told IS NULL;

-- name: delivered_to(delivery, channel)^
SELECT address FROM delivery WHERE id = :delivery AND channel = :channel;

-- name: last_problems(address, limit)
-- What was wrong with the newest that were settled there; nothing with what went out, or arrived.
SELECT problem FROM delivery WHERE address = :address AND kind <> 'retire' AND settled_at IS NOT NULL
    AND status IN ('sent', 'failed') ORDER BY seq DESC LIMIT :limit;

-- name: knocked(channel, address, since)^
-- When a template last went to the address; how many others one went to since then, and which was the first of them.
SELECT (SELECT knocked_at FROM address WHERE id = :address), COUNT(*), MIN(knocked_at) FROM address
WHERE channel = :channel AND knocked_at > :since AND id <> :address;

-- name: knock(address, now)!
UPDATE address SET knocked_at = :now WHERE id = :address;

-- name: heard_there(address, heard_at)!
UPDATE address SET heard_at = :heard_at WHERE id = :address;

-- name: bill(id, channel, category, units, day)!
INSERT INTO charge (id, channel, category, units, day) VALUES (:id, :channel, :category, :units, :day)
ON CONFLICT (id) DO NOTHING;

-- name: billed(since, until)
SELECT channel, category, day, COUNT(*), SUM(units) FROM charge
WHERE day >= :since AND day < :until GROUP BY day, channel, category ORDER BY day, channel, category;

-- name: prices()
SELECT channel, category, since, micro FROM price ORDER BY channel, category, since;

-- name: set_price(channel, category, since, micro)!
INSERT INTO price (channel, category, since, micro) VALUES (:channel, :category, :since, :micro)
ON CONFLICT (channel, category, since) DO UPDATE SET micro = excluded.micro;

-- name: carrier_message(prompt)^
SELECT carrier_message FROM delivery
WHERE prompt = :prompt AND carrier_message IS NOT NULL ORDER BY seq DESC LIMIT 1;

-- name: settled_before(before, limit)
SELECT id, announcement, person, status FROM delivery
WHERE settled_at IS NOT NULL AND settled_at < :before ORDER BY settled_at, seq LIMIT :limit;

-- name: forget_deliveries(before, limit)!
DELETE FROM delivery WHERE seq IN (
    SELECT seq FROM delivery
    WHERE settled_at IS NOT NULL AND settled_at < :before ORDER BY settled_at, seq LIMIT :limit
);

-- name: oldest_kept()^
-- The oldest that is over, of inbox, outbox and prompts; what waits at the front of a table is passed over.
SELECT
    (SELECT MIN(done_at) FROM (SELECT done_at FROM inbox ORDER BY seq LIMIT 500) front),
    (SELECT MIN(settled_at) FROM delivery WHERE settled_at IS NOT NULL),
    (SELECT MIN(closed_at) FROM (SELECT closed_at FROM prompt ORDER BY seq LIMIT 500) front);

-- the box --------------------------------------------------------------------------------------------------

-- name: hold_lease(name, holder, now, until, believed)!
INSERT INTO lease (name, holder, until_at) VALUES (:name, :holder, :until)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_at = excluded.until_at
WHERE lease.holder = excluded.holder OR lease.until_at <= :now OR lease.until_at > :believed;

-- name: fact(name)^
SELECT value FROM fact WHERE name = :name;

-- name: set_fact(name, value)!
INSERT INTO fact (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: deliveries_by_status()
-- Edits are no messages; one that is on its way still is work.
SELECT channel, status, COUNT(*) FROM delivery
WHERE kind <> 'retire' OR status IN ('claimed', 'started') GROUP BY channel, status;

-- name: deliveries_under_way()
SELECT channel, status, COUNT(*) FROM delivery
WHERE status = 'queued' AND kind <> 'retire' GROUP BY channel, status
UNION ALL
SELECT channel, status, COUNT(*) FROM delivery WHERE status IN ('claimed', 'started') GROUP BY channel, status;

-- name: late(channel, before)^
SELECT 1 FROM delivery WHERE status = 'queued' AND channel = :channel AND not_before < :before LIMIT 1;

-- name: oldest_due(now)
SELECT channel, MIN(not_before) FROM delivery WHERE status = 'queued' AND not_before <= :now GROUP BY channel;

-- name: last_heard()
SELECT channel, MAX(heard_at) FROM address GROUP BY channel;

-- name: unread()^
SELECT COUNT(*) FROM inbox WHERE problem IS NOT NULL AND body <> '';

-- name: how_many(now)^
SELECT
    (SELECT COUNT(*) FROM inbox WHERE done_at IS NULL AND not_before <= :now),
    (SELECT COUNT(*) FROM learner),
    (SELECT COUNT(*) FROM question WHERE answered_at IS NULL);

-- name: how_many_open(now)^
SELECT
    (SELECT COUNT(*) FROM inbox WHERE done_at IS NULL AND not_before <= :now),
    (SELECT COUNT(*) FROM question WHERE answered_at IS NULL);

-- name: count(name, by)!
INSERT INTO tally (name, n) VALUES (:name, :by) ON CONFLICT (name) DO UPDATE SET n = tally.n + excluded.n;

-- name: counted()
SELECT name, n FROM tally ORDER BY name;

-- erasure --------------------------------------------------------------------------------------------------

-- name: bury(person_hash, now)!
INSERT INTO tombstone (person_hash, erased_at) VALUES (:person_hash, :now) ON CONFLICT (person_hash) DO NOTHING;

-- name: tombstones()
SELECT person_hash, erased_at FROM tombstone ORDER BY erased_at, person_hash;

-- name: everybody()
SELECT id FROM person ORDER BY seq;

-- name: learnt(person)^
SELECT lessons_done, (SELECT COUNT(*) FROM attempt WHERE attempt.learner = learner.person)
FROM learner WHERE person = :person;

-- name: forget_conversations(person)!
UPDATE address SET conversation = '' WHERE id IN (SELECT address FROM reach WHERE person = :person);

-- name: forget_recipient(person)!
UPDATE announcement SET listed = listed - 1, total = total - 1 WHERE counts IS NULL AND id IN (
    SELECT announcement FROM recipient WHERE learner = :person AND COALESCE(status, '') <> 'withdrawn');

-- name: forget_taker(person)!
UPDATE protection_case SET taken_by = '' WHERE taken_by = :person;

-- name: forget_closer(person)!
UPDATE protection_case SET closed_by = '' WHERE closed_by = :person;

-- name: forget_case_lines(person)!
UPDATE case_line SET by_whom = '' WHERE by_whom = :person;

-- name: keep_answerers(person, now)!
INSERT INTO case_line (protection_case, kind, by_whom, about, said_at)
SELECT DISTINCT protection_case.id, 'answered', question.answered_by, '', CAST(:now AS bigint)
FROM protection_case JOIN question ON question.learner = protection_case.whose
WHERE protection_case.whose = :person AND question.answered_by IS NOT NULL;

-- name: keep_teachers(person, now)!
INSERT INTO case_line (protection_case, kind, by_whom, about, said_at)
SELECT DISTINCT protection_case.id, 'answered', teaching.person, '', CAST(:now AS bigint)
FROM protection_case JOIN enrolment ON enrolment.learner = protection_case.whose
JOIN teaching ON teaching.cohort = enrolment.cohort
WHERE protection_case.whose = :person;

-- name: part_case(person)!
UPDATE protection_case SET whose = id WHERE whose = :person;

-- name: forget_answerer(person)!
UPDATE question SET answered_by = '' WHERE answered_by = :person;

-- name: park_queue(now)!
UPDATE delivery SET status = 'uncertain', settled_at = :now, problem = 'restored from a copy',
    claimed_by = NULL, claimed_until = NULL
WHERE status IN ('queued', 'claimed', 'started');

-- name: closed_figures(scope, scope_id, period)
SELECT name, split, n FROM figure WHERE scope = :scope AND scope_id = :scope_id AND period = :period;

-- name: closed_sites(period)
SELECT scope_id, name, split, n FROM figure WHERE scope = 'site' AND period = :period;

-- name: close_figure(scope, scope_id, period, name, split, n, now)!
INSERT INTO figure (scope, scope_id, period, name, split, n, closed_at)
VALUES (:scope, :scope_id, :period, :name, :split, :n, :now)
ON CONFLICT (scope, scope_id, period, name, split) DO NOTHING;

-- name: save_roster_sum(cohort, girls, boys, total, now)!
INSERT INTO roster_sum (cohort, girls, boys, total, counted_at)
VALUES (:cohort, CAST(:girls AS bigint), CAST(:boys AS bigint), :total, :now)
ON CONFLICT (cohort) DO UPDATE SET girls = excluded.girls, boys = excluded.boys, total = excluded.total,
    counted_at = excluded.counted_at;

-- name: roster_sum(cohort)^
SELECT girls, boys, total FROM roster_sum WHERE cohort = :cohort;

-- name: digest(person)^
SELECT weekday, minutes, paused_until, sent_on, touched_on FROM digest WHERE person = :person;

-- name: save_digest(person, weekday, minutes, paused_until, sent_on, touched_on)!
INSERT INTO digest (person, weekday, minutes, paused_until, sent_on, touched_on)
VALUES (:person, :weekday, :minutes, :paused_until, :sent_on, :touched_on)
ON CONFLICT (person) DO UPDATE SET weekday = excluded.weekday, minutes = excluded.minutes,
    paused_until = excluded.paused_until, sent_on = excluded.sent_on, touched_on = excluded.touched_on;

-- name: plan_digest(person, due_at)!
INSERT INTO digest (person, weekday, minutes, due_at) VALUES (:person, 0, 420, :due_at)
ON CONFLICT (person) DO UPDATE SET due_at = excluded.due_at;

-- name: unplan_digest(person)!
UPDATE digest SET due_at = NULL WHERE person = :person;

-- name: due_digests(now, limit)
SELECT person FROM digest WHERE due_at <= :now ORDER BY due_at LIMIT :limit;

-- name: touch_digest(person, day)!
UPDATE digest SET touched_on = :day WHERE person = :person AND sent_on IS NOT NULL
    AND (touched_on IS NULL OR touched_on < :day);

-- name: digests_sent(person, limit)
SELECT local_date FROM digest_slot WHERE person = :person ORDER BY local_date DESC LIMIT :limit;

-- name: take_digest_slot(person, local_date)!
INSERT INTO digest_slot (person, local_date) VALUES (:person, :local_date)
ON CONFLICT (person, local_date) DO NOTHING;

-- name: digest_sent(person, day)!
UPDATE digest SET sent_on = :day WHERE person = :person AND (sent_on IS NULL OR sent_on < :day);

-- name: settle_digest_slots(today)!
DELETE FROM digest_slot WHERE local_date > :today;

-- name: settle_digests(now, today)!
UPDATE digest SET sent_on = (SELECT MAX(local_date) FROM digest_slot WHERE digest_slot.person = digest.person),
    touched_on = CASE WHEN touched_on > :today THEN NULL ELSE touched_on END,
    due_at = CASE WHEN due_at IS NULL THEN NULL ELSE :now END;

-- name: adult_since(person)^
SELECT MIN(from_at) FROM (
    SELECT from_at FROM teaching WHERE person = :person AND until_at IS NULL
    UNION ALL SELECT from_at FROM role WHERE person = :person AND kind = 'operator' AND until_at IS NULL
) AS roles;

-- name: week_finished(cohort, last)
SELECT learner, lesson, local_date FROM finish WHERE cohort = :cohort AND kind = 'lesson' AND local_date <= :last;

-- name: add_look(viewer, learner, what, now)!
INSERT INTO look (viewer, learner, what, looked_at) VALUES (:viewer, :learner, :what, :now);

-- the desk --------------------------------------------------------------------------------------------------

-- name: desk_link_made(token_hash, person, now)!
INSERT INTO desk_link (token_hash, person, made_at) VALUES (:token_hash, :person, :now);

-- name: desk_links(person, since)^
SELECT COUNT(*) FROM desk_link WHERE person = :person AND made_at > :since;

-- name: desk_link_spent(token_hash, since, now)!
UPDATE desk_link SET spent_at = :now
WHERE token_hash = :token_hash AND spent_at IS NULL AND made_at > :since AND made_at <= :now;

-- name: desk_link_of(token_hash)^
SELECT person FROM desk_link WHERE token_hash = :token_hash;

-- name: desk_session_opened(key_hash, person, now)!
INSERT INTO desk_session (key_hash, person, opened_at, seen_at) VALUES (:key_hash, :person, :now, :now);

-- name: desk_session(key_hash)^
SELECT person, opened_at, seen_at FROM desk_session WHERE key_hash = :key_hash;

-- name: desk_session_seen(key_hash, now)!
UPDATE desk_session SET seen_at = :now WHERE key_hash = :key_hash;

-- name: desk_session_closed(key_hash)!
DELETE FROM desk_session WHERE key_hash = :key_hash;

-- name: desk_sessions_closed(person)!
DELETE FROM desk_session WHERE person = :person;

-- name: forget_desk_links(before)!
DELETE FROM desk_link WHERE made_at < :before;

-- name: forget_desk_sessions(before)!
DELETE FROM desk_session WHERE seen_at < :before;

-- name: desk_written(cohort, from_day, to_day)^
SELECT COUNT(DISTINCT learner) FROM active_day
WHERE cohort = :cohort AND local_date BETWEEN :from_day AND :to_day;

-- name: desk_first_tries(cohort)
-- Each learner's first answer to each form of an item in a lesson; with a hint it counts for nothing.
SELECT item, content_hash, option, is_right, COUNT(*) FROM attempt
WHERE cohort = :cohort AND kind = 'lesson' AND hinted = 0 AND NOT EXISTS (
    SELECT 1 FROM attempt earlier
    WHERE earlier.learner = attempt.learner AND earlier.seq < attempt.seq AND earlier.kind = 'lesson'
        AND earlier.content_hash = attempt.content_hash)
GROUP BY item, content_hash, option, is_right ORDER BY item, content_hash, option;

-- name: desk_days_of(learner, cohort, from_day)
SELECT local_date FROM active_day WHERE learner = :learner AND cohort = :cohort AND local_date >= :from_day
ORDER BY local_date;
