//! Opening the passwords of many people at once, for paper and for files.

use std::collections::HashMap;

use secrecy::SecretString;
use thiserror::Error;

use super::{Form, Stored, Vault, VaultError, store};
use crate::base::id::{AccountId, SchoolId};
use crate::db::TenantTx;

/// What a school may know of the password of one of its people.
#[derive(Debug)]
pub enum Opened {
    /// It was set here.
    Password(SecretString),
    /// Its owner chose it, and nobody else can see it.
    ChosenByOwner,
}

/// Why passwords could not be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The database.
    #[error("{}", crate::db::describe(.0))]
    Database(#[from] sqlx::Error),
}

/// The passwords of people whom the current school manages; nothing of those of whom it may know none.
///
/// Whoever asks writes it into the audit trail and commits before anybody reads it.
pub async fn open_passwords(
    tx: &mut TenantTx,
    vault: &Vault,
    accounts: &[AccountId],
) -> Result<HashMap<AccountId, Opened>, OpenError> {
    let here = tx.school();
    let mut opened = HashMap::with_capacity(accounts.len());
    for stored in store::list_credentials(tx, accounts).await? {
        if let Some(password) = open(vault, here, &stored)? {
            opened.insert(stored.binding.account, password);
        }
    }
    Ok(opened)
}

fn open(vault: &Vault, here: SchoolId, stored: &Stored) -> Result<Option<Opened>, VaultError> {
    match stored.binding.form {
        Form::Private => Ok(Some(Opened::ChosenByOwner)),
        Form::Sealed if stored.binding.visible_to == Some(here) => {
            vault.open(&stored.sealed, stored.binding).map(|password| Some(Opened::Password(password)))
        }
        Form::Sealed => Ok(None),
    }
}
