-- A file comes from a provisioning client, by its token, or from a person of the portal, who may only rehearse it.
ALTER TABLE upload
    ALTER COLUMN token_id DROP NOT NULL,
    ADD COLUMN account_id uuid REFERENCES account,
    ADD CHECK ((token_id IS NULL) <> (account_id IS NULL)),
    ADD CHECK (account_id IS NULL OR dry_run);
