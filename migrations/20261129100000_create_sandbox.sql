-- The sandbox tenant's state: what stands in for Microsoft 365 and Google Workspace where neither is configured.

CREATE TABLE sandbox_object (
    kind    text COLLATE "C" NOT NULL CHECK (kind ~ '^(microsoft|exchange|google)\.[a-z_]+$'),
    parent  text COLLATE "C" NOT NULL,
    id      text COLLATE "C" NOT NULL,
    content jsonb NOT NULL,
    PRIMARY KEY (kind, parent, id)
);
-- Who deletes a person takes them out of every list, and frees their names.
CREATE INDEX sandbox_object_id ON sandbox_object (kind, id);
CREATE INDEX sandbox_object_owner ON sandbox_object (kind, content) WHERE jsonb_typeof(content) = 'string';
ALTER TABLE sandbox_object ENABLE ROW LEVEL SECURITY;
CREATE POLICY system ON sandbox_object TO ump_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON sandbox_object TO ump_system;
