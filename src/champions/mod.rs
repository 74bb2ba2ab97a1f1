//! *View Digital Champions*: who they are, and promoting and demoting. A champion is active staff of the school's MIS.
//!
//! Nobody promotes or demotes themselves. The last one can be demoted, with the consequence named.

mod store;
mod web;

use chrono::{DateTime, Utc};

pub use web::routes;

use crate::accounts::{LockedPerson, State};
use crate::authz::AccountKind;
use crate::base::PersonName;
use crate::base::id::AccountId;
use crate::db::TenantTx;
use crate::{school_status, sessions};

/// A member of staff on the page.
#[derive(Clone, Debug)]
struct StaffRow {
    id: AccountId,
    name: PersonName,
    username: String,
    staff_code: Option<String>,
}

/// What is done to a member of staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// They become a Digital Champion.
    Promote,
    /// They are one no longer.
    Demote,
}

impl Turn {
    /// Whether it can be done to `person` by `actor` at all.
    fn concerns(self, person: &LockedPerson, actor: AccountId) -> bool {
        person.kind == AccountKind::Staff && person.state == State::Active && person.id != actor
    }

    /// Whether it was done already.
    const fn is_done(self, person: &LockedPerson) -> bool {
        person.is_champion == matches!(self, Self::Promote)
    }
}

/// Does it, and tells the school's figures. Who is demoted is signed out.
async fn turn(
    tx: &mut TenantTx,
    turn: Turn,
    person: &LockedPerson,
    (actor, now): (AccountId, DateTime<Utc>),
) -> sqlx::Result<()> {
    match turn {
        Turn::Promote => store::promote(tx, person.id, actor, now).await?,
        Turn::Demote => {
            store::demote(tx, person.id).await?;
            sessions::end_sessions(tx, &[person.id]).await?;
        }
    }
    school_status::refresh(tx, now).await
}
