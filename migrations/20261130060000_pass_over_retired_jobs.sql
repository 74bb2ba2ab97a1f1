-- A job that another of its key took the place of while it was at work is kept as one that has used up its tries, should its worker
-- be killed. It was not given up: the other one does its work.
CREATE OR REPLACE FUNCTION failed_jobs() RETURNS TABLE (job bigint, task text, school uuid, attempts integer, failed_at timestamptz)
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
          AND NOT EXISTS (SELECT FROM graphile_worker._private_job_retirements r WHERE r.id = j.id)
        ORDER BY j.updated_at, j.id;
END
$$;
