-- An event's people are checked against their keys once a statement instead of once a row: a whole school in one file is 1,500
-- people with two keys each, and a foreign key looks every one of them up by itself. What a foreign key guards besides cannot
-- happen here: no application role may change a subject, an event or an enrolment's key, or delete any of them.
ALTER TABLE audit_subject
    DROP CONSTRAINT audit_subject_school_id_event_id_fkey,
    DROP CONSTRAINT audit_subject_school_id_account_id_fkey;

CREATE FUNCTION check_audit_subjects() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT school_id, event_id FROM added) s
        LEFT JOIN audit_event e ON e.school_id = s.school_id AND e.id = s.event_id WHERE e.id IS NULL
    ) OR EXISTS (
        SELECT FROM added s LEFT JOIN enrolment n ON n.school_id = s.school_id AND n.account_id = s.account_id
        WHERE n.account_id IS NULL
    ) THEN
        RAISE foreign_key_violation USING
            MESSAGE = 'audit_subject: an event or a person is not the school''s', CONSTRAINT = 'audit_subject_keys';
    END IF;
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION check_audit_subjects() FROM PUBLIC;

CREATE TRIGGER audit_subject_keys AFTER INSERT ON audit_subject
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION check_audit_subjects();
