//! The audit trail on pages: a school's list of what was done to its accounts, one event with its people, and the list as a
//! CSV file.
//!
//! Nothing here changes the trail, except that whoever downloads it stands in it. Names, usernames and roles are shown as they
//! were when the event was written; only the search for a person concerned asks who people are today.

mod export;
mod filter;
mod store;
mod web;

use chrono::{DateTime, Utc};

pub use web::routes;

use crate::audit::{EventKind, SYSTEM_ROLE};
use crate::authz::Role;
use crate::base::id::{AccountId, EventId};
use crate::web::{Messages, roles};

/// Who acted, as they were called then.
#[derive(Clone, Debug)]
struct ActedBy {
    /// Empty where the portal itself acted.
    name: String,
    username: String,
    role: String,
}

impl ActedBy {
    /// The name, or what the portal calls itself.
    fn name(&self, t: &Messages) -> String {
        if self.role == SYSTEM_ROLE { t.acted_by_portal() } else { self.name.clone() }
    }

    /// The role in words; the portal has none.
    fn role(&self, t: &Messages) -> String {
        Role::from_code(&self.role).map(|role| roles::label(t, role)).unwrap_or_default()
    }
}

/// Somebody to whom something was done, as they were called then.
#[derive(Clone, Debug)]
struct Subject {
    account: AccountId,
    name: String,
    username: String,
}

/// One event of the trail.
#[derive(Clone, Debug)]
struct EventRow {
    id: EventId,
    at: DateTime<Utc>,
    kind: EventKind,
    by: ActedBy,
    /// How many people it was done to.
    people: i32,
    /// That person, where it was one.
    subject: Option<Subject>,
    address: Option<String>,
    note: Option<String>,
}
