-- What people and classes have in Microsoft 365 and Google Workspace. What is wanted follows from accounts and from what was
-- asked for; beside it stands what the service last confirmed. Jobs bring the two together.

-- A person's account in a service, as it was last confirmed there; without an external id there is none.
CREATE TABLE service_account (
    account_id         uuid NOT NULL REFERENCES account,
    service            text COLLATE "C" NOT NULL CHECK (service IN ('microsoft', 'google')),
    -- Which tenant it is in: an authority's own by its code, the nation's, or the sandbox.
    tenant             text COLLATE "C" NOT NULL CHECK (tenant ~ '^([0-9]{3}|nation|sandbox)$'),
    external_id        text COLLATE "C" CHECK (length(external_id) BETWEEN 1 AND 200),
    confirmed_username text COLLATE "C",
    confirmed_forename text COLLATE "C",
    confirmed_surname  text COLLATE "C",
    confirmed_enabled  boolean NOT NULL DEFAULT false,
    confirmed_aliases  text[] COLLATE "C" NOT NULL DEFAULT '{}',
    confirmed_at       timestamptz,
    -- Tries in a row that failed, and what the last of them met.
    attempts           integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    problem            text COLLATE "C",
    next_try_at        timestamptz,
    PRIMARY KEY (account_id, service),
    CHECK ((external_id IS NULL) = (confirmed_username IS NULL)),
    CHECK ((external_id IS NULL) = (confirmed_forename IS NULL)),
    CHECK ((external_id IS NULL) = (confirmed_surname IS NULL)),
    CHECK (external_id IS NOT NULL OR NOT confirmed_enabled)
);

-- A Team or Classroom of a class. There is never a second one of a service for a class.
CREATE TABLE workspace (
    id          uuid NOT NULL,
    school_id   uuid NOT NULL REFERENCES school,
    group_id    uuid NOT NULL,
    service     text COLLATE "C" NOT NULL CHECK (service IN ('microsoft', 'google')),
    tenant      text COLLATE "C" NOT NULL CHECK (tenant ~ '^([0-9]{3}|nation|sandbox)$'),
    wanted      text COLLATE "C" NOT NULL CHECK (wanted IN ('active', 'archived')),
    confirmed   text COLLATE "C" NOT NULL DEFAULT 'nothing' CHECK (confirmed IN ('nothing', 'creating', 'active', 'archived')),
    external_id text COLLATE "C" CHECK (length(external_id) BETWEEN 1 AND 200),
    -- Whether it follows the class in the MIS; what was restored does not.
    is_linked   boolean NOT NULL DEFAULT true,
    -- Whether something is left to do. What has failed is left alone until somebody asks again.
    is_open     boolean NOT NULL DEFAULT true,
    asked_by    text COLLATE "C" NOT NULL,
    -- When what is wanted now was asked for: waiting ends some time after it.
    asked_at    timestamptz NOT NULL,
    attempts    integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    problem     text COLLATE "C",
    -- The service's own word for the problem, for whoever has to look into it.
    detail      text COLLATE "C" CHECK (detail ~ '^[A-Za-z0-9_. -]{1,80}$'),
    next_try_at timestamptz,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, group_id, service),
    FOREIGN KEY (school_id, group_id) REFERENCES teaching_group (school_id, id),
    CHECK ((confirmed = 'nothing') = (external_id IS NULL)),
    CHECK (detail IS NULL OR problem IS NOT NULL),
    CHECK (is_open OR problem IS NOT NULL OR wanted = confirmed OR (wanted = 'archived' AND confirmed = 'nothing'))
);
CREATE INDEX workspace_open ON workspace (next_try_at) WHERE is_open;

-- Who belongs into it: fixed when it is asked for, and again when later joiners are added.
CREATE TABLE workspace_member (
    school_id    uuid NOT NULL,
    workspace_id uuid NOT NULL,
    account_id   uuid NOT NULL,
    role         text COLLATE "C" NOT NULL CHECK (role IN ('owner', 'member')),
    asked_at     timestamptz NOT NULL,
    confirmed_at timestamptz,
    -- Set when the account there ended, which takes the person out; from then on they are “not yet a member” again.
    removed_at   timestamptz,
    PRIMARY KEY (school_id, workspace_id, account_id),
    FOREIGN KEY (school_id, workspace_id) REFERENCES workspace (school_id, id),
    FOREIGN KEY (school_id, account_id) REFERENCES enrolment (school_id, account_id)
);
CREATE INDEX workspace_member_account ON workspace_member (school_id, account_id);

-- Whether a service answers: one row for each tenant that ever failed. While the circuit is open nobody asks the service.
CREATE TABLE service_health (
    service     text COLLATE "C" NOT NULL CHECK (service IN ('microsoft', 'google')),
    tenant      text COLLATE "C" NOT NULL CHECK (tenant ~ '^([0-9]{3}|nation|sandbox)$'),
    failures    integer NOT NULL CHECK (failures >= 0),
    opened_at   timestamptz,
    next_try_at timestamptz,
    PRIMARY KEY (service, tenant),
    CHECK ((opened_at IS NULL) = (next_try_at IS NULL))
);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['service_account', 'workspace', 'workspace_member', 'service_health'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY system ON public.%I TO ump_system USING (true) WITH CHECK (true)', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['workspace', 'workspace_member'] LOOP
        EXECUTE format('CREATE POLICY tenant ON public.%I TO ump_tenant
            USING (school_id = nullif(current_setting(''ump.school_id'', true), '''')::uuid)
            WITH CHECK (school_id = nullif(current_setting(''ump.school_id'', true), '''')::uuid)', name);
    END LOOP;
END
$$;
-- The account there follows the person to the school that manages them now.
CREATE POLICY tenant ON service_account TO ump_tenant
    USING (EXISTS (SELECT FROM account a WHERE a.id = account_id))
    WITH CHECK (EXISTS (SELECT FROM account a WHERE a.id = account_id));
CREATE POLICY readers ON service_health FOR SELECT TO ump_tenant, ump_authority USING (true);
GRANT SELECT, INSERT, UPDATE ON service_account, workspace, workspace_member TO ump_tenant;
GRANT SELECT ON service_account, workspace, workspace_member TO ump_system;
GRANT SELECT ON service_health TO ump_tenant, ump_authority;
GRANT SELECT, INSERT, UPDATE ON service_health TO ump_system;
