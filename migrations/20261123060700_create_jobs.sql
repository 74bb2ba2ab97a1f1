-- Background work is stored in the transaction that makes it necessary. The queue's own tables belong to ump_jobs.

CREATE FUNCTION enqueue(task text, payload json, key text DEFAULT NULL, run_at timestamptz DEFAULT NULL) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF task !~ '^[a-z_]+$' THEN
        RAISE EXCEPTION 'enqueue: not the name of a task';
    END IF;
    PERFORM graphile_worker.add_job(
        identifier => task, payload => payload, run_at => run_at, max_attempts => 10, job_key => key,
        job_key_mode => CASE WHEN key IS NULL THEN NULL ELSE 'replace' END);
END
$$;
