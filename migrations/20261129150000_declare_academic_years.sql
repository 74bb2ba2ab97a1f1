-- The service desk declares the dates of each academic year's end. Every declaration is kept with its author: the trail of a
-- school has no place for what concerns them all.

-- Who declares a year declares all of it. Nothing has written these rows before.
ALTER TABLE academic_year
    ALTER COLUMN mis_deadline SET NOT NULL,
    ALTER COLUMN client_window_from SET NOT NULL,
    ALTER COLUMN client_window_to SET NOT NULL,
    ALTER COLUMN rollover_on SET NOT NULL,
    ADD CONSTRAINT academic_year_order CHECK (mis_deadline <= client_window_from AND client_window_to <= rollover_on);

-- Counted from 1 without gaps: whoever declares names the next, so that of two who saw the same dates one is refused.
CREATE TABLE academic_year_change (
    start_year         integer NOT NULL REFERENCES academic_year,
    version            integer NOT NULL CHECK (version > 0),
    mis_deadline       date NOT NULL,
    client_window_from date NOT NULL,
    client_window_to   date NOT NULL,
    rollover_on        date NOT NULL,
    at                 timestamptz NOT NULL,
    actor_id           uuid REFERENCES account,
    actor_name         text COLLATE "C" NOT NULL,
    actor_username     text COLLATE "C" NOT NULL,
    address            inet,
    PRIMARY KEY (start_year, version)
);
ALTER TABLE academic_year_change ENABLE ROW LEVEL SECURITY;
CREATE POLICY system ON academic_year_change TO ump_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON academic_year_change TO ump_system;
