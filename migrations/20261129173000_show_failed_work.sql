-- Background work that was given up: what it was, for which school and since when; never what it carries.
CREATE FUNCTION failed_jobs() RETURNS TABLE (job bigint, task text, school uuid, attempts integer, failed_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    RETURN QUERY
        SELECT j.id, t.identifier::text, s.id, j.attempts::integer, j.updated_at
        FROM graphile_worker._private_jobs j
        JOIN graphile_worker._private_tasks t ON t.id = j.task_id
        LEFT JOIN school s ON s.id::text = j.payload ->> 'school_id'
        WHERE j.attempts >= j.max_attempts AND j.locked_at IS NULL
        ORDER BY j.updated_at, j.id;
END
$$;

-- Lets work that was given up begin anew; where it did, for which school it is, if for one.
CREATE FUNCTION retry_job(wanted bigint) RETURNS TABLE (school uuid)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    RETURN QUERY
        SELECT s.id FROM graphile_worker._private_jobs j LEFT JOIN school s ON s.id::text = j.payload ->> 'school_id'
        WHERE j.id = wanted AND j.attempts >= j.max_attempts AND j.locked_at IS NULL FOR UPDATE OF j;
    IF FOUND THEN
        PERFORM graphile_worker.reschedule_jobs(ARRAY[wanted], run_at => now(), attempts => 0);
    END IF;
END
$$;
REVOKE EXECUTE ON FUNCTION failed_jobs(), retry_job(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION failed_jobs(), retry_job(bigint) TO ump_system;

-- Who is demoted loses the role; schools' own champions they could take away before.
GRANT DELETE ON role_grant TO ump_system;
