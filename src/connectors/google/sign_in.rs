//! The service account's sign-in at Google: a signed statement for which a token is given (RFC 7523), in the name of an
//! administrator of the tenant.

use chrono::{DateTime, Utc};
use reqwest::Url;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::json;

use super::Tenant;
use crate::connectors::ConnectorError;
use crate::connectors::jwt::{Algorithm, SigningKey};
use crate::connectors::tokens::Grant;

/// What the portal does with accounts.
pub const DIRECTORY_SCOPES: [&str; 1] = ["https://www.googleapis.com/auth/admin.directory.user"];
/// What the portal does with Classrooms.
pub const CLASSROOM_SCOPES: [&str; 2] = [
    "https://www.googleapis.com/auth/classroom.courses",
    "https://www.googleapis.com/auth/classroom.rosters",
];

/// How long a signed statement is good, in seconds: the longest that Google takes.
const ASSERTION_LIFE: i64 = 3600;

/// A service account, as its key file tells.
#[derive(Clone, Debug)]
pub struct ServiceAccount {
    email: String,
    key_id: String,
    key: SigningKey,
    endpoint: Url,
}

#[derive(Deserialize)]
struct KeyFile {
    client_email: String,
    private_key_id: String,
    private_key: String,
    token_uri: String,
}

impl ServiceAccount {
    /// Reads a key file as Google hands it out; none where it is no such file.
    pub fn from_json(file: &[u8]) -> Option<Self> {
        let file: KeyFile = serde_json::from_slice(file).ok()?;
        let key = SigningKey::from_pem(file.private_key.as_bytes())?;
        Some(Self::new(file.client_email, file.private_key_id, key, Url::parse(&file.token_uri).ok()?))
    }

    /// The account `email` with its key; tokens are given at `endpoint`.
    pub fn new(email: String, key_id: String, key: SigningKey, endpoint: Url) -> Self {
        Self { email, key_id, key, endpoint }
    }

    /// Where tokens are given.
    pub fn endpoint(&self) -> &Url {
        &self.endpoint
    }
}

/// The sign-in for one of the tenant's interfaces.
#[derive(Clone, Debug)]
pub struct JwtBearer {
    account: ServiceAccount,
    admin: String,
    scopes: &'static [&'static str],
}

impl JwtBearer {
    /// The service account with these scopes.
    pub fn new(tenant: &Tenant, scopes: &'static [&'static str]) -> Self {
        Self { account: tenant.account.clone(), admin: tenant.admin.clone(), scopes }
    }
}

impl Grant for JwtBearer {
    fn form(&self, now: DateTime<Utc>) -> Result<Vec<(&'static str, SecretString)>, ConnectorError> {
        let claims = json!({
            "iss": self.account.email,
            "sub": self.admin,
            "scope": self.scopes.join(" "),
            "aud": self.account.endpoint.as_str(),
            "iat": now.timestamp(),
            "exp": now.timestamp() + ASSERTION_LIFE,
        });
        let header = json!({ "kid": self.account.key_id });
        let assertion = self.account.key.sign(Algorithm::Rs256, &header, &claims)?;
        Ok(vec![
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer".into()),
            ("assertion", assertion),
        ])
    }
}
