//! Setting the passwords of a school's people, however many: sealed, so that the school can show them.

use chrono::{DateTime, Utc};
use secrecy::SecretString;
use thiserror::Error;

use super::store::{self, NewCredential};
use super::{Binding, Form, Vault, VaultError};
use crate::base::id::AccountId;
use crate::base::random::OsRandom;
use crate::db::TenantTx;
use crate::sessions;

/// A password that somebody gets. It passes the policy: it was generated, or checked.
#[derive(Debug)]
pub struct NewPassword {
    /// Whose.
    pub account: AccountId,
    /// The password.
    pub password: SecretString,
}

/// Why passwords were not set; then none was.
#[derive(Debug, Error)]
pub enum ResetError {
    /// The vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The database.
    #[error("{}", crate::db::describe(.0))]
    Database(#[from] sqlx::Error),
}

/// Puts each password in place of whatever was there. The old ones no longer work, their sessions end, and whoever has tried
/// too often may try again at once. Accounts that the current school does not manage are refused.
pub async fn put_passwords(
    tx: &mut TenantTx,
    vault: &Vault,
    new: &[NewPassword],
    now: DateTime<Utc>,
) -> Result<(), ResetError> {
    let school = Some(tx.school());
    let sealed = new
        .iter()
        .map(|NewPassword { account, password }| {
            let binding = Binding { account: *account, form: Form::Sealed, visible_to: school };
            Ok(NewCredential { account: *account, sealed: vault.seal(password, binding, &mut OsRandom)? })
        })
        .collect::<Result<Vec<_>, VaultError>>()?;
    let accounts: Vec<AccountId> = new.iter().map(|new| new.account).collect();
    store::put_credentials(tx, &sealed, now).await?;
    store::clear_sign_in_delays(tx, &accounts).await?;
    sessions::end_sessions(tx, &accounts).await?;
    Ok(())
}
