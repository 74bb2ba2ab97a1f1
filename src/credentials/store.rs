//! SQL of credentials.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::vault::{Binding, Form, Sealed};
use crate::base::id::{AccountId, SchoolId};
use crate::db::{SystemTx, TenantTx};

/// A credential as it is kept.
#[derive(Clone, Debug)]
pub struct Stored {
    /// What it belongs to.
    pub binding: Binding,
    /// The ciphertext.
    pub sealed: Sealed,
}

/// A credential to keep.
#[derive(Clone, Debug)]
pub struct NewCredential {
    /// Whose.
    pub account: AccountId,
    /// The ciphertext, sealed for this account, in the sealed form, visible to the transaction's school.
    pub sealed: Sealed,
}

/// The credential of a person whom the current school manages.
pub async fn find_credential(tx: &mut TenantTx, account: AccountId) -> sqlx::Result<Option<Stored>> {
    find(tx, account).await
}

/// Anybody's credential, to check a sign-in against.
pub async fn find_any_credential(tx: &mut SystemTx, account: AccountId) -> sqlx::Result<Option<Stored>> {
    find(tx, account).await
}

/// Whose credential is found is the role's affair: row level security shows a school its own people's.
async fn find(connection: &mut PgConnection, account: AccountId) -> sqlx::Result<Option<Stored>> {
    let row = sqlx::query_as!(
        CredentialRow,
        r#"SELECT form, key_id, ciphertext, visible_to_school_id AS "visible_to: SchoolId"
           FROM credential WHERE account_id = $1"#,
        account.0
    )
    .fetch_optional(connection)
    .await?;
    row.map(|row| row.stored(account)).transpose()
}

/// The credentials of people whom the current school manages; of those who have none there is no line.
pub(super) async fn list_credentials(tx: &mut TenantTx, accounts: &[AccountId]) -> sqlx::Result<Vec<Stored>> {
    let accounts: Vec<_> = accounts.iter().map(|account| account.0).collect();
    let rows = sqlx::query!(
        r#"SELECT account_id AS "account: AccountId", form, key_id, ciphertext,
               visible_to_school_id AS "visible_to: SchoolId"
           FROM credential WHERE account_id = ANY ($1)"#,
        &accounts
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let kept = CredentialRow {
                form: row.form,
                key_id: row.key_id,
                ciphertext: row.ciphertext,
                visible_to: row.visible_to,
            };
            kept.stored(row.account)
        })
        .collect()
}

/// Keeps credentials of accounts that the current school manages, in place of those that were there.
pub async fn put_credentials(
    tx: &mut TenantTx,
    credentials: &[NewCredential],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let accounts: Vec<_> = credentials.iter().map(|new| new.account.0).collect();
    let keys: Vec<_> = credentials.iter().map(|new| new.sealed.key_id).collect();
    let ciphertexts: Vec<_> = credentials.iter().map(|new| new.sealed.ciphertext.clone()).collect();
    sqlx::query!(
        "INSERT INTO credential (account_id, form, key_id, ciphertext, visible_to_school_id, set_at)
         SELECT new.account_id, 'sealed', new.key_id, new.ciphertext, $4, $5
         FROM unnest($1::uuid[], $2::smallint[], $3::bytea[]) AS new (account_id, key_id, ciphertext)
         ON CONFLICT (account_id) DO UPDATE SET form = excluded.form, key_id = excluded.key_id,
             ciphertext = excluded.ciphertext, visible_to_school_id = excluded.visible_to_school_id, set_at = excluded.set_at",
        &accounts,
        &keys,
        &ciphertexts,
        tx.school().0,
        now,
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Lets people of the current school try to sign in at once.
pub(super) async fn clear_sign_in_delays(tx: &mut TenantTx, accounts: &[AccountId]) -> sqlx::Result<()> {
    let accounts: Vec<_> = accounts.iter().map(|account| account.0).collect();
    sqlx::query!("SELECT clear_sign_in_delays($1)", &accounts).execute(&mut **tx).await.map(|_| ())
}

/// Replaces a person's credential, whatever their school.
pub async fn put_any_credential(tx: &mut SystemTx, stored: &Stored, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO credential (account_id, form, key_id, ciphertext, visible_to_school_id, set_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (account_id) DO UPDATE SET form = excluded.form, key_id = excluded.key_id,
             ciphertext = excluded.ciphertext, visible_to_school_id = excluded.visible_to_school_id, set_at = excluded.set_at",
        stored.binding.account.0,
        stored.binding.form.as_str(),
        stored.sealed.key_id,
        stored.sealed.ciphertext,
        stored.binding.visible_to.map(|school| school.0),
        now,
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// The stored check values of master keys.
pub async fn find_key_checks(tx: &mut SystemTx) -> sqlx::Result<Vec<Sealed>> {
    sqlx::query_as!(Sealed, "SELECT key_id, ciphertext FROM key_check ORDER BY key_id")
        .fetch_all(&mut **tx)
        .await
}

/// Whether something is still sealed with this key.
pub async fn is_key_in_use(tx: &mut SystemTx, key_id: i16) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"SELECT EXISTS (SELECT FROM credential WHERE key_id = $1) AS "used!""#, key_id)
        .fetch_one(&mut **tx)
        .await
}

/// Stores a check value for each key that has none yet.
pub async fn insert_key_checks(tx: &mut SystemTx, checks: &[Sealed]) -> sqlx::Result<()> {
    let keys: Vec<_> = checks.iter().map(|check| check.key_id).collect();
    let ciphertexts: Vec<_> = checks.iter().map(|check| check.ciphertext.clone()).collect();
    sqlx::query!(
        "INSERT INTO key_check (key_id, ciphertext)
         SELECT * FROM unnest($1::smallint[], $2::bytea[]) ON CONFLICT (key_id) DO NOTHING",
        &keys,
        &ciphertexts
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

struct CredentialRow {
    form: String,
    key_id: i16,
    ciphertext: Vec<u8>,
    visible_to: Option<SchoolId>,
}

impl CredentialRow {
    fn stored(self, account: AccountId) -> sqlx::Result<Stored> {
        let form = Form::from_code(&self.form)
            .ok_or_else(|| sqlx::Error::Decode(format!("credential {account}: form").into()))?;
        Ok(Stored {
            binding: Binding { account, form, visible_to: self.visible_to },
            sealed: Sealed { key_id: self.key_id, ciphertext: self.ciphertext },
        })
    }
}
