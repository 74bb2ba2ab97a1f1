-- Why a learner's row waits, as far as each of the two schools may know.

-- A row that waits has an id, so that no UPN stands in an address.
ALTER TABLE waiting_learner ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid();
CREATE UNIQUE INDEX waiting_learner_id ON waiting_learner (school_id, id);

-- What the school of a waiting row may know of the school that has the account: whether the learner has left there, or is
-- known to leave, and when its client last ran with success. Neither which school nor anything else of it.
CREATE FUNCTION find_claim_facts(waiting_row uuid, today date)
    RETURNS TABLE (has_left boolean, leaves_later boolean, previous_ran_at timestamptz, is_admitted_before boolean,
                   is_claimed_elsewhere boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
    SELECT held.state IN ('left', 'undone'), held.state = 'active' AND held.leaving_date IS NOT NULL,
        CASE WHEN st.last_outcome = 'applied' THEN st.last_run_at
             ELSE (SELECT max(b.finished_at) FROM sync_batch b WHERE b.school_id = held.school_id AND b.state = 'applied') END,
        w.admission_date < held.admission_date,
        EXISTS (
            SELECT FROM waiting_learner other JOIN school s ON s.id = other.school_id
            WHERE other.upn = w.upn AND other.school_id NOT IN (w.school_id, held.school_id)
              AND other.admission_date <= today AND other.reason <> 'admitted_before'
              AND (other.admission_date, -s.dfes_number) > (w.admission_date, -here.dfes_number)
        )
    FROM waiting_learner w
    JOIN school here ON here.id = w.school_id
    CROSS JOIN LATERAL (
        SELECT a.school_id, a.state, a.leaving_date, a.admission_date FROM account a
        WHERE a.upn = w.upn OR (a.former_upns <> '{}' AND a.former_upns @> ARRAY[w.upn])
        ORDER BY a.upn = w.upn DESC, a.admission_date DESC LIMIT 1
    ) held
    LEFT JOIN school_status st ON st.school_id = held.school_id
    WHERE w.school_id = current_school() AND w.id = waiting_row AND held.school_id <> w.school_id
$$;

-- Those of the current school's learners whom another school waits for, and since when. Neither which school nor why.
CREATE FUNCTION list_waited_for() RETURNS TABLE (account_id uuid, since timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH own AS (
        SELECT a.id, a.admission_date, known.upn
        FROM account a CROSS JOIN LATERAL unnest(a.former_upns || a.upn) AS known (upn)
        WHERE a.school_id = current_school() AND a.kind = 'learner' AND a.state NOT IN ('left', 'undone')
    )
    SELECT own.id, min(w.since)
    FROM own JOIN waiting_learner w ON w.upn = own.upn
    WHERE w.school_id <> current_school() AND w.admission_date >= own.admission_date
    GROUP BY own.id
$$;

REVOKE EXECUTE ON FUNCTION find_claim_facts(uuid, date), list_waited_for() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_claim_facts(uuid, date), list_waited_for() TO ump_tenant;
