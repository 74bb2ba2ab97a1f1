//! The portal's own sign-in at a service: OAuth 2.0, without any person.
//!
//! A token is kept until shortly before its end. Whoever finds it old waits for the one who renews it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use tokio::sync::Mutex;

use super::ConnectorError;
use super::http::Http;
use crate::base::Clock;

/// A token is not used in the last minutes of its life: a request may take a while.
const MARGIN: Duration = Duration::from_secs(300);

/// What the portal shows to get a token.
pub trait Grant: fmt::Debug + Send + Sync {
    /// The fields of the form, made afresh for each request.
    fn form(&self, now: DateTime<Utc>) -> Result<Vec<(&'static str, SecretString)>, ConnectorError>;
}

/// The tokens of one interface.
#[derive(Clone)]
pub struct Tokens {
    http: Http,
    endpoint: Url,
    grant: Arc<dyn Grant>,
    clock: Clock,
    kept: Arc<Mutex<Option<Kept>>>,
}

struct Kept {
    token: SecretString,
    until: DateTime<Utc>,
}

#[derive(Deserialize)]
struct Issued {
    access_token: String,
    expires_in: u32,
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").field("grant", &self.grant).finish_non_exhaustive()
    }
}

impl Tokens {
    /// Tokens that `endpoint` gives for `grant`; none is fetched yet.
    pub fn new(http: Http, endpoint: Url, grant: Arc<dyn Grant>, clock: Clock) -> Self {
        Self { http, endpoint, grant, clock, kept: Arc::default() }
    }

    /// A token that is good for the next minutes.
    pub async fn current(&self) -> Result<SecretString, ConnectorError> {
        let mut kept = self.kept.lock().await;
        let now = self.clock.now();
        if let Some(kept) = kept.as_ref().filter(|kept| now < kept.until) {
            return Ok(kept.token.clone());
        }
        let issued = self.fetch(now).await?;
        let life = Duration::from_secs(issued.expires_in.into());
        // A token shorter than the margin is used once.
        let until = now + TimeDelta::from_std(life.saturating_sub(MARGIN)).unwrap_or_default();
        let token = SecretString::from(issued.access_token);
        *kept = Some(Kept { token: token.clone(), until });
        Ok(token)
    }

    /// Lets go of a token that the service refused, unless another has taken its place already.
    pub async fn forget(&self, refused: &SecretString) {
        let mut kept = self.kept.lock().await;
        if kept.as_ref().is_some_and(|kept| kept.token.expose_secret() == refused.expose_secret()) {
            *kept = None;
        }
    }

    async fn fetch(&self, now: DateTime<Utc>) -> Result<Issued, ConnectorError> {
        let form = self.grant.form(now)?;
        let fields: Vec<(&str, &str)> =
            form.iter().map(|(name, value)| (*name, value.expose_secret())).collect();
        let body = encode(&fields);
        let reply = self
            .http
            .send(
                |client| {
                    client
                        .post(self.endpoint.clone())
                        .header("content-type", "application/x-www-form-urlencoded")
                        .body(body.clone())
                },
                |_| false,
            )
            .await?;
        if !reply.is_done() {
            let reason = reply.body["error"].as_str().unwrap_or_default();
            tracing::warn!(status = reply.status, reason, "a service refuses the portal's sign-in");
            return Err(ConnectorError::SignIn);
        }
        serde_json::from_value(reply.body).map_err(|_| ConnectorError::Unreadable)
    }
}

/// The fields as a form's body.
fn encode(fields: &[(&str, &str)]) -> String {
    let mut carrier = Url::parse("form:").ok();
    if let Some(carrier) = &mut carrier {
        carrier.query_pairs_mut().extend_pairs(fields);
    }
    carrier.and_then(|carrier| carrier.query().map(str::to_owned)).unwrap_or_default()
}
