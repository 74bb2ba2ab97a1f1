//! The application's sign-in at Microsoft Entra: OAuth 2.0 client credentials, with a secret or a statement that a
//! certificate's key signed.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use reqwest::Url;
use secrecy::SecretString;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Tenant, below};
use crate::base::random::{OsRandom, bytes};
use crate::connectors::ConnectorError;
use crate::connectors::jwt::{Algorithm, SigningKey};
use crate::connectors::tokens::Grant;

/// How long a signed statement is good, in seconds.
const ASSERTION_LIFE: i64 = 600;

/// What an application signs in with.
#[derive(Clone, Debug)]
pub enum Credential {
    /// A secret that both sides know.
    Secret(SecretString),
    /// A certificate's key; the certificate is known by its thumbprint.
    Certificate {
        /// SHA-256 of the certificate.
        thumbprint: [u8; 32],
        /// Its key.
        key: SigningKey,
    },
}

impl Credential {
    /// The certificate `der` with its key.
    pub fn certificate(der: &[u8], key: SigningKey) -> Self {
        Self::Certificate { thumbprint: Sha256::digest(der).into(), key }
    }
}

/// The sign-in for one of the tenant's interfaces.
#[derive(Clone, Debug)]
pub struct ClientCredentials {
    client_id: Uuid,
    credential: Credential,
    endpoint: Url,
    scope: String,
}

impl ClientCredentials {
    /// All that the application was granted at `service`.
    pub fn new(tenant: &Tenant, service: &Url) -> Self {
        Self {
            client_id: tenant.client_id,
            credential: tenant.credential.clone(),
            endpoint: below(&tenant.sign_in, &[&tenant.name, "oauth2", "v2.0", "token"]),
            scope: below(service, &[".default"]).to_string(),
        }
    }

    /// Where tokens are given.
    pub fn endpoint(&self) -> &Url {
        &self.endpoint
    }

    fn assertion(
        &self,
        thumbprint: [u8; 32],
        key: &SigningKey,
        now: DateTime<Utc>,
    ) -> Result<SecretString, ConnectorError> {
        let id = self.client_id.to_string();
        let claims = json!({
            "aud": self.endpoint.as_str(),
            "iss": id,
            "sub": id,
            "jti": URL_SAFE_NO_PAD.encode(bytes::<16>(&mut OsRandom)),
            "nbf": now.timestamp(),
            "iat": now.timestamp(),
            "exp": now.timestamp() + ASSERTION_LIFE,
        });
        key.sign(Algorithm::Ps256, &json!({ "x5t#S256": URL_SAFE_NO_PAD.encode(thumbprint) }), &claims)
    }
}

impl Grant for ClientCredentials {
    fn form(&self, now: DateTime<Utc>) -> Result<Vec<(&'static str, SecretString)>, ConnectorError> {
        let mut form = vec![
            ("grant_type", "client_credentials".into()),
            ("client_id", self.client_id.to_string().into()),
            ("scope", self.scope.clone().into()),
        ];
        match &self.credential {
            Credential::Secret(secret) => form.push(("client_secret", secret.clone())),
            Credential::Certificate { thumbprint, key } => {
                let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
                form.push(("client_assertion_type", kind.into()));
                form.push(("client_assertion", self.assertion(*thumbprint, key, now)?));
            }
        }
        Ok(form)
    }
}
