//! LA administrators and the service desk: people of no school. The operator's command makes the first ones; an office makes,
//! promotes and demotes the administrators of an authority. Nobody promotes or demotes themselves.

mod adding;
mod store;
mod web;

pub use adding::{Administrator, AdministratorError, Office, add_administrator};
pub use web::routes;

use chrono::{DateTime, Utc};

use crate::accounts::grant_role;
use crate::audit::{Event, EventKind, write_authority_event};
use crate::authz::{ManageAdministrators, Permit, Role};
use crate::base::PersonName;
use crate::base::id::AccountId;
use crate::db::{Reason, SystemTx};
use crate::services::Services;
use crate::sessions::end_all_of;

/// Somebody of an authority's staff.
#[derive(Clone, Debug)]
struct StaffRow {
    id: AccountId,
    name: PersonName,
    username: String,
    last_sign_in_at: Option<DateTime<Utc>>,
    is_administrator: bool,
}

/// What is done to somebody of an authority's staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// They become an LA administrator.
    Promote,
    /// They are one no longer.
    Demote,
}

impl Turn {
    /// Whether it was done already.
    const fn is_done(self, person: &StaffRow) -> bool {
        person.is_administrator == matches!(self, Self::Promote)
    }

    const fn kind(self) -> EventKind {
        match self {
            Self::Promote => EventKind::AdministratorPromoted,
            Self::Demote => EventKind::AdministratorDemoted,
        }
    }
}

/// Does it to one of the authority's staff, on the record of each of its schools; false where there is nobody such. Who is
/// demoted is signed out. What was done before is not done again.
async fn turn(
    services: &Services,
    _permit: &Permit<ManageAdministrators>,
    (code, id, turn): (i16, AccountId, Turn),
    event: &Event<'_>,
) -> sqlx::Result<bool> {
    let mut tx = services.database.system(Reason::Administration).await?;
    let Some(person) = store::lock_staff(&mut tx, code, id).await? else {
        return Ok(false);
    };
    if !turn.is_done(&person) {
        match turn {
            Turn::Promote => grant_role(&mut tx, id, Role::LaAdmin, event.at).await?,
            Turn::Demote => demote(&mut tx, id).await?,
        }
        let name = person.name.to_string();
        write_authority_event(&mut tx, code, &Event { note: Some(&name), ..*event }).await?;
    }
    tx.commit().await?;
    Ok(true)
}

async fn demote(tx: &mut SystemTx, id: AccountId) -> sqlx::Result<()> {
    store::revoke_role(tx, id).await?;
    end_all_of(tx, id).await
}
