//! A new administrator: account, role and a first password, which is told once.

use secrecy::SecretString;
use thiserror::Error;

use crate::accounts::{NewPerson, add_person, grant_role, reserve_usernames};
use crate::audit::{Event, write_authority_event};
use crate::authz::{AccountKind, ManageAdministrators, Permit, Role};
use crate::base::id::{AccountId, Ids};
use crate::base::random::OsRandom;
use crate::base::username::UsernameStem;
use crate::base::{PersonName, Username};
use crate::credentials::{
    Audience, Binding, Form, PersonWords, Stored, VaultError, generate_for, put_any_credential,
};
use crate::db::{Reason, SystemTx};
use crate::services::Services;

/// What somebody is to administer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    /// The schools of one authority.
    Authority(i16),
    /// The nation's.
    ServiceDesk,
}

/// An administrator who was made.
#[derive(Debug)]
pub struct Administrator {
    /// Whose account.
    pub account: AccountId,
    /// The name to sign in with.
    pub username: Username,
    /// The first password.
    pub password: SecretString,
}

/// Why nobody was made.
#[derive(Debug, Error)]
pub enum AdministratorError {
    /// There is no such authority.
    #[error("there is no authority with the code {0}")]
    UnknownAuthority(i16),
    /// The form that asks for it was sent before.
    #[error("the account was made already")]
    MadeBefore,
    /// The vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The database.
    #[error("{}", crate::db::describe(.0))]
    Database(#[from] sqlx::Error),
}

/// Makes an administrator with a generated password; `must_change` asks for another at the first sign-in.
pub async fn add_administrator(
    services: &Services,
    office: Office,
    name: PersonName,
    must_change: bool,
) -> Result<Administrator, AdministratorError> {
    let id = Ids::new(&services.clock, &mut OsRandom).fresh();
    let username = reserve_username(services, &name).await?;
    let mut tx = services.database.system(Reason::Operator).await?;
    let made = insert(&mut tx, services, (office, must_change), (id, name, username)).await?;
    tx.commit().await?;
    Ok(made)
}

/// Makes an LA administrator for an office, with the id that the form brought, on the record of each of the authority's schools.
pub(super) async fn add_la_administrator(
    services: &Services,
    _permit: &Permit<ManageAdministrators>,
    (code, id, name): (i16, AccountId, PersonName),
    event: &Event<'_>,
) -> Result<Administrator, AdministratorError> {
    let note = name.to_string();
    let username = reserve_username(services, &name).await?;
    let mut tx = services.database.system(Reason::Administration).await?;
    let made = insert(&mut tx, services, (Office::Authority(code), true), (id, name, username)).await?;
    write_authority_event(&mut tx, code, &Event { note: Some(&note), ..*event }).await?;
    tx.commit().await?;
    Ok(made)
}

async fn reserve_username(services: &Services, name: &PersonName) -> sqlx::Result<Username> {
    Ok(reserve_usernames(&services.database, &[UsernameStem::of(name)]).await?.remove(0))
}

async fn insert(
    tx: &mut SystemTx,
    services: &Services,
    (office, must_change_password): (Office, bool),
    (id, name, username): (AccountId, PersonName, Username),
) -> Result<Administrator, AdministratorError> {
    let password = generate_for(Audience::Adult, &PersonWords::of(&[&name], &[&username]), &mut OsRandom);
    let binding = Binding { account: id, form: Form::Sealed, visible_to: None };
    let sealed = services.vault.seal(&password, binding, &mut OsRandom)?;
    let (kind, role, authority_code) = match office {
        Office::Authority(code) => (AccountKind::AuthorityStaff, Role::LaAdmin, Some(code)),
        Office::ServiceDesk => (AccountKind::ServiceDesk, Role::ServiceDesk, None),
    };
    let person = NewPerson {
        id,
        kind,
        school: None,
        authority_code,
        username: username.clone(),
        name,
        year: None,
        expires_on: None,
        must_change_password,
    };
    let now = services.clock.now();
    add_person(tx, &person, now).await.map_err(|error| explain(error, authority_code))?;
    grant_role(tx, id, role, now).await?;
    put_any_credential(tx, &Stored { binding, sealed }, now).await?;
    Ok(Administrator { account: id, username, password })
}

fn explain(error: sqlx::Error, code: Option<i16>) -> AdministratorError {
    match (crate::db::constraint(&error), code) {
        (Some("account_authority_code_fkey"), Some(code)) => AdministratorError::UnknownAuthority(code),
        (Some("account_pkey"), _) => AdministratorError::MadeBefore,
        _ => error.into(),
    }
}
