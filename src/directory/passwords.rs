//! Showing one person's password: on the record before it is seen.

use std::net::IpAddr;

use secrecy::SecretString;
use thiserror::Error;

use super::Person;
use crate::audit::{self, Event, EventKind};
use crate::authz::{self, Actor, ShowLearnerPassword, ShowStaffPassword};
use crate::base::id::Ids;
use crate::base::random::OsRandom;
use crate::credentials::{Form, VaultError, find_credential};
use crate::db::TenantTx;
use crate::services::Services;
use crate::tenancy::School;

/// Somebody's password and who may see it: only [`Viewing::permitted`] makes one.
#[derive(Debug)]
pub(super) struct Viewing<'a> {
    person: &'a Person,
    actor: &'a Actor,
    address: Option<IpAddr>,
}

impl<'a> Viewing<'a> {
    /// The viewing, if the actor may see passwords of people of this kind in `school`.
    pub(super) fn permitted(
        actor: &'a Actor,
        school: &School,
        person: &'a Person,
        address: Option<IpAddr>,
    ) -> Option<Self> {
        let is_permitted = if person.kind.is_learner() {
            authz::permit::<ShowLearnerPassword>(actor, school).is_some()
        } else {
            authz::permit::<ShowStaffPassword>(actor, school).is_some()
        };
        is_permitted.then_some(Self { person, actor, address })
    }
}

/// Why a password could not be shown, although there is one.
#[derive(Debug, Error)]
pub(super) enum ShowError {
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// The password does not open.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

/// The person's password, once the audit trail has it that it was seen; `None` where this school can see none.
///
/// The caller commits before anybody reads it.
pub(super) async fn show_password(
    tx: &mut TenantTx,
    services: &Services,
    viewing: &Viewing<'_>,
) -> Result<Option<SecretString>, ShowError> {
    let here = Some(tx.school());
    let stored = find_credential(tx, viewing.person.id).await?;
    let Some(stored) = stored.filter(|s| s.binding.form == Form::Sealed && s.binding.visible_to == here)
    else {
        return Ok(None);
    };
    let password = services.vault.open(&stored.sealed, stored.binding)?;
    let event = Event {
        id: Ids::new(&services.clock, &mut OsRandom).fresh(),
        at: services.clock.now(),
        kind: EventKind::PasswordShown,
        actor: viewing.actor,
        address: viewing.address,
        subjects: &[viewing.person.id],
        note: None,
    };
    audit::write_event(tx, &event).await?;
    Ok(Some(password))
}
