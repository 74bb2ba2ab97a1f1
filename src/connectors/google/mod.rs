//! A tenant of Google Workspace, through the Directory API and the Classroom API.
//!
//! People are found by an external id that holds the account's id. Classrooms are found by a course alias, which makes their
//! creation idempotent.

mod answers;
mod courses;
mod members;
mod people;
mod sign_in;

use std::sync::Arc;

use reqwest::Url;

use super::api::Api;
use super::http::Http;
use super::tokens::Tokens;
use crate::base::Clock;

pub use sign_in::ServiceAccount;

/// Where a tenant is and how the portal is known there.
#[derive(Clone, Debug)]
pub struct Tenant {
    /// The portal's service account.
    pub account: ServiceAccount,
    /// The administrator for whom it acts.
    pub admin: String,
    /// The Directory API.
    pub directory: Url,
    /// The Classroom API.
    pub classroom: Url,
    /// What accounts get there.
    pub terms: Terms,
}

/// What accounts of a tenant get.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// The customer's id.
    pub customer: String,
    /// The domain of addresses.
    pub domain: String,
    /// The organisational unit of learners.
    pub learner_unit: String,
    /// The organisational unit of adults.
    pub staff_unit: String,
}

/// A tenant of Google Workspace.
#[derive(Clone, Debug)]
pub struct Google {
    directory: Api,
    classroom: Api,
    terms: Arc<Terms>,
}

impl Google {
    /// The tenant; nothing is opened yet.
    pub fn new(http: &Http, tenant: &Tenant, clock: &Clock) -> Self {
        let api = |base: &Url, scopes: &'static [&'static str]| {
            let grant = sign_in::JwtBearer::new(tenant, scopes);
            let endpoint = tenant.account.endpoint().clone();
            let tokens = Tokens::new(http.clone(), endpoint, Arc::new(grant), clock.clone());
            Api::new(http.clone(), base.clone(), tokens, answers::is_throttled)
        };
        Self {
            directory: api(&tenant.directory, &sign_in::DIRECTORY_SCOPES),
            classroom: api(&tenant.classroom, &sign_in::CLASSROOM_SCOPES),
            terms: Arc::new(tenant.terms.clone()),
        }
    }

    /// The address that a username makes.
    fn address(&self, username: &str) -> String {
        format!("{username}@{}", self.terms.domain)
    }
}
