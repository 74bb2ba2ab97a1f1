//! The life of a batch: received, validating, applying, and how it ends.

use chrono::{DateTime, Utc};

use super::super::plan::{Counts, Hold};
use crate::base::id::{BatchId, SchoolId, UploadId};
use crate::db::{SystemTx, TenantTx};
use crate::school_status;

/// Takes the school's lock for this transaction; false where another worker has it.
pub async fn lock_school(tx: &mut TenantTx) -> sqlx::Result<bool> {
    let row = sqlx::query!(
        "SELECT school_id FROM intake WHERE school_id = $1 FOR UPDATE SKIP LOCKED",
        tx.school().0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.is_some())
}

/// A batch to be applied.
#[derive(Debug)]
pub struct OpenBatch {
    /// Which.
    pub id: BatchId,
    /// Its place in the order received.
    pub number: i64,
    /// Whether nothing is to be changed.
    pub dry_run: bool,
    /// Released by hand after having been held.
    pub was_released: bool,
    /// The school's part of the file; not there until the upload has been read.
    pub snapshot: Option<Vec<u8>>,
    /// Attempts begun before.
    pub attempts: i32,
    /// Attempts that ended in an error.
    pub failures: i32,
}

/// The school's oldest batch that is not finished.
pub async fn find_oldest_open(tx: &mut TenantTx) -> sqlx::Result<Option<OpenBatch>> {
    sqlx::query_as!(
        OpenBatch,
        r#"SELECT id AS "id: BatchId", number, dry_run, released_at IS NOT NULL AS "was_released!", snapshot, attempts, failures
           FROM sync_batch
           WHERE school_id = $1 AND state IN ('received', 'validating', 'applying') ORDER BY number LIMIT 1"#,
        tx.school().0
    )
    .fetch_optional(&mut **tx)
    .await
}

/// The id of the school's oldest batch that is not finished.
pub async fn find_oldest_open_id(tx: &mut TenantTx) -> sqlx::Result<Option<BatchId>> {
    sqlx::query_scalar!(
        r#"SELECT id AS "id: BatchId" FROM sync_batch
           WHERE school_id = $1 AND state IN ('received', 'validating', 'applying') ORDER BY number LIMIT 1"#,
        tx.school().0
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Notes that an attempt begins; committed before it, so that a batch that ends the process is counted too. False where another
/// worker has brought the batch to its end meanwhile.
pub async fn begin_attempt(tx: &mut TenantTx, batch: BatchId) -> sqlx::Result<bool> {
    let begun = sqlx::query!(
        "UPDATE sync_batch SET state = 'applying', attempts = attempts + 1
         WHERE school_id = $1 AND id = $2 AND state IN ('received', 'validating', 'applying')",
        tx.school().0,
        batch.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(begun.rows_affected() > 0)
}

/// Notes that an attempt ended in an error.
pub async fn note_failure(tx: &mut TenantTx, batch: BatchId) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE sync_batch SET failures = failures + 1 WHERE school_id = $1 AND id = $2",
        tx.school().0,
        batch.0
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Ends a batch that cannot be applied; `error` is a code that pages and the API put into words.
/// A rehearsal that fails is no run.
pub async fn fail(tx: &mut TenantTx, batch: BatchId, error: &str, now: DateTime<Utc>) -> sqlx::Result<()> {
    let dry_run = sqlx::query_scalar!(
        "UPDATE sync_batch SET state = 'failed', error = $3, finished_at = $4, snapshot = NULL
         WHERE school_id = $1 AND id = $2 RETURNING dry_run",
        tx.school().0,
        batch.0,
        error,
        now
    )
    .fetch_one(&mut **tx)
    .await?;
    if dry_run { Ok(()) } else { note_run(tx, "failed", now).await }
}

/// The final state of a plan that was carried out, rehearsed or held.
#[derive(Debug)]
pub struct Finish<'p> {
    /// Which.
    pub batch: BatchId,
    /// `applied`, `rehearsed` or `held`.
    pub state: &'static str,
    /// What came of the rows.
    pub counts: &'p Counts,
    /// Why held.
    pub hold: Option<Hold>,
    /// The snapshot's academic year.
    pub academic_year: i32,
    /// What was changed, as it was before, packed; only of what was applied.
    pub before: Option<Vec<u8>>,
}

/// Writes how the batch ended. Once one is applied, older ones cannot be undone, and need their snapshots no more: but for
/// the last of them, whose rows wait again should this one be undone.
pub async fn finish(tx: &mut TenantTx, end: &Finish<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    let c = end.counts;
    let number = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    sqlx::query!(
        "WITH last AS (
             SELECT b.number, (SELECT max(p.number) FROM sync_batch p
                 WHERE p.school_id = $1 AND p.number < b.number AND p.state = 'applied') AS applied
             FROM sync_batch b WHERE b.school_id = $1 AND b.id = $2 AND $3 = 'applied'
         ), older AS (
             UPDATE sync_batch o
             SET before_image = NULL, snapshot = CASE WHEN o.number = last.applied THEN o.snapshot END
             FROM last
             WHERE o.school_id = $1 AND o.number < last.number AND o.state NOT IN ('received', 'validating', 'applying')
               AND (o.before_image IS NOT NULL OR (o.snapshot IS NOT NULL AND o.number IS DISTINCT FROM last.applied))
         )
         UPDATE sync_batch SET state = $3, finished_at = $4, academic_year = $5, hold_reason = $6, would_release = $7,
             threshold = $8, created = $9, updated = $10, unchanged = $11, released = $12, reactivated = $13,
             transferred = $14, waiting = $15, skipped = $16, rejected = $17, missing = $18,
             snapshot = CASE WHEN $3 = 'rehearsed' THEN NULL ELSE snapshot END, before_image = $19, final_year = $20
         WHERE school_id = $1 AND id = $2",
        tx.school().0,
        end.batch.0,
        end.state,
        now,
        end.academic_year,
        end.hold.map(|hold| hold.reason.as_str()),
        end.hold.map(|hold| number(hold.would_release)),
        end.hold.map(|hold| number(hold.threshold)),
        number(c.created),
        number(c.updated),
        number(c.unchanged),
        number(c.released),
        number(c.reactivated),
        number(c.transferred),
        number(c.waiting),
        number(c.skipped),
        number(c.rejected),
        number(c.missing),
        end.before,
        end.hold.map(|hold| number(hold.final_year)),
    )
    .execute(&mut **tx)
    .await?;
    if end.state == "rehearsed" { Ok(()) } else { note_run(tx, end.state, now).await }
}

/// Refreshes the school's summary, and the day's cell of the strip.
pub async fn note_run(tx: &mut TenantTx, outcome: &str, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH day AS (
             INSERT INTO run_day (school_id, day, runs, outcome) VALUES ($1, ($3 AT TIME ZONE 'Europe/London')::date, 1, $2)
             ON CONFLICT (school_id, day) DO UPDATE SET runs = run_day.runs + 1, outcome = excluded.outcome
         )
         UPDATE school_status SET last_run_at = $3, last_outcome = $2,
             last_applied_at = CASE WHEN $2 = 'applied' THEN $3 ELSE last_applied_at END
         WHERE school_id = $1",
        tx.school().0,
        outcome,
        now
    )
    .execute(&mut **tx)
    .await?;
    school_status::refresh(tx, now).await
}

/// The newest applied run, whose rows are the ones that wait.
#[derive(Debug)]
pub struct AppliedBatch {
    /// Which.
    pub id: BatchId,
    /// The school's part of the file.
    pub snapshot: Option<Vec<u8>>,
}

/// The school's part of a run's file, as long as it is kept.
pub async fn find_snapshot(tx: &mut TenantTx, batch: BatchId) -> sqlx::Result<Option<Vec<u8>>> {
    let kept = sqlx::query_scalar!(
        "SELECT snapshot FROM sync_batch WHERE school_id = $1 AND id = $2",
        tx.school().0,
        batch.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(kept.flatten())
}

/// The newest applied run of a school where somebody waits.
pub async fn find_waiting_batch(tx: &mut TenantTx) -> sqlx::Result<Option<AppliedBatch>> {
    sqlx::query_as!(
        AppliedBatch,
        r#"SELECT id AS "id: BatchId", snapshot FROM sync_batch
           WHERE school_id = $1 AND state = 'applied' AND EXISTS (SELECT FROM waiting_learner WHERE school_id = $1)
           ORDER BY number DESC LIMIT 1"#,
        tx.school().0
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Schools with a batch that somebody must go on with, and uploads that were not read: what a start wakes.
pub async fn find_unfinished(tx: &mut SystemTx) -> sqlx::Result<(Vec<SchoolId>, Vec<UploadId>)> {
    let schools = sqlx::query_scalar!(
        r#"SELECT DISTINCT school_id AS "school: SchoolId" FROM sync_batch WHERE state IN ('received', 'validating', 'applying')"#
    )
    .fetch_all(&mut **tx)
    .await?;
    let uploads = sqlx::query_scalar!(r#"SELECT id AS "id: UploadId" FROM upload WHERE content IS NOT NULL"#)
        .fetch_all(&mut **tx)
        .await?;
    Ok((schools, uploads))
}
