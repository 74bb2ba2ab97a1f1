-- A member is in a Team or Classroom as an account of the service. It is kept with the membership, because who has moved to
-- another school is taken out by it: that school alone sees the account itself.

ALTER TABLE workspace_member ADD COLUMN external_id text COLLATE "C" CHECK (length(external_id) BETWEEN 1 AND 200);

UPDATE workspace_member m SET external_id = s.external_id
FROM workspace w, service_account s
WHERE w.school_id = m.school_id AND w.id = m.workspace_id AND m.confirmed_at IS NOT NULL
    AND s.account_id = m.account_id AND s.service = w.service AND s.tenant = w.tenant;
-- Whose account there is gone is in nothing.
UPDATE workspace_member SET removed_at = coalesce(removed_at, confirmed_at), confirmed_at = NULL
WHERE confirmed_at IS NOT NULL AND external_id IS NULL;

ALTER TABLE workspace_member ADD CHECK ((confirmed_at IS NULL) = (external_id IS NULL));
