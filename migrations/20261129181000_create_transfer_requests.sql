-- Staff who moved ask to take their former account along: asked in the new school, decided by the service desk.

CREATE TABLE transfer_request (
    school_id         uuid NOT NULL,
    id                uuid NOT NULL,
    -- The account that the new school's run made.
    account_id        uuid NOT NULL,
    former_dfes       integer NOT NULL CHECK (former_dfes BETWEEN 1000000 AND 9999999),
    -- As it was typed; empty where it was not known.
    former_username   text COLLATE "C" NOT NULL CHECK (length(former_username) <= 100),
    asked_at          timestamptz NOT NULL,
    asked_by          uuid NOT NULL REFERENCES account,
    asked_by_name     text COLLATE "C" NOT NULL,
    state             text COLLATE "C" NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'approved', 'refused')),
    decided_at        timestamptz,
    decided_by_name   text COLLATE "C",
    -- Why it was refused.
    reason            text COLLATE "C" CHECK (length(reason) BETWEEN 1 AND 200),
    -- The account that took the post.
    former_account_id uuid REFERENCES account,
    PRIMARY KEY (school_id, id),
    UNIQUE (id),
    FOREIGN KEY (school_id, account_id) REFERENCES enrolment (school_id, account_id),
    CHECK ((state = 'asked') = (decided_at IS NULL)),
    CHECK ((state = 'asked') = (decided_by_name IS NULL)),
    CHECK ((state = 'refused') = (reason IS NOT NULL)),
    CHECK ((state = 'approved') = (former_account_id IS NOT NULL))
);
-- One open request for each account, however often the button is pressed.
CREATE UNIQUE INDEX transfer_request_open ON transfer_request (school_id, account_id) WHERE state = 'asked';
CREATE INDEX transfer_request_asked ON transfer_request (asked_at DESC);

ALTER TABLE transfer_request ENABLE ROW LEVEL SECURITY;
CREATE POLICY system ON transfer_request TO ump_system USING (true) WITH CHECK (true);
CREATE POLICY tenant ON transfer_request TO ump_tenant
    USING (school_id = nullif(current_setting('ump.school_id', true), '')::uuid)
    WITH CHECK (school_id = nullif(current_setting('ump.school_id', true), '')::uuid);
GRANT SELECT, INSERT ON transfer_request TO ump_tenant;
GRANT SELECT, UPDATE ON transfer_request TO ump_system;

-- A former account brings no role from the school that it left.
GRANT DELETE ON role_grant TO ump_system;
