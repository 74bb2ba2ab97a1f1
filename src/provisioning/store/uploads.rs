//! Uploaded files.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::tokens::TokenScope;
use crate::base::DfesNumber;
use crate::base::id::{AccountId, BatchId, SchoolId, TokenId, UploadId};
use crate::db::SystemTx;

/// Who sends a file, and which schools it may name.
#[derive(Clone, Copy, Debug)]
pub struct Sender {
    /// Who.
    pub by: SentBy,
    /// The one school, or
    pub school: Option<SchoolId>,
    /// the schools of one authority.
    pub authority_code: Option<i16>,
}

/// Whence a file comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentBy {
    /// From a provisioning client.
    Token(TokenId),
    /// From somebody who may only rehearse it.
    Person(AccountId),
}

impl From<TokenScope> for Sender {
    fn from(scope: TokenScope) -> Self {
        Self { by: SentBy::Token(scope.id), school: scope.school, authority_code: scope.authority_code }
    }
}

/// A school of an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UploadSchool {
    /// Its id.
    pub id: SchoolId,
    /// Its number.
    pub dfes_number: i32,
    /// Its authority.
    pub authority_code: i16,
}

/// Those of the schools with these numbers that the portal knows.
pub async fn find_upload_schools(
    tx: &mut SystemTx,
    numbers: &[DfesNumber],
) -> sqlx::Result<Vec<UploadSchool>> {
    let numbers: Vec<i32> = numbers.iter().map(|number| number.as_i32()).collect();
    sqlx::query_as!(
        UploadSchool,
        r#"SELECT id AS "id: SchoolId", dfes_number, authority_code FROM school WHERE dfes_number = ANY ($1)
           ORDER BY dfes_number"#,
        &numbers
    )
    .fetch_all(&mut **tx)
    .await
}

/// The file's content and what is to be done with it.
#[derive(Debug)]
pub struct NewUpload {
    /// A new id.
    pub id: UploadId,
    /// Whence it comes.
    pub by: SentBy,
    /// SHA-256 of the content.
    pub content_hash: Vec<u8>,
    /// The zip.
    pub content: Bytes,
    /// Whether nothing is to be changed.
    pub dry_run: bool,
}

/// Keeps an uploaded file until it has been read.
pub async fn insert_upload(tx: &mut SystemTx, upload: &NewUpload, now: DateTime<Utc>) -> sqlx::Result<()> {
    let (token, account) = match upload.by {
        SentBy::Token(token) => (Some(token.0), None),
        SentBy::Person(account) => (None, Some(account.0)),
    };
    sqlx::query!(
        "INSERT INTO upload (id, token_id, account_id, content_hash, content, size, dry_run, received_at)
         VALUES ($1, $2, $3, $4, $5::bytea, octet_length($5::bytea), $6, $7)",
        upload.id.0,
        token,
        account,
        upload.content_hash,
        &upload.content[..],
        upload.dry_run,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// For each school the batch that already stands for these very bytes as its latest: sent again, they are the same run.
pub async fn find_standing_batches(
    tx: &mut SystemTx,
    schools: &[SchoolId],
    content_hash: &[u8],
) -> sqlx::Result<Vec<(SchoolId, BatchId)>> {
    let ids: Vec<Uuid> = schools.iter().map(|school| school.0).collect();
    let rows = sqlx::query!(
        r#"SELECT latest.school_id AS "school: SchoolId", latest.id AS "batch: BatchId"
           FROM unnest($1::uuid[]) AS wanted (id)
           CROSS JOIN LATERAL (
               SELECT school_id, id, content_hash, dry_run, state FROM sync_batch
               WHERE school_id = wanted.id ORDER BY number DESC LIMIT 1) latest
           WHERE latest.content_hash = $2 AND NOT latest.dry_run AND latest.state NOT IN ('failed', 'discarded', 'undone')"#,
        &ids,
        content_hash
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.school, row.batch)).collect())
}

/// Locks the schools' places in the intake, in one order, so that two posts of the same bytes make one batch.
pub async fn lock_intake(tx: &mut SystemTx, schools: &[SchoolId]) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = schools.iter().map(|school| school.0).collect();
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended(id::text, 0)) FROM unnest($1::uuid[]) AS s (id) ORDER BY id", &ids)
        .execute(&mut **tx)
        .await
        .map(|_| ())
}

/// A run that brought nothing new moves *Last Run* all the same.
pub async fn note_repeated_runs(
    tx: &mut SystemTx,
    schools: &[SchoolId],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = schools.iter().map(|school| school.0).collect();
    sqlx::query!(
        "WITH moved AS (
             UPDATE school_status SET last_run_at = $2,
                 last_applied_at = CASE WHEN last_outcome = 'applied' THEN $2 ELSE last_applied_at END
             WHERE school_id = ANY ($1) AND last_run_at IS NOT NULL RETURNING school_id, last_outcome
         )
         INSERT INTO run_day (school_id, day, runs, outcome)
         SELECT school_id, ($2 AT TIME ZONE 'Europe/London')::date, 1, coalesce(last_outcome, 'applied') FROM moved
         ON CONFLICT (school_id, day) DO UPDATE SET runs = run_day.runs + 1",
        &ids,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Makes a batch for each school, in the order given.
pub async fn insert_batches(
    tx: &mut SystemTx,
    upload: &NewUpload,
    batches: &[(SchoolId, BatchId)],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let schools: Vec<Uuid> = batches.iter().map(|(school, _)| school.0).collect();
    let ids: Vec<Uuid> = batches.iter().map(|(_, batch)| batch.0).collect();
    sqlx::query!(
        "INSERT INTO sync_batch (id, school_id, upload_id, content_hash, dry_run, state, received_at)
         SELECT b.id, b.school_id, $3, $4, $5, 'received', $6
         FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS b (school_id, id, place) ORDER BY b.place",
        &schools,
        &ids,
        upload.id.0,
        upload.content_hash,
        upload.dry_run,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}
