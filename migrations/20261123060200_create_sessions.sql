-- Who is signed in, which browsers are known, and how fast somebody may try again.

CREATE TABLE session (
    token_hash   bytea PRIMARY KEY CHECK (length(token_hash) = 32),
    account_id   uuid NOT NULL REFERENCES account,
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    -- When the person last proved the password: exports ask again when that is long ago.
    proved_at    timestamptz NOT NULL,
    -- Signed in with a password that somebody else knows: nothing but choosing a new one is open.
    must_choose_password boolean NOT NULL DEFAULT false
);
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_age ON session (created_at);

CREATE TABLE known_device (
    token_hash   bytea NOT NULL CHECK (length(token_hash) = 32),
    account_id   uuid NOT NULL REFERENCES account,
    last_used_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, token_hash)
);

-- Failures in a row for one name, counted apart for a browser that signed in before ('' is every other browser).
CREATE TABLE sign_in_delay (
    name         text COLLATE "C" NOT NULL,
    device       bytea NOT NULL DEFAULT '',
    failures     integer NOT NULL CHECK (failures > 0),
    failed_at    timestamptz NOT NULL,
    next_try_at  timestamptz NOT NULL,
    PRIMARY KEY (name, device)
);

-- The last outcome of each name at an address: many names failing and few succeeding is not a school.
CREATE TABLE sign_in_address (
    address   inet NOT NULL,
    name      text COLLATE "C" NOT NULL,
    succeeded boolean NOT NULL,
    tried_at  timestamptz NOT NULL,
    PRIMARY KEY (address, name)
);

-- Who holds this session, and where they may work: one call for every page. `idle` and `absolute` are the limits.
CREATE FUNCTION find_session(hash bytea, at timestamptz, idle interval, absolute interval, dfes integer)
    RETURNS TABLE (
        account_id uuid, kind text, username text, forename text, surname text, year_group smallint, language text,
        own_school_id uuid, authority_code smallint, is_champion boolean, is_la_admin boolean, is_service_desk boolean,
        must_choose_password boolean, proved_at timestamptz,
        school_id uuid, school_dfes integer, school_authority smallint, school_name_en text, school_name_cy text, school_phase text
    )
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
    -- A page's connection plans every statement anew; these find what they find by keys, whatever is asked.
    SET plan_cache_mode = auto
AS $$
BEGIN
    RETURN QUERY
        SELECT a.id, a.kind, a.username, a.display_forename, a.display_surname, a.year_group, a.language,
               a.school_id, a.authority_code,
               EXISTS (SELECT FROM role_grant g WHERE g.account_id = a.id AND g.role = 'digital_champion'),
               EXISTS (SELECT FROM role_grant g WHERE g.account_id = a.id AND g.role = 'la_admin'),
               EXISTS (SELECT FROM role_grant g WHERE g.account_id = a.id AND g.role = 'service_desk'),
               s.must_choose_password, s.proved_at,
               c.id, c.dfes_number, c.authority_code, c.name_en, c.name_cy, c.phase
        FROM session s
        JOIN account a ON a.id = s.account_id
        LEFT JOIN school c ON c.id = (
            SELECT x.id FROM school x WHERE x.dfes_number = dfes
            UNION ALL SELECT a.school_id WHERE dfes IS NULL)
        WHERE s.token_hash = hash AND a.state = 'active' AND (a.expires_on IS NULL OR a.expires_on >= (at AT TIME ZONE 'Europe/London')::date)
          AND (a.active_until IS NULL OR a.active_until >= (at AT TIME ZONE 'Europe/London')::date)
          AND s.last_seen_at > at - idle AND s.created_at > at - absolute;
    -- Written at most once a minute: a page costs no write. A session past its limits is not revived by asking for it.
    IF FOUND THEN
        UPDATE session s SET last_seen_at = at WHERE s.token_hash = hash AND s.last_seen_at < at - interval '1 minute';
    END IF;
END
$$;

-- Ends the sessions of the current school's people.
CREATE FUNCTION end_sessions(accounts uuid[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
    DELETE FROM session s USING account a
    WHERE s.account_id = ANY (accounts) AND a.id = s.account_id AND a.school_id = current_school()
$$;
