-- What a receiving school may know of the learners in a transfer file: whether it has them, another school has released them,
-- another school still has them, or nobody knows them. Never which school, and nothing of the learner.
CREATE FUNCTION look_up_upns(upns text[]) RETURNS TABLE (upn text, answer text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    here uuid := current_school();
BEGIN
    IF here IS NULL THEN
        RAISE EXCEPTION 'look_up_upns: no current school';
    END IF;
    IF cardinality(upns) > 10000 THEN
        RAISE EXCEPTION 'look_up_upns: more than any school has';
    END IF;
    RETURN QUERY
        WITH wanted AS (
            SELECT DISTINCT w.upn FROM unnest(upns) AS w (upn)
        ), named AS (
            SELECT w.upn, a.school_id, a.state, true AS is_current FROM wanted w JOIN account a ON a.upn = w.upn
            UNION ALL
            SELECT w.upn, a.school_id, a.state, false
            FROM account a CROSS JOIN LATERAL unnest(a.former_upns) AS former (upn) JOIN wanted w ON w.upn = former.upn
            WHERE a.former_upns <> '{}' AND a.former_upns && upns
        )
        -- A number may be one learner's and another's former one: who has it now counts.
        SELECT DISTINCT ON (w.upn) w.upn, CASE
            WHEN n.school_id IS NULL THEN 'unknown'
            WHEN n.school_id = here THEN 'here'
            WHEN n.state IN ('left', 'undone') THEN 'released'
            ELSE 'elsewhere'
        END
        FROM wanted w LEFT JOIN named n ON n.upn = w.upn
        ORDER BY w.upn, n.is_current DESC;
END
$$;
REVOKE EXECUTE ON FUNCTION look_up_upns(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION look_up_upns(text[]) TO ump_tenant;
