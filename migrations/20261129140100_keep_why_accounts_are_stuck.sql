-- The service's own word for what keeps somebody's account out of step, for whoever has to look into it.

ALTER TABLE service_account ADD COLUMN detail text COLLATE "C" CHECK (detail ~ '^[A-Za-z0-9_. -]{1,80}$');
ALTER TABLE service_account ADD CHECK (detail IS NULL OR problem IS NOT NULL);
