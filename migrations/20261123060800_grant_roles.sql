-- Who may touch what. `tests/it/catalogue.rs` lists every table and function and fails where one is missing here.

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO ump_none, ump_tenant, ump_authority, ump_system;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Every table starts closed.
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_sqlx_migrations' LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY system ON public.%I TO ump_system USING (true) WITH CHECK (true)', name);
    END LOOP;
END
$$;

-- Names and dates that are public within the portal.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['local_authority', 'school', 'academic_year'] LOOP
        EXECUTE format('CREATE POLICY readers ON public.%I FOR SELECT TO ump_tenant, ump_authority USING (true)', name);
        EXECUTE format('GRANT SELECT ON public.%I TO ump_tenant, ump_authority', name);
    END LOOP;
END
$$;

-- Rows that belong to a school.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['account', 'enrolment', 'audit_event', 'audit_subject', 'teaching_group', 'group_member',
        'intake', 'sync_batch', 'sync_change', 'sync_rejection', 'held_release', 'waiting_learner', 'school_status', 'run_day']
    LOOP
        EXECUTE format('CREATE POLICY tenant ON public.%I TO ump_tenant
            USING (school_id = nullif(current_setting(''ump.school_id'', true), '''')::uuid)
            WITH CHECK (school_id = nullif(current_setting(''ump.school_id'', true), '''')::uuid)', name);
    END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE ON account, enrolment, teaching_group, group_member, school_status, run_day TO ump_tenant;
GRANT SELECT, UPDATE ON sync_batch, intake TO ump_tenant;
GRANT SELECT, INSERT, UPDATE, DELETE ON sync_change TO ump_tenant;
GRANT SELECT, INSERT, DELETE ON sync_rejection TO ump_tenant;
GRANT SELECT, INSERT ON audit_event, audit_subject TO ump_tenant;
GRANT SELECT, INSERT, DELETE ON held_release TO ump_tenant;
GRANT SELECT, INSERT, UPDATE, DELETE ON waiting_learner TO ump_tenant;

-- What hangs on a person follows the school that manages the person now.
CREATE POLICY tenant ON credential TO ump_tenant
    USING (EXISTS (SELECT FROM account a WHERE a.id = account_id))
    WITH CHECK (EXISTS (SELECT FROM account a WHERE a.id = account_id)
        AND visible_to_school_id = nullif(current_setting('ump.school_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON credential TO ump_tenant;
CREATE POLICY tenant ON role_grant FOR SELECT TO ump_tenant
    USING (EXISTS (SELECT FROM account a WHERE a.id = account_id));
GRANT SELECT ON role_grant TO ump_tenant;

-- Summaries: one row a school, of the authority in the setting, or of the nation where it is '*'.
CREATE POLICY authority ON school_status FOR SELECT TO ump_authority
    USING (current_setting('ump.authority', true) = '*' OR EXISTS (
        SELECT FROM school s WHERE s.id = school_id
          AND s.authority_code = nullif(nullif(current_setting('ump.authority', true), ''), '*')::smallint));
GRANT SELECT ON school_status TO ump_authority;

GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO ump_system;
GRANT DELETE ON session, known_device, sign_in_delay, sign_in_address TO ump_system;
REVOKE UPDATE ON audit_event, audit_subject FROM ump_system;
DO $$
BEGIN
    IF to_regclass('public._sqlx_migrations') IS NOT NULL THEN
        REVOKE ALL ON public._sqlx_migrations FROM ump_system;
    END IF;
END
$$;

GRANT EXECUTE ON FUNCTION current_school() TO ump_tenant, ump_system;
GRANT EXECUTE ON FUNCTION find_session(bytea, timestamptz, interval, interval, integer) TO ump_none;
GRANT EXECUTE ON FUNCTION end_sessions(uuid[]) TO ump_tenant;
GRANT EXECUTE ON FUNCTION reserve_usernames(text[], integer[]) TO ump_system;
GRANT EXECUTE ON FUNCTION give_usernames(text[], uuid[], timestamptz) TO ump_tenant;
GRANT EXECUTE ON FUNCTION lock_learners(text[], date[], date), claim_learners(uuid[], timestamptz), wake_claimants(uuid[]) TO ump_tenant;
GRANT EXECUTE ON FUNCTION enqueue(text, json, text, timestamptz) TO ump_tenant, ump_system;
