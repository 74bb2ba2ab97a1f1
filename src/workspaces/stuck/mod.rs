//! People whose account in a service could not be brought into step for so long that somebody should look: who they are, why,
//! and *Try again*. The portal itself goes on once a day.

mod store;
mod web;

use chrono::{DateTime, Utc};

pub(super) use store::count_people;
pub(super) use web::{retry, show_stuck};

use super::problem::Problem;
use crate::base::PersonName;
use crate::base::id::AccountId;
use crate::connectors::Service;

/// Somebody whose account in a service is out of step.
#[derive(Clone, Debug)]
struct StuckAccount {
    account: AccountId,
    name: PersonName,
    username: String,
    service: Service,
    problem: Option<Problem>,
    detail: Option<String>,
    /// When the portal tries again by itself.
    next_try_at: Option<DateTime<Utc>>,
}
