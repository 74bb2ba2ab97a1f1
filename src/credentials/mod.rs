//! Passwords: which are good enough, how they are made, how they are kept and checked.
//!
//! A credential is *sealed* (set in the portal, which can show it), *private* (chosen by its owner, only verifiable) or absent.

mod blocked;
mod common;
pub mod generator;
mod hasher;
mod keyring;
mod person_words;
pub mod policy;
mod reset;
mod store;
mod vault;
mod wording;
mod words;

use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use thiserror::Error;

pub use generator::{Audience, generate, generate_for};
pub use hasher::{Busy, Hasher};
pub use keyring::{Keyring, KeyringError};
pub use person_words::PersonWords;
pub use policy::{PolicyRule, check};
pub use reset::{NewPassword, ResetError, put_passwords};
pub use store::{
    NewCredential, Stored, find_any_credential, find_credential, put_any_credential, put_credentials,
};
pub use vault::{Binding, Form, Sealed, Vault, VaultError};

use crate::base::random::Random;
use crate::db::SystemTx;

/// What the credential of a person looks like from a school's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordState {
    /// The portal can show it here.
    Shown,
    /// The portal has none that this school may see.
    Unavailable,
    /// Its owner chose it.
    ChangedByUser,
}

impl PasswordState {
    /// The state for a stored form, and whether the looking school may see it.
    pub fn of(form: Option<&str>, visible_here: bool) -> Self {
        match form {
            Some("sealed") if visible_here => Self::Shown,
            Some("private") => Self::ChangedByUser,
            _ => Self::Unavailable,
        }
    }
}

/// The start is refused: a stored check value does not open with the key file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "master key {0} of the key file is not the one that this database was sealed with: set UMP_MASTER_KEY_FILE to the right file"
)]
pub struct WrongKey(pub i16);

/// Compares the key file with the database, and lets the database know new keys.
pub async fn check_keys(tx: &mut SystemTx, vault: &Vault, random: &mut dyn Random) -> anyhow::Result<()> {
    for stored in store::find_key_checks(tx).await? {
        if !vault.opens_check(&stored)
            && (vault.knows(stored.key_id) || store::is_key_in_use(tx, stored.key_id).await?)
        {
            return Err(WrongKey(stored.key_id).into());
        }
    }
    store::insert_key_checks(tx, &vault.check_values(random)?).await?;
    Ok(())
}

/// Whether `password` is the one that `stored` keeps; `None` for an account without one. Each call costs one Argon2.
pub async fn verify(
    vault: &Vault,
    hasher: &Hasher,
    stored: Option<&Stored>,
    password: SecretString,
) -> Result<bool, VerifyError> {
    let opened = stored.map(|stored| vault.open(&stored.sealed, stored.binding)).transpose()?;
    match (stored.map(|stored| stored.binding.form), opened) {
        (Some(Form::Private), Some(hash)) => Ok(hasher.verify(password, Some(hash)).await?),
        (Some(Form::Sealed), Some(plain)) => {
            let same = plain.expose_secret().as_bytes().ct_eq(password.expose_secret().as_bytes()).into();
            hasher.verify(password, None).await?;
            Ok(same)
        }
        _ => Ok(hasher.verify(password, None).await?),
    }
}

/// Why a password could not be checked.
#[derive(Debug, Error)]
pub enum VerifyError {
    /// Too many attempts wait.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// The stored credential does not open.
    #[error(transparent)]
    Vault(#[from] VaultError),
}
