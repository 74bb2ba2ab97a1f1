//! Doing an act: one chunk of its people after another, each in a transaction of its own.

use thiserror::Error;

use super::{Act, ActKind, CHUNK, Outcome, store};
use crate::accounts::{self, LockedPerson, State, lock_people};
use crate::audit::{self, Event, EventKind};
use crate::base::id::{AccountId, ActId, Ids, SchoolId};
use crate::base::random::OsRandom;
use crate::consent::{self, Recorded};
use crate::credentials::{NewPassword, ResetError, generate_for, put_passwords};
use crate::db::TenantTx;
use crate::school_status;
use crate::services::Services;

/// Why a chunk was not done; then nothing of it was.
#[derive(Debug, Error)]
pub enum DeedError {
    /// The passwords.
    #[error(transparent)]
    Reset(#[from] ResetError),
    /// The database.
    #[error("{}", crate::db::describe(.0))]
    Database(#[from] sqlx::Error),
}

/// Does what is left of a confirmed act.
pub async fn finish(services: &Services, school: SchoolId, act: ActId) -> Result<(), DeedError> {
    while advance(services, school, act).await? {}
    Ok(())
}

/// Does the next chunk; whether more is left.
async fn advance(services: &Services, school: SchoolId, act: ActId) -> Result<bool, DeedError> {
    let mut tx = services.database.tenant(school).await?;
    let Some(act) = store::lock_open_act(&mut tx, act).await? else {
        return Ok(false);
    };
    let chunk = store::list_open_people(&mut tx, act.id, CHUNK).await?;
    let outcomes = do_chunk(&mut tx, services, &act, &chunk).await?;
    store::put_outcomes(&mut tx, act.id, &outcomes).await?;
    let is_last = chunk.len() < usize::try_from(CHUNK).unwrap_or(usize::MAX);
    if is_last {
        store::finish_act(&mut tx, act.id, services.clock.now()).await?;
    }
    tx.commit().await?;
    Ok(!is_last)
}

async fn do_chunk(
    tx: &mut TenantTx,
    services: &Services,
    act: &Act,
    chunk: &[AccountId],
) -> Result<Vec<(AccountId, Outcome)>, DeedError> {
    let people = lock_people(tx, chunk).await?;
    let champions = match act.kind {
        ActKind::Deactivate => school_status::lock_champions(tx).await?,
        _ => 0,
    };
    let (fit, mut outcomes) = sort_out(act, people, champions);
    let done = do_to(tx, services, act, &fit).await?;
    outcomes.extend(fit.iter().map(|person| {
        let outcome = if done.contains(&person.id) { Outcome::Done } else { Outcome::Unchanged };
        (person.id, outcome)
    }));
    let known: Vec<AccountId> = outcomes.iter().map(|(id, _)| *id).collect();
    let moved = chunk.iter().filter(|id| !known.contains(id)).map(|id| (*id, Outcome::Moved));
    outcomes.extend(moved);
    if !done.is_empty() {
        record(tx, services, act, &done).await?;
    }
    Ok(outcomes)
}

/// Those to whom it can be done, and the outcomes of all others.
fn sort_out(
    act: &Act,
    people: Vec<LockedPerson>,
    mut champions: i64,
) -> (Vec<LockedPerson>, Vec<(AccountId, Outcome)>) {
    let (mut fit, mut outcomes) = (Vec::with_capacity(people.len()), Vec::new());
    for person in people {
        let is_champion = person.is_champion && person.state == State::Active;
        let hindrance = match act.kind {
            // A consent is recorded of whoever is in the list, whether the account works or not.
            ActKind::ConfirmConsent | ActKind::WithdrawConsent => None,
            _ if person.state != State::Active => Some(Outcome::Inactive),
            ActKind::Deactivate if Some(person.id) == act.author.account => Some(Outcome::OwnAccount),
            ActKind::Deactivate if is_champion && champions <= 1 => Some(Outcome::LastChampion),
            _ => None,
        };
        match hindrance {
            Some(outcome) => outcomes.push((person.id, outcome)),
            None => {
                champions -= i64::from(is_champion && act.kind == ActKind::Deactivate);
                fit.push(person);
            }
        }
    }
    (fit, outcomes)
}

/// Does it; to whom it made a difference.
async fn do_to(
    tx: &mut TenantTx,
    services: &Services,
    act: &Act,
    people: &[LockedPerson],
) -> Result<Vec<AccountId>, DeedError> {
    let everybody: Vec<AccountId> = people.iter().map(|person| person.id).collect();
    let now = services.clock.now();
    match act.kind {
        ActKind::ResetPasswords => {
            let new: Vec<NewPassword> = people
                .iter()
                .map(|person| NewPassword {
                    account: person.id,
                    password: generate_for(person.audience(), &person.words(), &mut OsRandom),
                })
                .collect();
            put_passwords(tx, &services.vault, &new, now).await?;
        }
        ActKind::Deactivate => accounts::deactivate(tx, &everybody, now).await?,
        ActKind::ConfirmConsent | ActKind::WithdrawConsent => {
            let recorded = Recorded {
                has_consent: act.kind == ActKind::ConfirmConsent,
                basis: act.note.as_deref().unwrap_or_default(),
                author: &act.author,
            };
            return Ok(consent::record(tx, services, people, &recorded).await?);
        }
    }
    Ok(everybody)
}

async fn record(
    tx: &mut TenantTx,
    services: &Services,
    act: &Act,
    subjects: &[AccountId],
) -> sqlx::Result<()> {
    let event = Event {
        id: Ids::new(&services.clock, &mut OsRandom).fresh(),
        at: services.clock.now(),
        kind: match act.kind {
            ActKind::ResetPasswords => EventKind::PasswordReset,
            ActKind::ConfirmConsent => EventKind::ConsentConfirmed,
            ActKind::WithdrawConsent => EventKind::ConsentWithdrawn,
            ActKind::Deactivate => EventKind::AccountDeactivated,
        },
        actor: &act.author,
        address: act.address,
        subjects,
        note: act.note.as_deref(),
    };
    audit::write_event(tx, &event).await
}
