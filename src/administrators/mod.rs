//! LA administrators and the service desk: people of no school, made by the operator's command.

use secrecy::SecretString;
use thiserror::Error;

use crate::accounts::{NewPerson, add_person, grant_role, reserve_usernames};
use crate::authz::{AccountKind, Role};
use crate::base::id::{AccountId, Ids};
use crate::base::random::OsRandom;
use crate::base::username::UsernameStem;
use crate::base::{PersonName, Username};
use crate::credentials::{
    Audience, Binding, Form, PersonWords, Stored, VaultError, generate_for, put_any_credential,
};
use crate::db::Reason;
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
    let username = reserve_usernames(&services.database, &[UsernameStem::of(&name)]).await?.remove(0);
    let account: AccountId = Ids::new(&services.clock, &mut OsRandom).fresh();
    let password = generate_for(Audience::Adult, &PersonWords::of(&[&name], &[&username]), &mut OsRandom);
    let binding = Binding { account, form: Form::Sealed, visible_to: None };
    let sealed = services.vault.seal(&password, binding, &mut OsRandom)?;
    let (kind, role, authority_code) = match office {
        Office::Authority(code) => (AccountKind::AuthorityStaff, Role::LaAdmin, Some(code)),
        Office::ServiceDesk => (AccountKind::ServiceDesk, Role::ServiceDesk, None),
    };
    let person = NewPerson {
        id: account,
        kind,
        school: None,
        authority_code,
        username: username.clone(),
        name,
        year: None,
        expires_on: None,
        must_change_password: must_change,
    };
    let now = services.clock.now();
    let mut tx = services.database.system(Reason::Operator).await?;
    add_person(&mut tx, &person, now).await.map_err(|error| unknown_authority(error, authority_code))?;
    grant_role(&mut tx, account, role, now).await?;
    put_any_credential(&mut tx, &Stored { binding, sealed }, now).await?;
    tx.commit().await?;
    Ok(Administrator { account, username, password })
}

fn unknown_authority(error: sqlx::Error, code: Option<i16>) -> AdministratorError {
    match (crate::db::constraint(&error), code) {
        (Some("account_authority_code_fkey"), Some(code)) => AdministratorError::UnknownAuthority(code),
        _ => error.into(),
    }
}
