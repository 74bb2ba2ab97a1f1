-- Classes of an academic year and who is in them. A membership that ends stays as history.

CREATE TABLE teaching_group (
    id              uuid NOT NULL,
    school_id       uuid NOT NULL REFERENCES school,
    academic_year   integer NOT NULL,
    sourced_id      text COLLATE "C" NOT NULL,
    title           text COLLATE "C" NOT NULL,
    is_registration boolean NOT NULL,
    subject         text COLLATE "C",
    subject_code    text COLLATE "C",
    year_group      smallint CHECK (year_group BETWEEN -2 AND 14),
    created_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    PRIMARY KEY (school_id, id),
    UNIQUE (school_id, academic_year, sourced_id)
);

CREATE TABLE group_member (
    school_id  uuid NOT NULL,
    group_id   uuid NOT NULL,
    account_id uuid NOT NULL,
    role       text COLLATE "C" NOT NULL CHECK (role IN ('learner', 'teacher')),
    started_at timestamptz NOT NULL,
    ended_at   timestamptz,
    PRIMARY KEY (school_id, group_id, account_id, role, started_at),
    FOREIGN KEY (school_id, group_id) REFERENCES teaching_group (school_id, id),
    FOREIGN KEY (school_id, account_id) REFERENCES enrolment (school_id, account_id)
);
CREATE UNIQUE INDEX group_member_current ON group_member (school_id, account_id, group_id, role) WHERE ended_at IS NULL;
