-- What the schools' MIS send: tokens, uploads, one batch a school, and what came of each row.

CREATE TABLE provisioning_token (
    id             uuid PRIMARY KEY,
    secret_hash    bytea NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
    school_id      uuid REFERENCES school,
    authority_code smallint REFERENCES local_authority,
    created_at     timestamptz NOT NULL,
    last_used_at   timestamptz,
    revoked_at     timestamptz,
    CHECK ((school_id IS NULL) <> (authority_code IS NULL))
);

-- A file as it came, kept until every batch in it has been read; then its hash alone.
CREATE TABLE upload (
    id           uuid PRIMARY KEY,
    token_id     uuid NOT NULL REFERENCES provisioning_token,
    content_hash bytea NOT NULL CHECK (length(content_hash) = 32),
    content      bytea,
    size         bigint NOT NULL,
    dry_run      boolean NOT NULL,
    received_at  timestamptz NOT NULL,
    attempts     integer NOT NULL DEFAULT 0
);

-- One row a school: who holds its lock applies that school's batches, one at a time, oldest first.
CREATE TABLE intake (
    school_id uuid PRIMARY KEY REFERENCES school
);

CREATE TABLE sync_batch (
    id            uuid NOT NULL,
    school_id     uuid NOT NULL REFERENCES school,
    -- The order in which batches came, gaps allowed.
    number        bigint GENERATED ALWAYS AS IDENTITY,
    upload_id     uuid NOT NULL REFERENCES upload,
    content_hash  bytea NOT NULL,
    dry_run       boolean NOT NULL,
    state         text COLLATE "C" NOT NULL CHECK (state IN ('received', 'validating', 'held', 'applying', 'applied',
        'failed', 'rehearsed', 'replaced', 'discarded', 'undone')),
    received_at   timestamptz NOT NULL,
    finished_at   timestamptz,
    -- Attempts begun, committed before each; and those that ended in an error.
    attempts      integer NOT NULL DEFAULT 0,
    failures      integer NOT NULL DEFAULT 0,
    academic_year integer,
    -- The school's part of the file, compressed; dropped once nothing can need it any more.
    snapshot      bytea,
    -- Set when somebody released the held batch: these, and no others, may be released by it.
    released_at   timestamptz,
    released_by   uuid REFERENCES account,
    would_release integer,
    threshold     integer,
    hold_reason   text COLLATE "C" CHECK (hold_reason IN ('releases', 'memberships', 'last_champion')),
    error         text COLLATE "C",
    created       integer NOT NULL DEFAULT 0,
    updated       integer NOT NULL DEFAULT 0,
    unchanged     integer NOT NULL DEFAULT 0,
    released      integer NOT NULL DEFAULT 0,
    reactivated   integer NOT NULL DEFAULT 0,
    transferred   integer NOT NULL DEFAULT 0,
    waiting       integer NOT NULL DEFAULT 0,
    skipped       integer NOT NULL DEFAULT 0,
    rejected      integer NOT NULL DEFAULT 0,
    missing       integer NOT NULL DEFAULT 0,
    PRIMARY KEY (school_id, id),
    UNIQUE (id),
    CHECK ((state = 'held') <= (hold_reason IS NOT NULL))
);
CREATE INDEX sync_batch_order ON sync_batch (school_id, number DESC);
CREATE INDEX sync_batch_open ON sync_batch (state, school_id) WHERE state IN ('received', 'validating', 'applying');
CREATE INDEX sync_batch_upload ON sync_batch (upload_id);

-- What happened to a row that changed something, field by field; unchanged rows are counted, not stored.
CREATE TABLE sync_change (
    school_id  uuid NOT NULL,
    batch_id   uuid NOT NULL,
    position   integer NOT NULL,
    row        integer NOT NULL,
    sourced_id text COLLATE "C" NOT NULL,
    account_id uuid,
    name       text COLLATE "C" NOT NULL,
    username   text COLLATE "C",
    outcome    text COLLATE "C" NOT NULL CHECK (outcome IN ('created', 'updated', 'unchanged', 'released', 'reactivated',
        'transferred', 'waiting', 'skipped', 'rejected', 'missing')),
    field      text COLLATE "C",
    before     text COLLATE "C",
    after      text COLLATE "C",
    cause      text COLLATE "C" NOT NULL,
    PRIMARY KEY (school_id, batch_id, position),
    FOREIGN KEY (school_id, batch_id) REFERENCES sync_batch (school_id, id),
    -- Only a row that found no account, or is a rehearsal's, stands without one.
    CHECK (account_id IS NOT NULL OR outcome IN ('waiting', 'skipped', 'created', 'transferred'))
);
CREATE INDEX sync_change_account ON sync_change (school_id, account_id);

CREATE TABLE sync_rejection (
    school_id  uuid NOT NULL,
    batch_id   uuid NOT NULL,
    position   integer NOT NULL,
    file       text COLLATE "C" NOT NULL,
    row        integer NOT NULL,
    sourced_id text COLLATE "C" NOT NULL,
    name       text COLLATE "C" NOT NULL,
    code       text COLLATE "C" NOT NULL,
    PRIMARY KEY (school_id, batch_id, position),
    FOREIGN KEY (school_id, batch_id) REFERENCES sync_batch (school_id, id)
);

-- The people whom a held batch would release: what somebody sees before releasing it.
CREATE TABLE held_release (
    school_id  uuid NOT NULL,
    batch_id   uuid NOT NULL,
    account_id uuid NOT NULL,
    leaving_date date NOT NULL,
    PRIMARY KEY (school_id, batch_id, account_id),
    FOREIGN KEY (school_id, batch_id) REFERENCES sync_batch (school_id, id),
    FOREIGN KEY (school_id, account_id) REFERENCES enrolment (school_id, account_id)
);

-- Learners whose UPN is active in another school: each waits for that school's release.
CREATE TABLE waiting_learner (
    school_id      uuid NOT NULL,
    upn            text COLLATE "C" NOT NULL,
    batch_id       uuid NOT NULL,
    sourced_id     text COLLATE "C" NOT NULL,
    name           text COLLATE "C" NOT NULL,
    admission_date date NOT NULL,
    since          timestamptz NOT NULL,
    reason         text COLLATE "C" NOT NULL CHECK (reason IN ('not_released', 'not_admitted_yet', 'admitted_before', 'claimed_elsewhere')),
    PRIMARY KEY (school_id, upn),
    FOREIGN KEY (school_id, batch_id) REFERENCES sync_batch (school_id, id)
);
CREATE INDEX waiting_learner_upn ON waiting_learner (upn, admission_date DESC);

-- A school's summary for its dashboard and for its authority; written by whoever changes what it says.
CREATE TABLE school_status (
    school_id       uuid PRIMARY KEY REFERENCES school,
    learners        integer NOT NULL DEFAULT 0,
    staff           integer NOT NULL DEFAULT 0,
    without_consent integer NOT NULL DEFAULT 0,
    expiring        integer NOT NULL DEFAULT 0,
    champions       integer NOT NULL DEFAULT 0,
    waiting         integer NOT NULL DEFAULT 0,
    held_batch_id   uuid,
    last_run_at     timestamptz,
    last_outcome    text COLLATE "C",
    last_rejected   integer NOT NULL DEFAULT 0,
    counted_at      timestamptz
);

-- The runs of a day (Europe/London) as the dashboard's strip shows them: the last one's outcome.
CREATE TABLE run_day (
    school_id uuid NOT NULL REFERENCES school,
    day       date NOT NULL,
    runs      integer NOT NULL,
    outcome   text COLLATE "C" NOT NULL,
    PRIMARY KEY (school_id, day)
);
