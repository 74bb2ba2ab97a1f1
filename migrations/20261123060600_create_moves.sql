-- What crosses schools: each a named function with a fixed search path that checks its arguments against the current
-- school and tells no more of another school than the caller must know.

-- The accounts, whatever their school, that a snapshot's UPNs name, locked in one order so that a release and a claim at
-- the same moment wait for each other in turn. `claimable`: released, and no better claimant waits. `refusal`: why not.
CREATE FUNCTION lock_learners(upns text[], admissions date[], today date)
    RETURNS TABLE (upn text, account_id uuid, is_own boolean, claimable boolean, refusal text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    here uuid := current_school();
    here_number integer;
BEGIN
    SELECT dfes_number INTO STRICT here_number FROM school WHERE id = here;
    PERFORM FROM account
        WHERE account.upn = ANY (upns) OR (former_upns <> '{}' AND former_upns && upns)
        ORDER BY account.upn FOR UPDATE;
    RETURN QUERY
        WITH wanted AS (
            SELECT w.upn, w.admission FROM unnest(upns, admissions) AS w (upn, admission)
        ), named AS (
            SELECT w.upn, w.admission, a.id, a.school_id, a.state, a.admission_date, true AS is_current
            FROM wanted w JOIN account a ON a.upn = w.upn
            UNION ALL
            SELECT w.upn, w.admission, a.id, a.school_id, a.state, a.admission_date, false
            FROM account a CROSS JOIN LATERAL unnest(a.former_upns) AS former (upn) JOIN wanted w ON w.upn = former.upn
            WHERE a.former_upns <> '{}' AND a.former_upns && upns
        )
        -- A number may be one account's and another's former one: who has it now counts.
        SELECT DISTINCT ON (n.upn) n.upn, n.id, n.school_id = here, n.school_id <> here AND r.refusal IS NULL, r.refusal
        FROM named n
        CROSS JOIN LATERAL (SELECT CASE
            WHEN n.school_id = here THEN NULL
            WHEN n.admission < n.admission_date THEN 'admitted_before'
            WHEN n.state NOT IN ('left', 'undone') THEN 'not_released'
            WHEN n.admission > today THEN 'not_admitted_yet'
            WHEN EXISTS (
                SELECT FROM waiting_learner other JOIN school s ON s.id = other.school_id
                WHERE other.upn = n.upn AND other.school_id <> here AND other.school_id <> n.school_id
                  AND other.admission_date <= today AND other.reason <> 'admitted_before'
                  AND (other.admission_date, -s.dfes_number) > (n.admission, -here_number)
            ) THEN 'claimed_elsewhere'
        END AS refusal) r
        ORDER BY n.upn, n.is_current DESC, n.admission DESC;
END
$$;

-- Takes released learners into the current school: the enrolment they had elsewhere keeps their name, year and group as
-- last held there; username, credential and consent come along. Only what lock_learners called claimable is taken.
CREATE FUNCTION claim_learners(accounts uuid[], at timestamptz) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    here uuid := current_school();
BEGIN
    IF here IS NULL THEN
        RAISE EXCEPTION 'claim_learners: no current school';
    END IF;
    UPDATE enrolment e
    SET moved_at = at, ended_at = coalesce(e.ended_at, at), username = a.username, forename = a.display_forename,
        surname = a.display_surname, search_name = a.search_name, admission_number = a.admission_number,
        year_group = a.year_group, registration_group = a.registration_group, leaving_date = a.leaving_date
    FROM account a
    WHERE a.id = ANY (accounts) AND a.school_id <> here AND a.kind = 'learner' AND a.state IN ('left', 'undone')
      AND e.account_id = a.id AND e.school_id = a.school_id;
    RETURN QUERY
        UPDATE account a
        SET school_id = here, state = 'active', state_changed_at = at, active_until = NULL, leaving_date = NULL
        WHERE a.id = ANY (accounts) AND a.school_id <> here AND a.kind = 'learner' AND a.state IN ('left', 'undone')
        RETURNING a.id;
END
$$;

-- Wakes the schools in which one of the current school's released learners is waited for.
CREATE FUNCTION wake_claimants(accounts uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    PERFORM enqueue('apply_school', json_build_object('school_id', waiting.school_id), 'apply_school:' || waiting.school_id)
    FROM (
        SELECT DISTINCT w.school_id FROM waiting_learner w
        JOIN account a ON a.id = ANY (accounts) AND a.school_id = current_school() AND (a.upn = w.upn OR w.upn = ANY (a.former_upns))
        WHERE w.school_id <> current_school()
        ORDER BY w.school_id
    ) waiting;
END
$$;
