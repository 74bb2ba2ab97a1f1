-- What an authority sees of a held run: one row a school, no people.
ALTER TABLE sync_batch ADD COLUMN final_year integer;
ALTER TABLE school_status
    ADD COLUMN held_at            timestamptz,
    ADD COLUMN held_reason        text COLLATE "C",
    ADD COLUMN held_would_release integer,
    ADD COLUMN held_threshold     integer,
    -- Of those who would be released, how many are in a final year.
    ADD COLUMN held_final_year    integer;
UPDATE school_status s
SET held_at = b.received_at, held_reason = b.hold_reason, held_would_release = b.would_release, held_threshold = b.threshold
FROM sync_batch b WHERE b.school_id = s.school_id AND b.id = s.held_batch_id;

-- An authority helps its schools with their clients: it reads whom to ask.
CREATE POLICY authority ON school_settings FOR SELECT TO ump_authority
    USING (current_setting('ump.authority', true) = '*' OR EXISTS (
        SELECT FROM school s WHERE s.id = school_id
          AND s.authority_code = nullif(nullif(current_setting('ump.authority', true), ''), '*')::smallint));
GRANT SELECT ON school_settings TO ump_authority;

-- For which school's release how many learners of another wait: what both authorities see of a move, and nobody's name.
CREATE TABLE waiting_move (
    school_id          uuid NOT NULL REFERENCES school,
    blocking_school_id uuid NOT NULL REFERENCES school,
    learners           integer NOT NULL CHECK (learners > 0),
    since              timestamptz NOT NULL,
    PRIMARY KEY (school_id, blocking_school_id),
    CHECK (school_id <> blocking_school_id)
);
CREATE INDEX waiting_move_blocking ON waiting_move (blocking_school_id);
ALTER TABLE waiting_move ENABLE ROW LEVEL SECURITY;
CREATE POLICY system ON waiting_move TO ump_system USING (true) WITH CHECK (true);
CREATE POLICY authority ON waiting_move FOR SELECT TO ump_authority
    USING (current_setting('ump.authority', true) = '*' OR EXISTS (
        SELECT FROM school s WHERE s.id IN (school_id, blocking_school_id)
          AND s.authority_code = nullif(nullif(current_setting('ump.authority', true), ''), '*')::smallint));
GRANT SELECT ON waiting_move TO ump_authority;
GRANT SELECT, INSERT, UPDATE ON waiting_move TO ump_system;

-- Counts the current school's waiting rows anew, by the school that has not released them. The school itself learns no more
-- than it knew: nothing is returned.
CREATE FUNCTION note_waiting_moves() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    here uuid := current_school();
BEGIN
    DELETE FROM waiting_move WHERE school_id = here;
    INSERT INTO waiting_move (school_id, blocking_school_id, learners, since)
    SELECT here, holder.school_id, count(*), min(w.since)
    FROM waiting_learner w
    CROSS JOIN LATERAL (
        SELECT a.school_id FROM account a
        WHERE a.upn = w.upn OR (a.former_upns <> '{}' AND a.former_upns @> ARRAY[w.upn])
        ORDER BY a.upn = w.upn DESC LIMIT 1
    ) holder
    WHERE w.school_id = here AND w.reason = 'not_released' AND holder.school_id <> here
    GROUP BY holder.school_id;
END
$$;
REVOKE EXECUTE ON FUNCTION note_waiting_moves() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION note_waiting_moves() TO ump_tenant;

INSERT INTO waiting_move (school_id, blocking_school_id, learners, since)
SELECT w.school_id, holder.school_id, count(*), min(w.since)
FROM waiting_learner w
CROSS JOIN LATERAL (
    SELECT a.school_id FROM account a
    WHERE a.upn = w.upn OR (a.former_upns <> '{}' AND a.former_upns @> ARRAY[w.upn])
    ORDER BY a.upn = w.upn DESC LIMIT 1
) holder
WHERE w.reason = 'not_released' AND holder.school_id <> w.school_id
GROUP BY w.school_id, holder.school_id;
