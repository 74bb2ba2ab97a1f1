-- What a run leaves behind so that it can be undone.

-- Only a school's last applied run has the first: the next one that is applied takes it away.
ALTER TABLE sync_batch
    -- The rows that the run changed, as they were before it: JSON, compressed.
    ADD COLUMN before_image bytea,
    ADD COLUMN undone_at    timestamptz,
    ADD CHECK ((undone_at IS NOT NULL) = (state = 'undone')),
    ADD CHECK (before_image IS NULL OR state = 'applied');

-- What the learner's account and this row were when another school claimed the learner.
ALTER TABLE enrolment ADD COLUMN before_move jsonb;

-- As before, and the claim can be taken back.
CREATE OR REPLACE FUNCTION claim_learners(accounts uuid[], at timestamptz) RETURNS SETOF uuid
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
        year_group = a.year_group, registration_group = a.registration_group, leaving_date = a.leaving_date,
        before_move = jsonb_build_object(
            'enrolment', to_jsonb(e) - 'before_move',
            'account', jsonb_build_object('state', a.state, 'state_changed_at', a.state_changed_at,
                'active_until', a.active_until, 'leaving_date', a.leaving_date, 'sourced_id', a.sourced_id, 'upn', a.upn,
                'former_upns', a.former_upns, 'admission_number', a.admission_number, 'admission_date', a.admission_date,
                'year_group', a.year_group, 'registration_group', a.registration_group))
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

-- Gives learners whom the current school claimed back to the school that each came from, as they were there. Their stay
-- here ends like that of anybody who moves. Whoever waits for them there or elsewhere is woken.
CREATE FUNCTION return_learners(accounts uuid[], at timestamptz) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    here uuid := current_school();
    returned uuid[];
BEGIN
    IF here IS NULL THEN
        RAISE EXCEPTION 'return_learners: no current school';
    END IF;
    WITH claimed AS (
        -- The claim ended the stay there at the moment at which the one here began.
        SELECT a.id, origin.school_id, origin.before_move
        FROM account a
        JOIN enrolment own ON own.account_id = a.id AND own.school_id = here
        JOIN enrolment origin ON origin.account_id = a.id AND origin.school_id <> here
            AND origin.moved_at = own.started_at AND origin.before_move IS NOT NULL
        WHERE a.id = ANY (accounts) AND a.school_id = here AND a.kind = 'learner'
    ), own AS (
        UPDATE enrolment e
        SET moved_at = at, ended_at = coalesce(e.ended_at, at), username = a.username, forename = a.display_forename,
            surname = a.display_surname, search_name = a.search_name, admission_number = a.admission_number,
            year_group = a.year_group, registration_group = a.registration_group, leaving_date = a.leaving_date
        FROM claimed c JOIN account a ON a.id = c.id
        WHERE e.account_id = c.id AND e.school_id = here
    ), origin AS (
        UPDATE enrolment e
        SET moved_at = NULL, before_move = NULL, ended_at = b.ended_at, username = b.username, forename = b.forename,
            surname = b.surname, search_name = b.search_name, admission_number = b.admission_number,
            year_group = b.year_group, registration_group = b.registration_group, leaving_date = b.leaving_date
        FROM claimed c CROSS JOIN LATERAL jsonb_populate_record(NULL::enrolment, c.before_move -> 'enrolment') b
        WHERE e.account_id = c.id AND e.school_id = c.school_id
    ), back AS (
        UPDATE account a
        SET school_id = c.school_id, state = b.state, state_changed_at = b.state_changed_at, active_until = b.active_until,
            leaving_date = b.leaving_date, sourced_id = b.sourced_id, upn = b.upn, former_upns = b.former_upns,
            admission_number = b.admission_number, admission_date = b.admission_date, year_group = b.year_group,
            registration_group = b.registration_group
        FROM claimed c CROSS JOIN LATERAL jsonb_populate_record(NULL::account, c.before_move -> 'account') b
        WHERE a.id = c.id
        RETURNING a.id
    )
    SELECT array_agg(back.id) INTO returned FROM back;
    PERFORM enqueue('people_changed', json_build_object('school_id', s.id), 'people_changed:' || s.id)
        FROM (SELECT DISTINCT a.school_id AS id FROM account a WHERE a.id = ANY (returned) ORDER BY 1) s;
    PERFORM enqueue('apply_school', json_build_object('school_id', s.id), 'apply_school:' || s.id)
        FROM (
            SELECT DISTINCT w.school_id AS id FROM account a
            JOIN waiting_learner w ON w.upn = a.upn OR w.upn = ANY (a.former_upns)
            WHERE a.id = ANY (returned) AND w.school_id <> a.school_id ORDER BY 1
        ) s;
    RETURN QUERY SELECT unnest(returned);
END
$$;
REVOKE EXECUTE ON FUNCTION return_learners(uuid[], timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION return_learners(uuid[], timestamptz) TO ump_tenant;
