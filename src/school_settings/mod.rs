//! School settings: who manages the school's provisioning client, and how to reach them.
//!
//! What is set here stands wherever a page says whom to ask. Whoever saves names the version that they saw, so that two people
//! who edit at once see a conflict and neither loses what they typed.

mod contact;
mod store;
mod web;

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use thiserror::Error;

pub use contact::{ClientContact, ClientManager};
pub use store::find_client_contact;
pub use web::routes;

use crate::audit::{Author, Event, EventKind, write_event};
use crate::authz::{Actor, ManageSettings, Permit};
use crate::base::id::EventId;
use crate::db::TenantTx;

/// The settings as they are kept.
#[derive(Clone, Debug)]
struct Settings {
    client: ClientContact,
    /// Counts the changes, from 1.
    version: i32,
    changed_at: DateTime<Utc>,
    /// The name of who changed them last, as it was then.
    changed_by: String,
}

/// From how many releases on a run is held: the larger of the two counts.
#[derive(Clone, Copy, Debug)]
struct HoldThreshold {
    accounts: i32,
    percent: i32,
}

/// Who changes the settings, and on top of what.
#[derive(Debug)]
struct Change<'a> {
    client: &'a ClientContact,
    /// The version that was seen; 0 where nothing was set.
    seen: i32,
    actor: &'a Actor,
    address: Option<IpAddr>,
    at: DateTime<Utc>,
    event: EventId,
}

/// Why nothing was changed.
#[derive(Debug, Error)]
enum ChangeError {
    /// Somebody else changed the settings since they were seen.
    #[error("the settings are no longer those that were seen")]
    Conflict,
    /// The database.
    #[error("{}", crate::db::describe(.0))]
    Database(#[from] sqlx::Error),
}

/// Keeps the new settings, on the record.
async fn change_settings(
    tx: &mut TenantTx,
    _permit: &Permit<ManageSettings>,
    change: &Change<'_>,
) -> Result<(), ChangeError> {
    if !store::put_settings(tx, change).await? {
        return Err(ChangeError::Conflict);
    }
    let event = Event {
        id: change.event,
        at: change.at,
        kind: EventKind::SettingsChanged,
        actor: &Author::of(change.actor),
        address: change.address,
        subjects: &[],
        note: None,
    };
    write_event(tx, &event).await?;
    Ok(())
}
