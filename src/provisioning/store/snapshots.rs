//! Uploads on their way to being snapshots: each is read once, and split into its schools' batches.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::base::id::{BatchId, SchoolId, UploadId};
use crate::db::SystemTx;

/// The content of an upload that was not read yet, and its batches; counts the attempt.
pub async fn begin_reading(tx: &mut SystemTx, upload: UploadId) -> sqlx::Result<Option<(Vec<u8>, i32)>> {
    let row = sqlx::query!(
        "WITH batches AS (UPDATE sync_batch SET state = 'validating' WHERE upload_id = $1 AND state = 'received')
         UPDATE upload SET attempts = attempts + 1 WHERE id = $1 AND content IS NOT NULL RETURNING content, attempts",
        upload.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.and_then(|row| Some((row.content?, row.attempts))))
}

/// The upload's batches that have no snapshot yet, each with its school's number.
pub async fn find_unread_batches(
    tx: &mut SystemTx,
    upload: UploadId,
) -> sqlx::Result<Vec<(i32, SchoolId, BatchId)>> {
    let rows = sqlx::query!(
        r#"SELECT s.dfes_number, b.school_id AS "school: SchoolId", b.id AS "batch: BatchId"
           FROM sync_batch b JOIN school s ON s.id = b.school_id
           WHERE b.upload_id = $1 AND b.state IN ('received', 'validating') AND b.snapshot IS NULL
           ORDER BY b.number FOR UPDATE OF b"#,
        upload.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.dfes_number, row.school, row.batch)).collect())
}

/// Stores the snapshots and lets the file itself go.
pub async fn store_snapshots(
    tx: &mut SystemTx,
    upload: UploadId,
    snapshots: &[(BatchId, Vec<u8>)],
) -> sqlx::Result<()> {
    let batches: Vec<Uuid> = snapshots.iter().map(|(batch, _)| batch.0).collect();
    let contents: Vec<Vec<u8>> = snapshots.iter().map(|(_, content)| content.clone()).collect();
    sqlx::query!(
        "WITH read AS (UPDATE upload SET content = NULL WHERE id = $1)
         UPDATE sync_batch b SET snapshot = s.content, state = 'validating'
         FROM unnest($2::uuid[], $3::bytea[]) AS s (id, content) WHERE b.id = s.id",
        upload.0,
        &batches,
        &contents
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}

/// Ends every batch of an upload that cannot be read, and lets the file go. A rehearsal that fails is no run.
pub async fn fail_upload(
    tx: &mut SystemTx,
    upload: UploadId,
    error: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH gone AS (UPDATE upload SET content = NULL WHERE id = $1),
         failed AS (
             UPDATE sync_batch SET state = 'failed', error = $2, finished_at = $3
             WHERE upload_id = $1 AND state IN ('received', 'validating') RETURNING school_id, dry_run
         ), runs AS (
             SELECT school_id FROM failed WHERE NOT dry_run
         ), status AS (
             UPDATE school_status SET last_run_at = $3, last_outcome = 'failed' WHERE school_id IN (SELECT school_id FROM runs)
         )
         INSERT INTO run_day (school_id, day, runs, outcome)
         SELECT school_id, ($3 AT TIME ZONE 'Europe/London')::date, 1, 'failed' FROM runs
         ON CONFLICT (school_id, day) DO UPDATE SET runs = run_day.runs + 1, outcome = 'failed'",
        upload.0,
        error,
        now
    )
    .execute(&mut **tx)
    .await
    .map(|_| ())
}
