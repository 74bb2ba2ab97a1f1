-- Name and username of who acted, folded by the application as names are for every search: whoever acts for an authority or
-- the nation has no account in the school whose search text could be read instead.
ALTER TABLE audit_event ADD COLUMN actor_search text COLLATE "C" NOT NULL DEFAULT '';
