-- The roles that a transaction can take. They belong to the cluster, not to a database, so they are made here and not in
-- a migration: idempotently, also when several databases of one cluster are prepared side by side.
--
-- ump_none       every idle connection: may read nothing
-- ump_tenant     one school's rows: the one named by the setting ump.school_id
-- ump_authority  summaries of the schools of one authority, or of the nation
-- ump_system     sign-in, intake, the year end: what has no single school
-- ump_jobs       owns the job queue's schema and nothing else
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['ump_none', 'ump_tenant', 'ump_authority', 'ump_system', 'ump_jobs'] LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
                EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', wanted);
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- another database of this cluster was faster
        END;
    END LOOP;
END
$$;
