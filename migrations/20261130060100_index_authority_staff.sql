-- An authority's staff are few among all accounts of the nation.
CREATE INDEX account_authority ON account (authority_code) WHERE authority_code IS NOT NULL;
