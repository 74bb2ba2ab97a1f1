-- People. `account` is a person's national identity and current state, with the school that manages it now;
-- `enrolment` is a person's time in one school and never moves; `username` is every name ever given.

CREATE TABLE account (
    id                 uuid PRIMARY KEY,
    kind               text COLLATE "C" NOT NULL CHECK (kind IN
        ('learner', 'staff', 'non_mis_learner', 'non_mis_staff', 'governor', 'authority_staff', 'service_desk')),
    school_id          uuid REFERENCES school,
    authority_code     smallint REFERENCES local_authority,
    username           text COLLATE "C" NOT NULL,
    legal_forename     text COLLATE "C" NOT NULL CHECK (length(legal_forename) BETWEEN 1 AND 100),
    legal_surname      text COLLATE "C" NOT NULL CHECK (length(legal_surname) BETWEEN 1 AND 100),
    display_forename   text COLLATE "C" NOT NULL CHECK (length(display_forename) BETWEEN 1 AND 100),
    display_surname    text COLLATE "C" NOT NULL CHECK (length(display_surname) BETWEEN 1 AND 100),
    -- Legal and display names, folded by the application: lower('Ŵ') does nothing in a C database.
    search_name        text COLLATE "C" NOT NULL,
    upn                text COLLATE "C",
    former_upns        text[] COLLATE "C" NOT NULL DEFAULT '{}',
    admission_number   text COLLATE "C",
    admission_date     date,
    staff_code         text COLLATE "C",
    start_date         date,
    sourced_id         text COLLATE "C",
    year_group         smallint CHECK (year_group BETWEEN -2 AND 14),
    registration_group text COLLATE "C",
    leaving_date       date,
    state              text COLLATE "C" NOT NULL CHECK (state IN
        ('active', 'left', 'deactivated', 'expired', 'superseded', 'undone')),
    state_changed_at   timestamptz NOT NULL,
    -- Somebody who left and was activated by hand stays active to the end of this day.
    active_until       date,
    has_consent        boolean NOT NULL DEFAULT false,
    expires_on         date,
    language           text COLLATE "C" CHECK (language IN ('cy', 'en')),
    must_change_password boolean NOT NULL DEFAULT false,
    created_at         timestamptz NOT NULL,
    last_sign_in_at    timestamptz,
    CHECK ((school_id IS NULL) = (kind IN ('authority_staff', 'service_desk'))),
    CHECK ((authority_code IS NOT NULL) = (kind = 'authority_staff')),
    CHECK ((upn IS NOT NULL) = (kind = 'learner')),
    CHECK ((staff_code IS NOT NULL) = (kind = 'staff')),
    CHECK ((expires_on IS NOT NULL) = (kind IN ('non_mis_learner', 'non_mis_staff')))
);
CREATE UNIQUE INDEX account_upn ON account (upn) WHERE upn IS NOT NULL;
CREATE INDEX account_former_upns ON account USING gin (former_upns) WHERE former_upns <> '{}';
-- The order of a school's lists in each language.
CREATE INDEX account_list_cy ON account
    (school_id, display_surname COLLATE "cy-x-icu", display_forename COLLATE "cy-x-icu", id);
CREATE INDEX account_list_en ON account
    (school_id, display_surname COLLATE "en-x-icu", display_forename COLLATE "en-x-icu", id);

CREATE TABLE enrolment (
    school_id          uuid NOT NULL REFERENCES school,
    account_id         uuid NOT NULL REFERENCES account,
    started_at         timestamptz NOT NULL,
    ended_at           timestamptz,
    -- Set when another school takes the account: from then on this row alone tells what the person was called here.
    moved_at           timestamptz,
    kind               text COLLATE "C" NOT NULL,
    username           text COLLATE "C" NOT NULL,
    forename           text COLLATE "C" NOT NULL,
    surname            text COLLATE "C" NOT NULL,
    search_name        text COLLATE "C" NOT NULL,
    admission_number   text COLLATE "C",
    staff_code         text COLLATE "C",
    year_group         smallint,
    registration_group text COLLATE "C",
    leaving_date       date,
    PRIMARY KEY (school_id, account_id),
    CHECK (moved_at IS NULL OR ended_at IS NOT NULL)
);
CREATE INDEX enrolment_account ON enrolment (account_id);
CREATE INDEX enrolment_moved ON enrolment (school_id) WHERE moved_at IS NOT NULL;

CREATE TABLE username (
    name       text COLLATE "C" PRIMARY KEY CHECK (name = lower(name)),
    account_id uuid NOT NULL REFERENCES account,
    given_at   timestamptz NOT NULL
);
CREATE INDEX username_account ON username (account_id);

-- How many holders a stem has had: the next one gets the next number, and a number is never given twice.
CREATE TABLE username_stem (
    stem  text COLLATE "C" PRIMARY KEY CHECK (stem ~ '^[a-z]+$'),
    taken integer NOT NULL CHECK (taken > 0)
);

CREATE TABLE role_grant (
    account_id uuid NOT NULL REFERENCES account,
    role       text COLLATE "C" NOT NULL CHECK (role IN ('digital_champion', 'la_admin', 'service_desk')),
    granted_at timestamptz NOT NULL,
    granted_by uuid REFERENCES account,
    PRIMARY KEY (account_id, role)
);

CREATE TABLE credential (
    account_id           uuid PRIMARY KEY REFERENCES account,
    form                 text COLLATE "C" NOT NULL CHECK (form IN ('sealed', 'private')),
    key_id               smallint NOT NULL,
    ciphertext           bytea NOT NULL,
    visible_to_school_id uuid REFERENCES school,
    set_at               timestamptz NOT NULL
);

-- What a master key must open before the portal starts with it.
CREATE TABLE key_check (
    key_id     smallint PRIMARY KEY,
    ciphertext bytea NOT NULL
);

CREATE FUNCTION reserve_usernames(stems text[], counts integer[])
    RETURNS TABLE (stem text, first_number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF cardinality(stems) <> cardinality(counts) OR EXISTS (SELECT FROM unnest(counts) c WHERE c < 1) THEN
        RAISE EXCEPTION 'reserve_usernames: one positive count for each stem';
    END IF;
    -- Sorted, so that two schools reserving at the same moment wait in one order.
    RETURN QUERY
        INSERT INTO username_stem AS known (stem, taken)
        SELECT wanted.stem, wanted.number FROM unnest(stems, counts) AS wanted (stem, number) ORDER BY wanted.stem
        ON CONFLICT ON CONSTRAINT username_stem_pkey DO UPDATE SET taken = known.taken + excluded.taken
        RETURNING known.stem, known.taken
            - (SELECT w.number FROM unnest(stems, counts) AS w (stem, number) WHERE w.stem = known.stem) + 1;
END
$$;

-- Records the names of accounts that the current school has just made.
CREATE FUNCTION give_usernames(names text[], accounts uuid[], given timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM unnest(accounts) AS wanted (id)
        LEFT JOIN account ON account.id = wanted.id AND account.school_id = current_school()
        WHERE account.id IS NULL
    ) THEN
        RAISE EXCEPTION 'give_usernames: an account is not the current school''s';
    END IF;
    INSERT INTO username (name, account_id, given_at)
    SELECT lower(wanted.name), wanted.id, given FROM unnest(names, accounts) AS wanted (name, id);
END
$$;
