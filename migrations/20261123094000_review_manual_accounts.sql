-- Accounts that schools make by hand: when a governor's was last looked at, and the terms of the others.

ALTER TABLE account ADD COLUMN reviewed_at timestamptz;
CREATE INDEX account_expiry ON account (school_id, expires_on) WHERE expires_on IS NOT NULL;
