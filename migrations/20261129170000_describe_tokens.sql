-- Who made a token, as they were called then; empty where a command of the operator did.
ALTER TABLE provisioning_token ADD COLUMN made_by text COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX provisioning_token_school ON provisioning_token (school_id) WHERE school_id IS NOT NULL;
CREATE INDEX provisioning_token_authority ON provisioning_token (authority_code) WHERE authority_code IS NOT NULL;
