-- Who looks after a school's provisioning client, as the school tells it. A school that has not said so has no row.

CREATE TABLE school_settings (
    school_id         uuid PRIMARY KEY REFERENCES school,
    client_manager    text COLLATE "C" NOT NULL CHECK (client_manager IN ('authority', 'provider', 'school')),
    contact_name      text COLLATE "C" NOT NULL CHECK (length(contact_name) BETWEEN 1 AND 100),
    contact_email     text COLLATE "C" CHECK (length(contact_email) BETWEEN 3 AND 254),
    contact_telephone text COLLATE "C" CHECK (length(contact_telephone) BETWEEN 1 AND 30),
    -- Counts the changes: whoever saves names the one they saw.
    version           integer NOT NULL CHECK (version > 0),
    changed_at        timestamptz NOT NULL,
    changed_by        text COLLATE "C" NOT NULL,
    CHECK (contact_email IS NOT NULL OR contact_telephone IS NOT NULL)
);

ALTER TABLE school_settings ENABLE ROW LEVEL SECURITY;
CREATE POLICY system ON school_settings TO ump_system USING (true) WITH CHECK (true);
CREATE POLICY tenant ON school_settings TO ump_tenant
    USING (school_id = nullif(current_setting('ump.school_id', true), '')::uuid)
    WITH CHECK (school_id = nullif(current_setting('ump.school_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON school_settings TO ump_tenant, ump_system;
