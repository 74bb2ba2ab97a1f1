//! The audit trail: who did what to whom, when and from where; never the secret.
//!
//! Append-only. Names, roles and usernames are written as they were, so that a trail reads the same for ever. Reading it on
//! pages belongs to the features; `write_event` is all that a use-case needs.

mod kind;
mod store;

use std::net::IpAddr;

use chrono::{DateTime, Utc};

pub use kind::EventKind;
pub use store::{write_authority_event, write_event, write_own_event, write_system_event};

use crate::authz::Actor;
use crate::base::id::{AccountId, EventId};

/// The longest note, in characters.
pub const LONGEST_NOTE: usize = 200;

/// What stands for a role where the portal itself acted.
pub const SYSTEM_ROLE: &str = "system";

/// Who acted, as the trail keeps it.
#[derive(Clone, Debug)]
pub struct Author {
    /// The account; the portal itself has none.
    pub account: Option<AccountId>,
    /// The name shown.
    pub name: String,
    /// The name signed in with.
    pub username: String,
    /// The role, as [`Role::as_str`](crate::authz::Role::as_str) spells it.
    pub role: String,
}

impl Author {
    /// The author of what `actor` does.
    pub fn of(actor: &Actor) -> Self {
        Self {
            account: Some(actor.account),
            name: actor.name.to_string(),
            username: actor.username.clone(),
            role: actor.role.as_str().to_owned(),
        }
    }

    /// The portal itself.
    pub fn portal() -> Self {
        Self { account: None, name: String::new(), username: String::new(), role: SYSTEM_ROLE.to_owned() }
    }
}

/// One act, in the school of the transaction that writes it.
#[derive(Debug)]
pub struct Event<'a> {
    /// A new id.
    pub id: EventId,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub kind: EventKind,
    /// Who.
    pub actor: &'a Author,
    /// From where.
    pub address: Option<IpAddr>,
    /// To whom: accounts of this school.
    pub subjects: &'a [AccountId],
    /// What it was about beside its people: the name of a group, the basis of a consent. Never a secret; what is longer
    /// than [`LONGEST_NOTE`] is cut.
    pub note: Option<&'a str>,
}

/// Something that the portal itself noticed about one account, for the trail of the school that manages it.
#[derive(Clone, Copy, Debug)]
pub struct SystemEvent {
    /// A new id.
    pub id: EventId,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub kind: EventKind,
    /// From where.
    pub address: Option<IpAddr>,
    /// Whose account; one that belongs to no school leaves no trace.
    pub subject: AccountId,
}
