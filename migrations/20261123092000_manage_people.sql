-- What a school changes about one person: names, the username, the role of Digital Champion.

-- Raised by every edit, so that of two people who edit the same account the second learns of the first.
ALTER TABLE account ADD COLUMN revision integer NOT NULL DEFAULT 0;

-- Who waits for a new username, and who asked for it; deleted by whatever gives the name.
CREATE TABLE username_request (
    school_id      uuid NOT NULL,
    account_id     uuid NOT NULL,
    asked_at       timestamptz NOT NULL,
    actor_id       uuid NOT NULL REFERENCES account,
    actor_name     text COLLATE "C" NOT NULL,
    actor_username text COLLATE "C" NOT NULL,
    actor_role     text COLLATE "C" NOT NULL,
    address        inet,
    PRIMARY KEY (school_id, account_id),
    FOREIGN KEY (school_id, account_id) REFERENCES enrolment (school_id, account_id)
);
ALTER TABLE username_request ENABLE ROW LEVEL SECURITY;
CREATE POLICY system ON username_request TO ump_system USING (true) WITH CHECK (true);
CREATE POLICY tenant ON username_request TO ump_tenant
    USING (school_id = nullif(current_setting('ump.school_id', true), '')::uuid)
    WITH CHECK (school_id = nullif(current_setting('ump.school_id', true), '')::uuid);
GRANT SELECT, INSERT, DELETE ON username_request TO ump_tenant;
GRANT SELECT ON username_request TO ump_system;

-- A school reads the former names of the people whom it manages: mail to them still arrives.
CREATE POLICY tenant ON username FOR SELECT TO ump_tenant
    USING (EXISTS (SELECT FROM account a WHERE a.id = account_id));
GRANT SELECT ON username TO ump_tenant;

-- A school makes its own current staff of the MIS Digital Champions, and nobody anything else.
DROP POLICY tenant ON role_grant;
CREATE POLICY tenant ON role_grant TO ump_tenant
    USING (role = 'digital_champion' AND EXISTS (SELECT FROM account a WHERE a.id = account_id))
    WITH CHECK (role = 'digital_champion' AND EXISTS (
        SELECT FROM account a WHERE a.id = account_id AND a.kind = 'staff' AND a.state = 'active'));
GRANT INSERT, DELETE ON role_grant TO ump_tenant;
