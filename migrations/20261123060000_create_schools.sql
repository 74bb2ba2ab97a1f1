-- Authorities, schools and academic years: names and dates that every role may read.

-- Row level security asks for the current school everywhere; unset means no rows.
CREATE FUNCTION current_school() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog
    RETURN nullif(current_setting('ump.school_id', true), '')::uuid;

CREATE TABLE local_authority (
    code    smallint PRIMARY KEY CHECK (code BETWEEN 100 AND 999),
    name_en text COLLATE "C" NOT NULL,
    name_cy text COLLATE "C" NOT NULL
);

CREATE TABLE school (
    id             uuid PRIMARY KEY,
    dfes_number    integer NOT NULL UNIQUE CHECK (dfes_number BETWEEN 1000000 AND 9999999),
    authority_code smallint NOT NULL REFERENCES local_authority,
    name_en        text COLLATE "C" NOT NULL,
    name_cy        text COLLATE "C" NOT NULL,
    phase          text COLLATE "C" NOT NULL CHECK (phase IN ('primary', 'middle', 'secondary', 'special')),
    -- A run that would release more accounts than the larger of the two is held.
    hold_accounts  integer NOT NULL DEFAULT 10 CHECK (hold_accounts >= 0),
    hold_percent   integer NOT NULL DEFAULT 5 CHECK (hold_percent BETWEEN 0 AND 100),
    is_demo        boolean NOT NULL DEFAULT false,
    created_at     timestamptz NOT NULL
);
CREATE INDEX school_authority ON school (authority_code, dfes_number);

-- Declared by the service desk; dates in Europe/London.
CREATE TABLE academic_year (
    start_year         integer PRIMARY KEY CHECK (start_year BETWEEN 1990 AND 2199),
    mis_deadline       date,
    client_window_from date,
    client_window_to   date,
    rollover_on        date,
    CHECK (client_window_from <= client_window_to)
);

INSERT INTO local_authority (code, name_en, name_cy) VALUES
    (660, 'Isle of Anglesey', 'Ynys Môn'),
    (661, 'Gwynedd', 'Gwynedd'),
    (662, 'Conwy', 'Conwy'),
    (663, 'Denbighshire', 'Sir Ddinbych'),
    (664, 'Flintshire', 'Sir y Fflint'),
    (665, 'Wrexham', 'Wrecsam'),
    (666, 'Powys', 'Powys'),
    (667, 'Ceredigion', 'Ceredigion'),
    (668, 'Pembrokeshire', 'Sir Benfro'),
    (669, 'Carmarthenshire', 'Sir Gaerfyrddin'),
    (670, 'Swansea', 'Abertawe'),
    (671, 'Neath Port Talbot', 'Castell-nedd Port Talbot'),
    (672, 'Bridgend', 'Pen-y-bont ar Ogwr'),
    (673, 'Vale of Glamorgan', 'Bro Morgannwg'),
    (674, 'Rhondda Cynon Taf', 'Rhondda Cynon Taf'),
    (675, 'Merthyr Tydfil', 'Merthyr Tudful'),
    (676, 'Caerphilly', 'Caerffili'),
    (677, 'Blaenau Gwent', 'Blaenau Gwent'),
    (678, 'Torfaen', 'Torfaen'),
    (679, 'Monmouthshire', 'Sir Fynwy'),
    (680, 'Newport', 'Casnewydd'),
    (681, 'Cardiff', 'Caerdydd');
