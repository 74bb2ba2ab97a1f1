//! SQL of provisioning tokens, of which the database keeps the hash.

use chrono::{DateTime, Utc};

use super::super::tokens::TokenOwner;
use crate::base::id::{SchoolId, TokenId};
use crate::db::SystemTx;
use crate::sessions::Token;

/// What a provisioning token opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenScope {
    /// The token.
    pub id: TokenId,
    /// The one school, or
    pub school: Option<SchoolId>,
    /// the schools of one authority.
    pub authority_code: Option<i16>,
}

/// The scope of a token that was not revoked; notes that it was used.
pub async fn find_token(
    tx: &mut SystemTx,
    token: &Token,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<TokenScope>> {
    sqlx::query_as!(
        TokenScope,
        r#"UPDATE provisioning_token SET last_used_at = $2 WHERE secret_hash = $1 AND revoked_at IS NULL
           RETURNING id AS "id: TokenId", school_id AS "school: SchoolId", authority_code"#,
        token.hash(),
        now
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Keeps a new token's hash; false where its id is taken.
pub async fn insert_token(
    tx: &mut SystemTx,
    scope: &TokenScope,
    token: &Token,
    (made_by, now): (&str, DateTime<Utc>),
) -> sqlx::Result<bool> {
    let made = sqlx::query!(
        "INSERT INTO provisioning_token (id, secret_hash, school_id, authority_code, created_at, made_by)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING",
        scope.id.0,
        token.hash(),
        scope.school.map(|school| school.0),
        scope.authority_code,
        now,
        made_by
    )
    .execute(&mut **tx)
    .await?;
    Ok(made.rows_affected() == 1)
}

/// Revokes a token, whoever owns it; whether there was one to revoke.
pub async fn revoke_token(tx: &mut SystemTx, id: TokenId, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "UPDATE provisioning_token SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL",
        id.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A token as its page lists it.
#[derive(Clone, Debug)]
pub struct TokenRow {
    /// Which.
    pub id: TokenId,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// By whom, as they were called then; empty where a command made it.
    pub made_by: String,
    /// When a client last came with it.
    pub last_used_at: Option<DateTime<Utc>>,
    /// Since when it opens nothing.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// The owner's own tokens: those in force first, each group newest first.
pub async fn list_tokens(tx: &mut SystemTx, owner: TokenOwner) -> sqlx::Result<Vec<TokenRow>> {
    let (school, authority) = owner.columns();
    sqlx::query_as!(
        TokenRow,
        r#"SELECT id AS "id: TokenId", created_at, made_by, last_used_at, revoked_at FROM provisioning_token
           WHERE school_id = $1 OR authority_code = $2
           ORDER BY revoked_at DESC NULLS FIRST, created_at DESC, id"#,
        school.map(|school| school.0),
        authority
    )
    .fetch_all(&mut **tx)
    .await
}

/// One of the owner's own tokens.
pub async fn find_own_token(
    tx: &mut SystemTx,
    owner: TokenOwner,
    id: TokenId,
) -> sqlx::Result<Option<TokenRow>> {
    let (school, authority) = owner.columns();
    sqlx::query_as!(
        TokenRow,
        r#"SELECT id AS "id: TokenId", created_at, made_by, last_used_at, revoked_at FROM provisioning_token
           WHERE id = $3 AND (school_id = $1 OR authority_code = $2)"#,
        school.map(|school| school.0),
        authority,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await
}
