-- What a school has done for the year end, in its summary; and a row a day, so that an authority sees its schools get ready.
ALTER TABLE school_status
    ADD COLUMN last_applied_at       timestamptz,
    ADD COLUMN roll_year             integer,
    ADD COLUMN leavers_expected      integer NOT NULL DEFAULT 0,
    ADD COLUMN leavers_seen          integer NOT NULL DEFAULT 0,
    ADD COLUMN waiting_for_admission integer NOT NULL DEFAULT 0,
    ADD COLUMN last_year_class       integer NOT NULL DEFAULT 0,
    ADD COLUMN unreviewed            integer NOT NULL DEFAULT 0;
UPDATE school_status s
SET last_applied_at = (SELECT max(b.finished_at) FROM sync_batch b WHERE b.school_id = s.school_id AND b.state = 'applied'),
    waiting_for_admission = (SELECT count(*) FROM waiting_learner w
                             WHERE w.school_id = s.school_id AND w.reason = 'not_admitted_yet');

CREATE TABLE readiness_day (
    school_id uuid NOT NULL REFERENCES school,
    day       date NOT NULL,
    state     text COLLATE "C" NOT NULL CHECK (state IN ('late', 'held', 'due', 'ready')),
    PRIMARY KEY (day, school_id)
);
ALTER TABLE readiness_day ENABLE ROW LEVEL SECURITY;
CREATE POLICY system ON readiness_day TO ump_system USING (true) WITH CHECK (true);
CREATE POLICY authority ON readiness_day FOR SELECT TO ump_authority
    USING (current_setting('ump.authority', true) = '*' OR EXISTS (
        SELECT FROM school s WHERE s.id = school_id
          AND s.authority_code = nullif(nullif(current_setting('ump.authority', true), ''), '*')::smallint));
GRANT SELECT ON readiness_day TO ump_authority;
GRANT SELECT, INSERT, UPDATE ON readiness_day TO ump_system;
