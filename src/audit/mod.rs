//! The audit trail: who did what to whom, when and from where; never the secret.
//!
//! Append-only. Names, roles and usernames are written as they were, so that a trail reads the same for ever. Reading it on
//! pages belongs to the features; `write_event` is all that a use-case needs.

mod store;

use std::net::IpAddr;

use chrono::{DateTime, Utc};

pub use store::write_event;

use crate::authz::Actor;
use crate::base::id::{AccountId, EventId};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// A password was shown.
    PasswordShown,
    /// A held run was released.
    RunReleased,
    /// A held run was discarded.
    RunDiscarded,
}

impl EventKind {
    /// The kind as the database spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PasswordShown => "password_shown",
            Self::RunReleased => "run_released",
            Self::RunDiscarded => "run_discarded",
        }
    }

    /// The kind with this spelling.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::PasswordShown, Self::RunReleased, Self::RunDiscarded]
            .into_iter()
            .find(|kind| kind.as_str() == code)
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
    pub actor: &'a Actor,
    /// From where.
    pub address: Option<IpAddr>,
    /// To whom: accounts of this school.
    pub subjects: &'a [AccountId],
}
