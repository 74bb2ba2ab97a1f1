-- Acts on many people, and whom a learner's parents or carers allowed what.

-- One act on many people: asked for, confirmed, done person by person, so that what was interrupted goes on where it stopped.
CREATE TABLE bulk_act (
    id             uuid NOT NULL,
    school_id      uuid NOT NULL REFERENCES school,
    kind           text COLLATE "C" NOT NULL CHECK (kind IN
        ('reset_passwords', 'confirm_consent', 'withdraw_consent', 'deactivate')),
    -- Whose people: the list that the act was asked for on.
    list           text COLLATE "C" NOT NULL CHECK (list IN ('learners', 'staff', 'non_mis', 'governors')),
    actor_id       uuid NOT NULL REFERENCES account,
    actor_name     text COLLATE "C" NOT NULL,
    actor_username text COLLATE "C" NOT NULL,
    actor_role     text COLLATE "C" NOT NULL,
    address        inet,
    -- The group's name, the basis of a consent.
    note           text COLLATE "C" CHECK (length(note) BETWEEN 1 AND 200),
    people         integer NOT NULL CHECK (people > 0),
    asked_at       timestamptz NOT NULL,
    confirmed_at   timestamptz,
    finished_at    timestamptz,
    PRIMARY KEY (school_id, id),
    CHECK (confirmed_at IS NOT NULL OR finished_at IS NULL)
);
CREATE INDEX bulk_act_open ON bulk_act (confirmed_at) WHERE confirmed_at IS NOT NULL AND finished_at IS NULL;
CREATE INDEX bulk_act_asked ON bulk_act (asked_at) WHERE confirmed_at IS NULL;

-- Whom an act is about, and what came of it: no outcome means not yet.
CREATE TABLE bulk_act_person (
    school_id  uuid NOT NULL,
    act_id     uuid NOT NULL,
    account_id uuid NOT NULL,
    outcome    text COLLATE "C" CHECK (outcome IN
        ('done', 'unchanged', 'inactive', 'moved', 'own_account', 'last_champion')),
    PRIMARY KEY (school_id, act_id, account_id),
    FOREIGN KEY (school_id, act_id) REFERENCES bulk_act (school_id, id),
    FOREIGN KEY (school_id, account_id) REFERENCES enrolment (school_id, account_id)
);
CREATE INDEX bulk_act_person_open ON bulk_act_person (school_id, act_id, account_id) WHERE outcome IS NULL;

-- Every change of a consent: who recorded it, when, and on what basis.
CREATE TABLE consent_event (
    id             uuid NOT NULL,
    school_id      uuid NOT NULL,
    account_id     uuid NOT NULL,
    has_consent    boolean NOT NULL,
    at             timestamptz NOT NULL,
    actor_id       uuid NOT NULL REFERENCES account,
    actor_name     text COLLATE "C" NOT NULL,
    actor_username text COLLATE "C" NOT NULL,
    actor_role     text COLLATE "C" NOT NULL,
    basis          text COLLATE "C" NOT NULL CHECK (length(basis) BETWEEN 1 AND 200),
    PRIMARY KEY (school_id, id),
    FOREIGN KEY (school_id, account_id) REFERENCES enrolment (school_id, account_id)
);
CREATE INDEX consent_event_account ON consent_event (school_id, account_id, at DESC);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['bulk_act', 'bulk_act_person', 'consent_event'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY system ON public.%I TO ump_system USING (true) WITH CHECK (true)', name);
        EXECUTE format('CREATE POLICY tenant ON public.%I TO ump_tenant
            USING (school_id = nullif(current_setting(''ump.school_id'', true), '''')::uuid)
            WITH CHECK (school_id = nullif(current_setting(''ump.school_id'', true), '''')::uuid)', name);
    END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE ON bulk_act, bulk_act_person TO ump_tenant;
GRANT SELECT, INSERT ON consent_event TO ump_tenant;
GRANT SELECT, DELETE ON bulk_act, bulk_act_person TO ump_system;
GRANT SELECT ON consent_event TO ump_system;

-- Lets the current school's people try to sign in at once.
CREATE FUNCTION clear_sign_in_delays(accounts uuid[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
AS $$
    DELETE FROM sign_in_delay d USING username u, account a
    WHERE u.account_id = ANY (accounts) AND a.id = u.account_id AND a.school_id = current_school() AND d.name = u.name
$$;
REVOKE EXECUTE ON FUNCTION clear_sign_in_delays(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clear_sign_in_delays(uuid[]) TO ump_tenant;
