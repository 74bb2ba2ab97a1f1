//! Accounts that a school makes by hand, for people whom its MIS does not hold: non-MIS staff and learners, and governors.
//!
//! Nobody but the school knows when they are no longer needed. So a non-MIS account has a term and expires after its last day,
//! and a review shows whose term ends, which governors there are, and who has arrived in the MIS since: each account is kept
//! or closed. A closed account is deactivated; nothing is deleted.

mod adding;
mod expiry;
mod likeness;
mod people;
mod review;
mod store;
mod term;
mod web;

use std::net::IpAddr;

pub use expiry::{ExpireDue, expire_due, expire_terms, wake_expiring_schools};
pub use web::routes;

use crate::audit::{Author, Event, EventKind};
use crate::base::Clock;
use crate::base::id::{AccountId, Ids};
use crate::base::random::OsRandom;

/// Whoever acts, from where and when.
struct Acting<'a> {
    author: &'a Author,
    address: Option<IpAddr>,
    clock: &'a Clock,
}

impl Acting<'_> {
    fn event<'e>(&'e self, kind: EventKind, subjects: &'e [AccountId]) -> Event<'e> {
        Event {
            id: Ids::new(self.clock, &mut OsRandom).fresh(),
            at: self.clock.now(),
            kind,
            actor: self.author,
            address: self.address,
            subjects,
            note: None,
        }
    }
}
