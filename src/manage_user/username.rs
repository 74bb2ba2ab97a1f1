//! *Generate New Username*, in the background: a name made from the legal name, a new password with it, the old name kept.

use thiserror::Error;

use super::store;
use crate::accounts::{LockedPerson, State, lock_people, reserve_usernames};
use crate::audit::{self, Event, EventKind};
use crate::base::Username;
use crate::base::id::{AccountId, Ids, SchoolId};
use crate::base::random::OsRandom;
use crate::base::username::UsernameStem;
use crate::credentials::{NewPassword, ResetError, generate_for, put_passwords};
use crate::db::TenantTx;
use crate::events;
use crate::services::Services;

/// Why a username was not given; then nothing was done, and the wish stays.
#[derive(Debug, Error)]
pub(super) enum RenameError {
    /// The password.
    #[error(transparent)]
    Reset(#[from] ResetError),
    /// The database.
    #[error("{}", crate::db::describe(.0))]
    Database(#[from] sqlx::Error),
}

/// Gives `account` the username that somebody asked for. Whoever waits for none, or has one by now, is left alone.
pub(super) async fn generate_username(
    services: &Services,
    school: SchoolId,
    account: AccountId,
) -> Result<(), RenameError> {
    let mut tx = services.database.tenant(school).await?;
    let name = store::find_waiting_name(&mut tx, account).await?;
    tx.commit().await?;
    let Some(name) = name else { return Ok(()) };
    let reserved = reserve_usernames(&services.database, &[UsernameStem::of(&name)]).await?.pop();
    let Some(username) = reserved else { return Ok(()) };
    let mut tx = services.database.tenant(school).await?;
    give(&mut tx, services, account, username).await?;
    Ok(tx.commit().await?)
}

async fn give(
    tx: &mut TenantTx,
    services: &Services,
    account: AccountId,
    username: Username,
) -> Result<(), RenameError> {
    let person = lock_people(tx, &[account]).await?.pop();
    let asked = store::take_request(tx, account).await?;
    // Whoever was deactivated or has moved since gets none: the wish is over.
    let person = person.filter(|person| person.state == State::Active);
    let (Some(person), Some((author, address))) = (person, asked) else { return Ok(()) };
    let now = services.clock.now();
    store::give_username(tx, account, &username, now).await?;
    let note = format!("{} → {username}", person.username);
    let renamed = LockedPerson { username, ..person };
    let password = generate_for(renamed.audience(), &renamed.words(), &mut OsRandom);
    put_passwords(tx, &services.vault, &[NewPassword { account, password }], now).await?;
    let event = Event {
        id: Ids::new(&services.clock, &mut OsRandom).fresh(),
        at: now,
        kind: EventKind::UsernameGenerated,
        actor: &author,
        address,
        subjects: &[account],
        note: Some(&note),
    };
    audit::write_event(tx, &event).await?;
    Ok(events::people_changed(tx).await?)
}
