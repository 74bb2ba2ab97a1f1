//! Held runs: whom they would release, what takes their place, and what is decided about them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::base::id::{AccountId, BatchId};
use crate::db::TenantTx;
use crate::school_status;

/// Leaving dates that runs before `number` brought and that were held; those runs are replaced by it.
pub async fn replace_held(
    tx: &mut TenantTx,
    batch: BatchId,
    number: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<HashMap<AccountId, NaiveDate>> {
    let rows = sqlx::query!(
        r#"WITH replaced AS (
               UPDATE sync_batch SET state = 'replaced', finished_at = $4, snapshot = NULL
               WHERE school_id = $1 AND state = 'held' AND number < $3 RETURNING id
           )
           SELECT h.account_id AS "account: AccountId", max(h.leaving_date) AS "leaving_date!"
           FROM held_release h
           WHERE h.school_id = $1 AND (h.batch_id = $2 OR h.batch_id IN (SELECT id FROM replaced))
           GROUP BY h.account_id"#,
        tx.school().0,
        batch.0,
        number,
        now
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.account, row.leaving_date)).collect())
}

/// Keeps the list of those whom a held run would release, in place of an older list.
pub async fn store_held_releases(
    tx: &mut TenantTx,
    batch: BatchId,
    releases: &[(AccountId, NaiveDate)],
) -> sqlx::Result<()> {
    let accounts: Vec<Uuid> = releases.iter().map(|(account, _)| account.0).collect();
    let days: Vec<NaiveDate> = releases.iter().map(|(_, day)| *day).collect();
    sqlx::query!("DELETE FROM held_release WHERE school_id = $1 AND batch_id = $2", tx.school().0, batch.0)
        .execute(&mut **tx)
        .await?;
    sqlx::query!(
        "INSERT INTO held_release (school_id, batch_id, account_id, leaving_date)
         SELECT $1, $2, r.id, r.day FROM unnest($3::uuid[], $4::date[]) AS r (id, day)",
        tx.school().0,
        batch.0,
        &accounts,
        &days
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Lets a held run go on, or discards it; false where it is no longer held.
pub async fn decide(
    tx: &mut TenantTx,
    batch: BatchId,
    release_by: Option<AccountId>,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "UPDATE sync_batch
         SET state = CASE WHEN $3::uuid IS NULL THEN 'discarded' ELSE 'received' END, released_by = $3,
             released_at = CASE WHEN $3::uuid IS NULL THEN NULL ELSE $4::timestamptz END, attempts = 0, failures = 0,
             finished_at = CASE WHEN $3::uuid IS NULL THEN $4::timestamptz END
         WHERE school_id = $1 AND id = $2 AND state = 'held'",
        tx.school().0,
        batch.0,
        release_by.map(|account| account.0),
        now
    )
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    if release_by.is_none() {
        note_discarded(tx).await?;
    }
    school_status::refresh(tx, now).await?;
    Ok(true)
}

/// The summary no longer says that the last run is held. A run that failed after the held one stays the last.
async fn note_discarded(tx: &mut TenantTx) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE school_status SET last_outcome = 'discarded' WHERE school_id = $1 AND last_outcome = 'held'",
        tx.school().0
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}
