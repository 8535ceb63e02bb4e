-- Times are epoch seconds UTC (`*_at`), local dates ISO text, JSON is TEXT, ids are UUIDv7 text, order is `seq`.

CREATE TABLE visit (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    region TEXT NOT NULL,
    arrives TEXT NOT NULL,
    departs TEXT NOT NULL,
    timezone TEXT NOT NULL
) STRICT;
CREATE INDEX visit_arrives ON visit (arrives, id);

CREATE TABLE cohort (
    id TEXT PRIMARY KEY,
    visit TEXT NOT NULL REFERENCES visit (id),
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    code_key TEXT NOT NULL UNIQUE,
    teacher_name TEXT NOT NULL,
    paused_until TEXT
) STRICT;
CREATE INDEX cohort_visit ON cohort (visit);

CREATE TABLE person (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    former_name TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT 'es',
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE learner (
    person TEXT PRIMARY KEY REFERENCES person (id),
    age_band TEXT NOT NULL,
    recovery_key TEXT NOT NULL UNIQUE,
    progress TEXT NOT NULL,
    next_due_at INTEGER,
    heard_at INTEGER,
    lessons_done INTEGER NOT NULL DEFAULT 0,
    paused INTEGER NOT NULL DEFAULT 0,
    graduated INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX learner_due ON learner (next_due_at, person) WHERE next_due_at IS NOT NULL;

CREATE TABLE enrolment (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    learner TEXT NOT NULL REFERENCES learner (person),
    cohort TEXT NOT NULL REFERENCES cohort (id),
    from_at INTEGER NOT NULL,
    until_at INTEGER,
    accepted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX enrolment_now ON enrolment (learner) WHERE until_at IS NULL;
CREATE INDEX enrolment_learner ON enrolment (learner, seq);
CREATE INDEX enrolment_cohort ON enrolment (cohort, learner) WHERE until_at IS NULL;

CREATE TABLE consent (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    learner TEXT NOT NULL,
    version TEXT NOT NULL,
    given_by TEXT NOT NULL,
    channel TEXT NOT NULL,
    given_at INTEGER NOT NULL
) STRICT;
CREATE INDEX consent_learner ON consent (learner);

CREATE TABLE teaching (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL REFERENCES person (id),
    cohort TEXT NOT NULL REFERENCES cohort (id),
    from_at INTEGER NOT NULL,
    until_at INTEGER,
    questions_at INTEGER NOT NULL DEFAULT 1020
) STRICT;
CREATE UNIQUE INDEX teaching_now ON teaching (person, cohort) WHERE until_at IS NULL;
CREATE INDEX teaching_person ON teaching (person);
CREATE INDEX teaching_cohort ON teaching (cohort) WHERE until_at IS NULL;

CREATE TABLE role (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER
) STRICT;
CREATE UNIQUE INDEX role_now ON role (person, kind) WHERE until_at IS NULL;
CREATE INDEX role_person ON role (person);

CREATE TABLE invite (
    token_hash TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    cohort TEXT REFERENCES cohort (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    spent_at INTEGER,
    spent_by TEXT,
    replaces TEXT,
    learner TEXT
) STRICT;

CREATE TABLE address (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    carrier_id TEXT NOT NULL,
    conversation TEXT NOT NULL,
    heard_at INTEGER NOT NULL,
    blocked_at INTEGER,
    shown INTEGER NOT NULL DEFAULT 0,
    expires_at INTEGER,
    UNIQUE (channel, carrier_id)
) STRICT;
CREATE INDEX address_expires ON address (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE reach (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    address TEXT NOT NULL REFERENCES address (id) ON DELETE CASCADE,
    person TEXT NOT NULL REFERENCES person (id),
    from_at INTEGER NOT NULL,
    until_at INTEGER
) STRICT;
CREATE UNIQUE INDEX reach_now ON reach (address, person) WHERE until_at IS NULL;
CREATE INDEX reach_address ON reach (address);
CREATE INDEX reach_person ON reach (person);

CREATE TABLE trial (
    address TEXT PRIMARY KEY REFERENCES address (id) ON DELETE CASCADE,
    cohort TEXT NOT NULL REFERENCES cohort (id),
    ticket TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX trial_cohort ON trial (cohort);
CREATE INDEX trial_expires ON trial (expires_at);

-- Everything heard, before anything is done about it; and what turns cause for others (channel inside).
-- The key leads its unique index, so that no search by channel is tempted to walk through years of done rows.
CREATE TABLE inbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    event_key TEXT NOT NULL,
    lane TEXT NOT NULL,
    body TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    done_at INTEGER,
    problem TEXT,
    UNIQUE (event_key, channel)
) STRICT;
CREATE INDEX inbox_waiting ON inbox (seq, channel, not_before) WHERE done_at IS NULL;
CREATE INDEX inbox_problem ON inbox (done_at) WHERE problem IS NOT NULL;

CREATE TABLE prompt (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL REFERENCES address (id) ON DELETE CASCADE,
    person TEXT,
    item TEXT,
    content_hash TEXT,
    body TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER,
    chosen TEXT
) STRICT;
CREATE INDEX prompt_address ON prompt (address, seq);
CREATE INDEX prompt_person ON prompt (person);

CREATE TABLE attempt (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    learner TEXT NOT NULL,
    item TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    prompt TEXT NOT NULL UNIQUE,
    chosen TEXT NOT NULL,
    is_right INTEGER NOT NULL,
    hinted INTEGER NOT NULL,
    review INTEGER NOT NULL,
    stability_days REAL NOT NULL,
    due_at INTEGER NOT NULL,
    answered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX attempt_learner ON attempt (learner, seq);

CREATE TABLE slot (
    learner TEXT NOT NULL,
    local_date TEXT NOT NULL,
    kind TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    PRIMARY KEY (learner, local_date)
) STRICT;

CREATE TABLE check_in (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    learner TEXT NOT NULL,
    month INTEGER NOT NULL,
    answer TEXT NOT NULL,
    answered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX check_in_learner ON check_in (learner, seq);

CREATE TABLE announcement (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    teacher TEXT NOT NULL,
    signature TEXT NOT NULL,
    text TEXT NOT NULL,
    media TEXT,
    audience TEXT NOT NULL,
    recipients TEXT NOT NULL,
    forward INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL,
    corrects TEXT,
    send_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX announcement_teacher ON announcement (teacher, seq);

CREATE TABLE recipient (
    announcement TEXT NOT NULL REFERENCES announcement (id),
    learner TEXT NOT NULL,
    delivery TEXT NOT NULL,
    read_at INTEGER,
    PRIMARY KEY (announcement, learner)
) STRICT;
CREATE INDEX recipient_learner ON recipient (learner, announcement);

CREATE TABLE question (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    learner TEXT NOT NULL,
    cohort TEXT NOT NULL,
    text TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    answer TEXT,
    answered_by TEXT,
    answered_at INTEGER,
    passed_at INTEGER,
    seen_at INTEGER
) STRICT;
CREATE INDEX question_open ON question (cohort, seq) WHERE answered_at IS NULL;
CREATE INDEX question_learner ON question (learner, seq);

-- Something grave was written, or an answer or a question reported: never the words themselves.
CREATE TABLE alert (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    person TEXT,
    cohort TEXT,
    question TEXT,
    raised_at INTEGER NOT NULL,
    attended_by TEXT,
    attended_at INTEGER,
    calmed_at INTEGER
) STRICT;
CREATE INDEX alert_person ON alert (person);
CREATE INDEX alert_open ON alert (seq) WHERE attended_at IS NULL AND calmed_at IS NULL;

CREATE TABLE media (
    id TEXT PRIMARY KEY,
    mime TEXT NOT NULL,
    size INTEGER NOT NULL,
    channel TEXT NOT NULL,
    carrier_ref TEXT NOT NULL,
    content BLOB,
    created_at INTEGER NOT NULL
) STRICT;

-- A search without a useful answer: the words only, nobody's name.
CREATE TABLE miss (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    text TEXT NOT NULL,
    missed_at INTEGER NOT NULL
) STRICT;

-- The outbox: everything that a person reads, one row a carrier call. `settled_at` is when it reached its last status.
CREATE TABLE delivery (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL REFERENCES address (id) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    person TEXT,
    kind TEXT NOT NULL,
    priority INTEGER NOT NULL,
    body TEXT NOT NULL,
    prompt TEXT,
    announcement TEXT,
    not_before INTEGER NOT NULL,
    expires_at INTEGER,
    status TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    doubts INTEGER NOT NULL DEFAULT 0,
    claimed_by TEXT,
    claimed_until INTEGER,
    started_at INTEGER,
    settled_at INTEGER,
    shown INTEGER,
    carrier_message TEXT,
    problem TEXT,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX delivery_channel ON delivery (channel, priority, seq, not_before) WHERE status = 'queued';
CREATE INDEX delivery_queued ON delivery (address, kind, seq, priority, not_before) WHERE status = 'queued';
CREATE INDEX delivery_expires ON delivery (expires_at) WHERE status = 'queued' AND expires_at IS NOT NULL;
CREATE UNIQUE INDEX delivery_in_flight ON delivery (address) WHERE status IN ('claimed', 'started');
CREATE UNIQUE INDEX delivery_shown ON delivery (address, shown) WHERE shown IS NOT NULL;
CREATE INDEX delivery_settled ON delivery (settled_at) WHERE settled_at IS NOT NULL AND body <> '';
CREATE INDEX delivery_prompt ON delivery (prompt) WHERE prompt IS NOT NULL;
CREATE INDEX delivery_announcement ON delivery (announcement, status) WHERE announcement IS NOT NULL;
CREATE INDEX delivery_person ON delivery (person);

CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    until_at INTEGER NOT NULL
) STRICT;

-- Small facts about the box itself: the last trusted time, the last verified copy.
CREATE TABLE fact (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- Anonymous counts that outlive erasure.
CREATE TABLE tally (
    name TEXT PRIMARY KEY,
    n INTEGER NOT NULL
) STRICT;

CREATE TABLE tombstone (
    person_hash TEXT PRIMARY KEY,
    erased_at INTEGER NOT NULL
) STRICT;
