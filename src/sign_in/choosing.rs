//! Choosing one's own password: only its owner knows it from then on, and it is kept as its Argon2id string alone.

use std::net::IpAddr;

use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;

use super::store;
use crate::audit::{Author, Event, EventKind, write_own_event};
use crate::authz::Actor;
use crate::base::id::{AccountId, Ids};
use crate::base::random::OsRandom;
use crate::credentials::{
    self, Binding, Busy, Form, PersonWords, PolicyRule, Stored, VaultError, put_any_credential,
};
use crate::db::{Reason, SystemTx};
use crate::services::Services;
use crate::sessions::{self, Token};

/// Why a password is not taken.
#[derive(Debug, Error)]
pub enum ChooseError {
    /// These rules fail.
    #[error("the password breaks a rule")]
    Weak(Vec<PolicyRule>),
    /// The two fields differ.
    #[error("the passwords differ")]
    Differ,
    /// Too many people sign in at this moment.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// The vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The database.
    #[error("{}", crate::db::describe(.0))]
    Database(#[from] sqlx::Error),
}

/// A password typed twice.
#[derive(Debug)]
pub struct NewPassword {
    /// The password.
    pub password: SecretString,
    /// The password again.
    pub repeated: SecretString,
}

/// Whether `account` may have this password.
pub async fn check_choice(
    services: &Services,
    account: AccountId,
    new: &NewPassword,
) -> Result<(), ChooseError> {
    if new.password.expose_secret() != new.repeated.expose_secret() {
        return Err(ChooseError::Differ);
    }
    let mut tx = services.database.system(Reason::SignIn).await?;
    let (names, username) = store::find_names(&mut tx, account).await?;
    tx.commit().await?;
    let words = PersonWords::of(&names.each_ref(), &[&username]);
    match credentials::check(new.password.expose_secret(), &words) {
        broken if broken.is_empty() => Ok(()),
        broken => Err(ChooseError::Weak(broken)),
    }
}

/// Replaces the password of whoever acts by one that nobody else knows. Every session ends and a new one starts; a person of a
/// school leaves a line in its audit trail.
pub async fn choose_password(
    services: &Services,
    actor: &Actor,
    address: Option<IpAddr>,
    new: NewPassword,
) -> Result<Token, ChooseError> {
    check_choice(services, actor.account, &new).await?;
    let hash = services.hasher.hash(new.password, &mut OsRandom).await?;
    let binding = Binding { account: actor.account, form: Form::Private, visible_to: None };
    let sealed = services.vault.seal(&hash, binding, &mut OsRandom)?;
    let session = Token::generate(&mut OsRandom);
    let now = services.clock.now();
    let mut tx = services.database.system(Reason::SignIn).await?;
    put_any_credential(&mut tx, &Stored { binding, sealed }, now).await?;
    store::note_password_chosen(&mut tx, actor.account).await?;
    sessions::end_all_of(&mut tx, actor.account).await?;
    sessions::start_session(&mut tx, &session, actor.account, false, now).await?;
    record(&mut tx, services, actor, address).await?;
    tx.commit().await?;
    Ok(session)
}

async fn record(
    tx: &mut SystemTx,
    services: &Services,
    actor: &Actor,
    address: Option<IpAddr>,
) -> sqlx::Result<()> {
    let Some(school) = actor.school else {
        return Ok(());
    };
    let event = Event {
        id: Ids::new(&services.clock, &mut OsRandom).fresh(),
        at: services.clock.now(),
        kind: EventKind::PasswordChanged,
        actor: &Author::of(actor),
        address,
        subjects: &[actor.account],
        note: None,
    };
    write_own_event(tx, school, &event).await
}
