-- What an act was about beside its people: a registration group's name, the basis of a consent. Never a secret.
ALTER TABLE audit_event ADD COLUMN note text COLLATE "C" CHECK (length(note) BETWEEN 1 AND 200);

-- The trail is read newest first, page after page; moments alone can be equal.
DROP INDEX audit_event_time;
CREATE INDEX audit_event_time ON audit_event (school_id, at DESC, id DESC);

-- An event's people, by name.
CREATE INDEX audit_subject_event ON audit_subject (school_id, event_id, name, account_id);
