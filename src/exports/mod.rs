//! CSV files of people: the passwords of all learners or all staff, and a list without passwords as its filter finds it.
//!
//! Whoever is in a file is on record before its first line is sent, and nobody else gets into it: the lines are read through
//! the record, two thousand at a time. The columns and their English headings are fixed, so that other programs can read
//! them.

mod lines;
mod store;
mod web;

pub use lines::{Export, Passwords};
pub use web::routes;

use std::net::IpAddr;

use crate::audit::{self, Author, Event, EventKind};
use crate::base::id::{AccountId, EventId, Ids};
use crate::base::random::OsRandom;
use crate::db::TenantTx;
use crate::services::Services;

/// Who takes whom away in a file.
#[derive(Debug)]
struct Taking<'a> {
    kind: EventKind,
    author: Author,
    address: Option<IpAddr>,
    people: &'a [AccountId],
}

/// Puts a file on record; its lines are read through the id that comes back.
async fn record(tx: &mut TenantTx, services: &Services, taking: &Taking<'_>) -> sqlx::Result<EventId> {
    let id = Ids::new(&services.clock, &mut OsRandom).fresh();
    let event = Event {
        id,
        at: services.clock.now(),
        kind: taking.kind,
        actor: &taking.author,
        address: taking.address,
        subjects: taking.people,
        note: None,
    };
    audit::write_event(tx, &event).await?;
    Ok(id)
}
