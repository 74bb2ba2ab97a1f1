-- Shared mailboxes. The rows are what a school wants; beside them stands what Exchange last confirmed.

CREATE TABLE shared_mailbox (
    school_id      uuid NOT NULL REFERENCES school,
    id             uuid NOT NULL,
    -- The address is the school's DfES number, an underscore and this, at the domain of the day.
    name           text COLLATE "C" NOT NULL
        CHECK (name ~ '^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$' AND name !~ '\.\.' AND length(name) <= 56),
    address        text COLLATE "C" NOT NULL CHECK (address LIKE '%\_' || name || '@_%'),
    state          text COLLATE "C" NOT NULL
        CHECK (state IN ('requested', 'creating', 'active', 'closing', 'closed', 'failed')),
    requested_at   timestamptz NOT NULL,
    requested_by   text COLLATE "C" NOT NULL,
    close_asked_at timestamptz,
    close_asked_by text COLLATE "C",
    -- Which tenant it is in, and what Exchange calls it there, once it has confirmed it.
    tenant         text COLLATE "C" CHECK (tenant ~ '^([0-9]{3}|nation|sandbox)$'),
    external_id    text COLLATE "C",
    closed_at      timestamptz,
    -- Tries in a row of which nothing came.
    attempts       integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_try_at    timestamptz,
    -- Why the tries have ended.
    problem        text COLLATE "C" CHECK (problem IN ('unavailable', 'sign_in', 'taken', 'refused')),
    PRIMARY KEY (school_id, id),
    CHECK ((close_asked_at IS NULL) = (close_asked_by IS NULL)),
    CHECK (state NOT IN ('closing', 'closed') OR close_asked_at IS NOT NULL),
    CHECK ((external_id IS NULL) = (tenant IS NULL)),
    CHECK (state <> 'active' OR external_id IS NOT NULL),
    CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
    CHECK (state <> 'failed' OR problem IS NOT NULL)
);
-- The name of a closed mailbox is free again: whoever gets it is the same school, and finds an empty mailbox.
CREATE UNIQUE INDEX shared_mailbox_name ON shared_mailbox (school_id, name) WHERE state <> 'closed';

-- Each time that somebody has access, from when to when; a row is never deleted.
CREATE TABLE mailbox_member (
    school_id    uuid NOT NULL,
    mailbox_id   uuid NOT NULL,
    id           uuid NOT NULL,
    account_id   uuid NOT NULL,
    added_at     timestamptz NOT NULL,
    added_by     text COLLATE "C" NOT NULL,
    -- The person's address in Exchange, from the moment before it is asked: from then on it may have given access.
    asked_for    text COLLATE "C",
    confirmed_at timestamptz,
    removed_at   timestamptz,
    -- Nobody where the portal itself ended the access of somebody who is no longer active in the school.
    removed_by   text COLLATE "C",
    -- When Exchange confirmed that the access is taken.
    gone_at      timestamptz,
    PRIMARY KEY (school_id, mailbox_id, id),
    FOREIGN KEY (school_id, mailbox_id) REFERENCES shared_mailbox (school_id, id),
    FOREIGN KEY (school_id, account_id) REFERENCES enrolment (school_id, account_id),
    CHECK (confirmed_at IS NULL OR asked_for IS NOT NULL),
    CHECK (removed_by IS NULL OR removed_at IS NOT NULL),
    CHECK (gone_at IS NULL OR removed_at IS NOT NULL)
);
CREATE UNIQUE INDEX mailbox_member_current ON mailbox_member (school_id, mailbox_id, account_id) WHERE removed_at IS NULL;
CREATE INDEX mailbox_member_account ON mailbox_member (school_id, account_id);

ALTER TABLE shared_mailbox ENABLE ROW LEVEL SECURITY;
CREATE POLICY system ON shared_mailbox TO ump_system USING (true) WITH CHECK (true);
CREATE POLICY tenant ON shared_mailbox TO ump_tenant
    USING (school_id = nullif(current_setting('ump.school_id', true), '')::uuid)
    WITH CHECK (school_id = nullif(current_setting('ump.school_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON shared_mailbox TO ump_tenant;
GRANT SELECT ON shared_mailbox TO ump_system;

ALTER TABLE mailbox_member ENABLE ROW LEVEL SECURITY;
CREATE POLICY system ON mailbox_member TO ump_system USING (true) WITH CHECK (true);
CREATE POLICY tenant ON mailbox_member TO ump_tenant
    USING (school_id = nullif(current_setting('ump.school_id', true), '')::uuid)
    WITH CHECK (school_id = nullif(current_setting('ump.school_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON mailbox_member TO ump_tenant;
GRANT SELECT ON mailbox_member TO ump_system;
