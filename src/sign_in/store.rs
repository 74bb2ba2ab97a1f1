//! SQL of signing in.

use std::net::IpAddr;

use chrono::{DateTime, Utc};

use super::throttle::{ADDRESS_MEMORY, FORGET_AFTER};
use crate::accounts::State;
use crate::base::Username;
use crate::base::id::AccountId;
use crate::db::SystemTx;

/// An account as the sign-in sees it.
#[derive(Debug)]
pub struct Candidate {
    /// Whose.
    pub account: AccountId,
    /// Whether it works today.
    pub is_usable: bool,
    /// Whether a new password must be chosen first.
    pub must_change_password: bool,
    /// Whether this browser signed in with it before.
    pub knows_device: bool,
}

/// The account behind a username or an alias.
pub async fn find_candidate(
    tx: &mut SystemTx,
    username: &Username,
    device: &[u8],
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Candidate>> {
    let row = sqlx::query!(
        r#"SELECT a.id AS "id: AccountId", a.state, a.must_change_password,
                  coalesce(a.expires_on >= t.today, true) AND coalesce(a.active_until >= t.today, true) AS "in_term!",
                  EXISTS (SELECT FROM known_device d WHERE d.account_id = a.id AND d.token_hash = $2) AS "knows_device!"
           FROM username u JOIN account a ON a.id = u.account_id,
                LATERAL (SELECT ($3::timestamptz AT TIME ZONE 'Europe/London')::date AS today) t
           WHERE u.name = $1"#,
        username.key(),
        device,
        now
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| Candidate {
        account: row.id,
        is_usable: State::from_code(&row.state) == Some(State::Active) && row.in_term,
        must_change_password: row.must_change_password,
        knows_device: row.knows_device,
    }))
}

/// The failures in a row of a name, and when it may be tried again.
pub async fn find_delay(
    tx: &mut SystemTx,
    name: &str,
    device: &[u8],
    now: DateTime<Utc>,
) -> sqlx::Result<Option<(u32, DateTime<Utc>)>> {
    let row = sqlx::query!(
        "SELECT failures, next_try_at FROM sign_in_delay
         WHERE name = $1 AND device = $2 AND failed_at > $3 FOR UPDATE",
        name,
        device,
        now - FORGET_AFTER
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (u32::try_from(row.failures).unwrap_or(u32::MAX), row.next_try_at)))
}

/// Charges an attempt before it is checked, so that many at once gain nothing; a success takes it back.
pub async fn charge(
    tx: &mut SystemTx,
    name: &str,
    device: &[u8],
    failures: u32,
    times: (DateTime<Utc>, DateTime<Utc>),
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO sign_in_delay (name, device, failures, failed_at, next_try_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (name, device) DO UPDATE
         SET failures = excluded.failures, failed_at = excluded.failed_at, next_try_at = excluded.next_try_at",
        name,
        device,
        i32::try_from(failures).unwrap_or(i32::MAX),
        times.0,
        times.1
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// How many different names failed and succeeded at an address of late.
pub async fn count_at_address(
    tx: &mut SystemTx,
    address: IpAddr,
    now: DateTime<Utc>,
) -> sqlx::Result<(i64, i64)> {
    let row = sqlx::query!(
        r#"SELECT count(*) FILTER (WHERE NOT succeeded) AS "failing!", count(*) FILTER (WHERE succeeded) AS "succeeding!"
           FROM sign_in_address WHERE address = $1::text::inet AND tried_at > $2"#,
        address.to_string(),
        now - ADDRESS_MEMORY
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok((row.failing, row.succeeding))
}

/// Notes the outcome of a name at an address.
pub async fn note_at_address(
    tx: &mut SystemTx,
    address: IpAddr,
    name: &str,
    succeeded: bool,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO sign_in_address (address, name, succeeded, tried_at) VALUES ($1::text::inet, $2, $3, $4)
         ON CONFLICT (address, name) DO UPDATE SET succeeded = excluded.succeeded, tried_at = excluded.tried_at",
        address.to_string(),
        name,
        succeeded,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// A success: the name's failures are forgotten, the browser is known from now on.
pub async fn note_success(
    tx: &mut SystemTx,
    account: AccountId,
    name: &str,
    devices: (&[u8], &[u8]),
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let (counted, known) = devices;
    sqlx::query!(
        "WITH cleared AS (DELETE FROM sign_in_delay WHERE name = $2 AND device = $3),
         device AS (
             INSERT INTO known_device (account_id, token_hash, last_used_at) VALUES ($1, $4, $5)
             ON CONFLICT (account_id, token_hash) DO UPDATE SET last_used_at = excluded.last_used_at
         )
         UPDATE account SET last_sign_in_at = $5 WHERE id = $1",
        account.0,
        name,
        counted,
        known,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// The failures in a row of a name no longer count.
pub async fn forget_failures(tx: &mut SystemTx, name: &str, device: &[u8]) -> sqlx::Result<()> {
    sqlx::query!("DELETE FROM sign_in_delay WHERE name = $1 AND device = $2", name, device)
        .execute(&mut **tx)
        .await
        .map(|_| ())
}

/// The names that a new password must not contain.
pub async fn find_names(
    tx: &mut SystemTx,
    account: AccountId,
) -> sqlx::Result<([crate::base::PersonName; 2], Username)> {
    let row = sqlx::query!(
        r#"SELECT legal_forename, legal_surname, display_forename, display_surname, username AS "username: Username"
           FROM account WHERE id = $1"#,
        account.0
    )
    .fetch_one(&mut **tx)
    .await?;
    let name = |forename, surname| crate::base::PersonName { forename, surname };
    Ok((
        [name(row.legal_forename, row.legal_surname), name(row.display_forename, row.display_surname)],
        row.username,
    ))
}

/// Notes that the password is the owner's choice.
pub async fn note_password_chosen(tx: &mut SystemTx, account: AccountId) -> sqlx::Result<()> {
    sqlx::query!("UPDATE account SET must_change_password = false WHERE id = $1", account.0)
        .execute(&mut **tx)
        .await
        .map(|_| ())
}

/// Keeps the language that somebody chose.
pub async fn keep_language(tx: &mut SystemTx, account: AccountId, language: &str) -> sqlx::Result<()> {
    sqlx::query!("UPDATE account SET language = $2 WHERE id = $1", account.0, language)
        .execute(&mut **tx)
        .await
        .map(|_| ())
}

/// Deletes what no longer counts.
pub async fn forget(tx: &mut SystemTx, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH delays AS (DELETE FROM sign_in_delay WHERE failed_at < $1),
         devices AS (DELETE FROM known_device WHERE last_used_at < $3)
         DELETE FROM sign_in_address WHERE tried_at < $2",
        now - FORGET_AFTER,
        now - ADDRESS_MEMORY,
        now - chrono::TimeDelta::days(180)
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}
