-- The end of an academic year, school by school. What is to be done is fixed in a list before anything is; then the list is
-- worked off chunk by chunk, so that what was interrupted goes on where it stopped.

CREATE TABLE rollover (
    school_id       uuid NOT NULL REFERENCES school,
    start_year      integer NOT NULL REFERENCES academic_year,
    rehearsed_at    timestamptz,
    -- From then on the list is the one that is worked off; no rehearsal changes it any more.
    began_at        timestamptz,
    finished_at     timestamptz,
    chunks          integer NOT NULL DEFAULT 0 CHECK (chunks >= 0),
    -- What the list adds up to, and what was found beside it when it was made.
    accounts        integer NOT NULL DEFAULT 0,
    groups          integer NOT NULL DEFAULT 0,
    memberships     integer NOT NULL DEFAULT 0,
    workspaces      integer NOT NULL DEFAULT 0,
    client_ran      boolean,
    learners_behind integer NOT NULL DEFAULT 0,
    PRIMARY KEY (school_id, start_year),
    CHECK (finished_at IS NULL OR began_at IS NOT NULL)
);
CREATE INDEX rollover_running ON rollover (school_id) WHERE began_at IS NOT NULL AND finished_at IS NULL;

-- Whose term is over: the account expires. `kept`: a person decided otherwise meanwhile.
CREATE TABLE rollover_account (
    school_id    uuid NOT NULL,
    start_year   integer NOT NULL,
    account_id   uuid NOT NULL,
    is_rehearsed boolean NOT NULL,
    outcome      text COLLATE "C" CHECK (outcome IN ('done', 'kept')),
    PRIMARY KEY (school_id, start_year, account_id),
    FOREIGN KEY (school_id, start_year) REFERENCES rollover,
    FOREIGN KEY (school_id, account_id) REFERENCES enrolment (school_id, account_id)
);

-- What is over with the year: the group ends, and what the portal made for it is archived.
CREATE TABLE rollover_group (
    school_id          uuid NOT NULL,
    start_year         integer NOT NULL,
    group_id           uuid NOT NULL,
    ends               boolean NOT NULL,
    memberships        integer NOT NULL,
    archives_team      boolean NOT NULL,
    archives_classroom boolean NOT NULL,
    is_rehearsed       boolean NOT NULL,
    outcome            text COLLATE "C" CHECK (outcome IN ('done', 'kept')),
    PRIMARY KEY (school_id, start_year, group_id),
    FOREIGN KEY (school_id, start_year) REFERENCES rollover,
    FOREIGN KEY (school_id, group_id) REFERENCES teaching_group (school_id, id)
);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['rollover', 'rollover_account', 'rollover_group'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY system ON public.%I TO ump_system USING (true) WITH CHECK (true)', name);
        EXECUTE format('CREATE POLICY tenant ON public.%I TO ump_tenant
            USING (school_id = nullif(current_setting(''ump.school_id'', true), '''')::uuid)
            WITH CHECK (school_id = nullif(current_setting(''ump.school_id'', true), '''')::uuid)', name);
    END LOOP;
END
$$;
-- One row a school, without anybody's name: a summary.
CREATE POLICY authority ON rollover FOR SELECT TO ump_authority
    USING (current_setting('ump.authority', true) = '*' OR EXISTS (
        SELECT FROM school s WHERE s.id = school_id
          AND s.authority_code = nullif(nullif(current_setting('ump.authority', true), ''), '*')::smallint));
GRANT SELECT, INSERT, UPDATE ON rollover TO ump_tenant;
GRANT SELECT ON rollover TO ump_authority, ump_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON rollover_account, rollover_group TO ump_tenant;
GRANT SELECT ON rollover_account, rollover_group TO ump_system;
