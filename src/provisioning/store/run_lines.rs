//! The lines of one run as its page shows them, a page of the list at a time.

use chrono::{DateTime, NaiveDate, Utc};

use super::reports::{ChangeRow, RejectionRow};
use crate::base::id::{AccountId, BatchId, WaitingId};
use crate::base::{Language, YearGroup};
use crate::db::TenantTx;

/// Some rows of a list.
#[derive(Clone, Copy, Debug)]
pub struct Slice {
    /// How many at most.
    pub limit: i64,
    /// How many stand before them.
    pub offset: i64,
}

/// How many lines of the run have one of these outcomes; a row that changed in two fields has two.
pub async fn count_changes(tx: &mut TenantTx, batch: BatchId, outcomes: &[&str]) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM sync_change
           WHERE school_id = $1 AND batch_id = $2 AND outcome = ANY ($3::text[])"#,
        tx.school().0,
        batch.0,
        outcomes as &[&str]
    )
    .fetch_one(&mut **tx)
    .await
}

/// The lines of the run with one of these outcomes, in the file's order.
pub async fn list_changes(
    tx: &mut TenantTx,
    batch: BatchId,
    outcomes: &[&str],
    slice: Slice,
) -> sqlx::Result<Vec<ChangeRow>> {
    sqlx::query_as!(
        ChangeRow,
        r#"SELECT row, sourced_id, account_id AS "account: AccountId", name, username, outcome, field, before, after, cause
           FROM sync_change WHERE school_id = $1 AND batch_id = $2 AND outcome = ANY ($3::text[])
           ORDER BY row, abs(position) LIMIT $4 OFFSET $5"#,
        tx.school().0,
        batch.0,
        outcomes as &[&str],
        slice.limit,
        slice.offset
    )
    .fetch_all(&mut **tx)
    .await
}

/// The rejected rows of the run, in the file's order.
pub async fn list_rejections(
    tx: &mut TenantTx,
    batch: BatchId,
    slice: Slice,
) -> sqlx::Result<Vec<RejectionRow>> {
    sqlx::query_as!(
        RejectionRow,
        "SELECT file, row, sourced_id, name, code FROM sync_rejection WHERE school_id = $1 AND batch_id = $2
         ORDER BY position LIMIT $3 OFFSET $4",
        tx.school().0,
        batch.0,
        slice.limit,
        slice.offset
    )
    .fetch_all(&mut **tx)
    .await
}

/// A learner whose row waits.
#[derive(Clone, Debug)]
pub struct WaitingRow {
    /// The row on the school's list, where this run is the one that keeps it.
    pub id: Option<WaitingId>,
    /// Who, as the row says.
    pub name: String,
    /// Why; what the school's list says now where this run is the one that keeps it.
    pub reason: String,
    /// When the learner comes; told by the run that keeps the school's list.
    pub admission_date: Option<NaiveDate>,
    /// Since when the learner waits.
    pub since: Option<DateTime<Utc>>,
}

/// The rows of the run that wait, in the file's order.
pub async fn list_waiting(tx: &mut TenantTx, batch: BatchId, slice: Slice) -> sqlx::Result<Vec<WaitingRow>> {
    sqlx::query_as!(
        WaitingRow,
        r#"SELECT w.id AS "id?: WaitingId", c.name, coalesce(w.reason, c.cause) AS "reason!", w.admission_date AS "admission_date?", w.since AS "since?"
           FROM sync_change c
           LEFT JOIN waiting_learner w
             ON w.school_id = c.school_id AND w.batch_id = c.batch_id AND w.sourced_id = c.sourced_id
           WHERE c.school_id = $1 AND c.batch_id = $2 AND c.outcome = 'waiting'
           ORDER BY c.row, c.position LIMIT $3 OFFSET $4"#,
        tx.school().0,
        batch.0,
        slice.limit,
        slice.offset
    )
    .fetch_all(&mut **tx)
    .await
}

/// Somebody whom a held run would release.
#[derive(Clone, Debug)]
pub struct HeldReleaseRow {
    /// The account.
    pub account: AccountId,
    /// Shown forename.
    pub forename: String,
    /// Shown surname.
    pub surname: String,
    /// Username.
    pub username: String,
    /// Year group, of a learner.
    pub year: Option<YearGroup>,
    /// Registration group, of a learner.
    pub registration_group: Option<String>,
    /// The last day, by the file.
    pub leaving_date: NaiveDate,
}

/// Those whom a held run would release, by year and group, then by name in `language`.
pub async fn list_held_releases(
    tx: &mut TenantTx,
    batch: BatchId,
    language: Language,
    slice: Slice,
) -> sqlx::Result<Vec<HeldReleaseRow>> {
    sqlx::query_as!(
        HeldReleaseRow,
        r#"SELECT a.id AS "account: AccountId", a.display_forename AS forename, a.display_surname AS surname, a.username,
                  a.year_group AS "year: YearGroup", a.registration_group, h.leaving_date
           FROM held_release h JOIN account a ON a.id = h.account_id
           WHERE h.school_id = $1 AND h.batch_id = $2
           ORDER BY a.year_group, a.registration_group COLLATE "cy-x-icu",
               CASE WHEN $3 = 'cy' THEN a.display_surname END COLLATE "cy-x-icu",
               CASE WHEN $3 = 'cy' THEN a.display_forename END COLLATE "cy-x-icu",
               a.display_surname COLLATE "en-x-icu", a.display_forename COLLATE "en-x-icu", a.id
           LIMIT $4 OFFSET $5"#,
        tx.school().0,
        batch.0,
        language.code(),
        slice.limit,
        slice.offset
    )
    .fetch_all(&mut **tx)
    .await
}

/// How many of a year group a held run would release.
#[derive(Clone, Copy, Debug)]
pub struct ReleaseYear {
    /// The year group; none of staff.
    pub year: Option<YearGroup>,
    /// How many.
    pub people: i64,
}

/// Those whom a held run would release, counted by year group, the oldest first and staff last.
pub async fn count_held_years(tx: &mut TenantTx, batch: BatchId) -> sqlx::Result<Vec<ReleaseYear>> {
    sqlx::query_as!(
        ReleaseYear,
        r#"SELECT a.year_group AS "year: YearGroup", count(*) AS "people!"
           FROM held_release h JOIN account a ON a.id = h.account_id
           WHERE h.school_id = $1 AND h.batch_id = $2 GROUP BY a.year_group ORDER BY a.year_group DESC NULLS LAST"#,
        tx.school().0,
        batch.0
    )
    .fetch_all(&mut **tx)
    .await
}

/// The accounts that a held run would release and that the school still has.
pub async fn list_held_accounts(tx: &mut TenantTx, batch: BatchId) -> sqlx::Result<Vec<AccountId>> {
    sqlx::query_scalar!(
        r#"SELECT a.id AS "id: AccountId" FROM held_release h JOIN account a ON a.id = h.account_id
           WHERE h.school_id = $1 AND h.batch_id = $2"#,
        tx.school().0,
        batch.0
    )
    .fetch_all(&mut **tx)
    .await
}
