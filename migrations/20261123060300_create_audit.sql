-- Who did what to whom: append-only for every application role. Names, roles and usernames are kept as they were.

CREATE TABLE audit_event (
    id             uuid NOT NULL,
    school_id      uuid NOT NULL REFERENCES school,
    at             timestamptz NOT NULL,
    kind           text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z_]+$'),
    actor_id       uuid REFERENCES account,
    actor_name     text COLLATE "C" NOT NULL,
    actor_username text COLLATE "C" NOT NULL,
    actor_role     text COLLATE "C" NOT NULL,
    people         integer NOT NULL CHECK (people >= 0),
    address        inet,
    PRIMARY KEY (school_id, id)
);
CREATE INDEX audit_event_time ON audit_event (school_id, at DESC);

CREATE TABLE audit_subject (
    school_id  uuid NOT NULL,
    event_id   uuid NOT NULL,
    account_id uuid NOT NULL,
    name       text COLLATE "C" NOT NULL,
    username   text COLLATE "C" NOT NULL,
    PRIMARY KEY (school_id, account_id, event_id),
    FOREIGN KEY (school_id, event_id) REFERENCES audit_event (school_id, id),
    FOREIGN KEY (school_id, account_id) REFERENCES enrolment (school_id, account_id)
);
