//! A tenant of Microsoft 365, through Microsoft Graph v1.0; mailboxes and aliases through [`exchange`].
//!
//! People are found by `onPremisesImmutableId`, which a federated domain demands anyway: it holds the account's id. Classes are
//! groups of the education roster with a Team on top, found by the group's `mailNickname`.

mod answers;
mod classes;
pub mod exchange;
mod members;
mod people;
mod sign_in;

use std::sync::Arc;

use reqwest::Url;
use uuid::Uuid;

use super::api::Api;
use super::http::Http;
use super::tokens::Tokens;
use crate::base::Clock;

pub use exchange::Exchange;
pub use sign_in::Credential;

/// Where a tenant is and how the portal is known there.
#[derive(Clone, Debug)]
pub struct Tenant {
    /// The tenant's id or domain.
    pub name: String,
    /// The application's id.
    pub client_id: Uuid,
    /// What the application signs in with.
    pub credential: Credential,
    /// Microsoft Graph, without the version.
    pub graph: Url,
    /// The sign-in service.
    pub sign_in: Url,
    /// Exchange Online.
    pub exchange: Url,
    /// What accounts get there.
    pub terms: Terms,
}

/// What accounts of a tenant get.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// The domain of addresses.
    pub domain: String,
    /// The country that licences demand.
    pub usage_location: String,
    /// SKUs for a learner.
    pub learner_licences: Vec<Uuid>,
    /// SKUs for an adult.
    pub staff_licences: Vec<Uuid>,
}

/// A tenant of Microsoft 365.
#[derive(Clone, Debug)]
pub struct Microsoft {
    graph: Api,
    exchange: Exchange,
    terms: Arc<Terms>,
}

impl Microsoft {
    /// The tenant; nothing is opened yet.
    pub fn new(http: &Http, tenant: &Tenant, clock: &Clock) -> Self {
        let api = |service: &Url, base: Url| {
            let grant = sign_in::ClientCredentials::new(tenant, service);
            let endpoint = grant.endpoint().clone();
            let tokens = Tokens::new(http.clone(), endpoint, Arc::new(grant), clock.clone());
            Api::new(http.clone(), base, tokens, |_| false)
        };
        let graph = api(&tenant.graph, below(&tenant.graph, &["v1.0"]));
        let exchange = api(&tenant.exchange, below(&tenant.exchange, &["adminapi", "beta", &tenant.name]));
        Self { graph, exchange: Exchange::new(exchange, &tenant.name), terms: Arc::new(tenant.terms.clone()) }
    }

    /// The tenant's mailboxes.
    pub fn exchange(&self) -> &Exchange {
        &self.exchange
    }

    /// The address that a username makes.
    fn address(&self, username: &str) -> String {
        format!("{username}@{}", self.terms.domain)
    }
}

/// The address with more segments.
fn below(base: &Url, segments: &[&str]) -> Url {
    let mut address = base.clone();
    if let Ok(mut path) = address.path_segments_mut() {
        path.pop_if_empty().extend(segments);
    }
    address
}
