//! Acts on many people at once: reset passwords, confirm or withdraw consent, deactivate.
//!
//! An act is *asked for* with its people fixed, then *confirmed*, then done chunk by chunk: every chunk is one transaction with
//! the change, each person's outcome and the audit trail. So every account is in one of two states, whatever was interrupted,
//! and what is left is taken up again. A second confirmation finds the act confirmed and changes nothing.

mod deed;
mod jobs;
mod store;
mod web;

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};

pub use deed::{DeedError, finish};
pub use jobs::{RunAct, forget_unconfirmed, wake_unfinished};
pub use web::routes;

use crate::audit::Author;
use crate::base::id::{AccountId, ActId};
use crate::db::TenantTx;
use crate::directory::PeopleList;
use crate::jobs::enqueue;
use crate::services::Services;

/// The most people in one chunk: a year group has fewer.
const CHUNK: i64 = 500;

/// An act with at most this many people is done before its page is shown; a larger one in the background.
const AT_ONCE: i32 = 250;

/// When the background looks after an act that somebody's own request is doing.
const LOOK_AFTER: TimeDelta = TimeDelta::seconds(10);

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActKind {
    /// Everybody gets a generated password.
    ResetPasswords,
    /// Learners may use the further services.
    ConfirmConsent,
    /// Learners may no longer use them, and what they stored there is lost.
    WithdrawConsent,
    /// The accounts are switched off.
    Deactivate,
}

impl ActKind {
    const ALL: [Self; 4] =
        [Self::ResetPasswords, Self::ConfirmConsent, Self::WithdrawConsent, Self::Deactivate];

    /// The kind as the database and the forms spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ResetPasswords => "reset_passwords",
            Self::ConfirmConsent => "confirm_consent",
            Self::WithdrawConsent => "withdraw_consent",
            Self::Deactivate => "deactivate",
        }
    }

    /// The kind with this spelling.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == code)
    }

    /// Whether so much is lost that the number of people must be typed.
    pub const fn asks_for_the_count(self) -> bool {
        matches!(self, Self::WithdrawConsent | Self::Deactivate)
    }

    /// Whether the ground must be given on which it is done.
    pub const fn asks_for_a_basis(self) -> bool {
        matches!(self, Self::ConfirmConsent | Self::WithdrawConsent)
    }
}

/// What came of one person's part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was so already.
    Unchanged,
    /// The account does not work.
    Inactive,
    /// The account has moved to another school since.
    Moved,
    /// Nobody deactivates themselves.
    OwnAccount,
    /// The school's last Digital Champion is not deactivated among many.
    LastChampion,
}

impl Outcome {
    const ALL: [Self; 6] =
        [Self::Done, Self::Unchanged, Self::Inactive, Self::Moved, Self::OwnAccount, Self::LastChampion];

    /// The outcome as the database spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Unchanged => "unchanged",
            Self::Inactive => "inactive",
            Self::Moved => "moved",
            Self::OwnAccount => "own_account",
            Self::LastChampion => "last_champion",
        }
    }

    /// The outcome with this spelling.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == code)
    }
}

/// An act as it stands.
#[derive(Clone, Debug)]
struct Act {
    id: ActId,
    kind: ActKind,
    list: PeopleList,
    author: Author,
    address: Option<IpAddr>,
    /// The group's name, or the basis of a consent.
    note: Option<String>,
    /// How many it is about.
    people: i32,
    /// How many have their outcome.
    done: i64,
    confirmed_at: Option<DateTime<Utc>>,
    finished_at: Option<DateTime<Utc>>,
}

/// An act that somebody asks for.
#[derive(Debug)]
struct NewAct<'a> {
    id: ActId,
    kind: ActKind,
    list: PeopleList,
    author: &'a Author,
    address: Option<IpAddr>,
    note: Option<&'a str>,
    people: &'a [AccountId],
}

/// Those for whom an act was done; nobody where the school has no such act.
pub async fn find_people_done(tx: &mut TenantTx, act: ActId) -> sqlx::Result<Vec<AccountId>> {
    store::list_done(tx, act).await
}

/// Starts an act that was asked for, and makes sure that it ends even if this process does not. How many people it is about;
/// nothing where it was started before.
async fn confirm(
    tx: &mut TenantTx,
    services: &Services,
    act: ActId,
    note: Option<&str>,
) -> sqlx::Result<Option<i32>> {
    let now = services.clock.now();
    let Some(people) = store::confirm_act(tx, act, note, now).await? else {
        return Ok(None);
    };
    let run_at = (people <= AT_ONCE).then(|| now + LOOK_AFTER);
    let school_id = tx.school();
    enqueue(tx, &RunAct { school_id, act_id: act }, run_at).await?;
    Ok(Some(people))
}
