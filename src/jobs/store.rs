//! SQL of the queue, through our own function; the queue's tables are its own.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use crate::base::id::SchoolId;
use crate::db::SystemTx;

/// Stores a job.
pub(super) async fn enqueue(
    connection: &mut PgConnection,
    task: &str,
    payload: Value,
    key: Option<String>,
    run_at: Option<DateTime<Utc>>,
) -> sqlx::Result<()> {
    sqlx::query!("SELECT enqueue($1, $2::jsonb::json, $3, $4)", task, payload, key, run_at)
        .execute(connection)
        .await
        .map(|_| ())
}

/// Stores a job for each payload, with its key, at its moment.
pub(super) async fn enqueue_all(
    connection: &mut PgConnection,
    task: &str,
    (payloads, keys): (&[Value], &[Option<String>]),
    moments: &[Option<DateTime<Utc>>],
) -> sqlx::Result<()> {
    sqlx::query!(
        "SELECT enqueue($1, job.payload::json, job.key, job.run_at)
         FROM unnest($2::jsonb[], $3::text[], $4::timestamptz[]) AS job (payload, key, run_at) ORDER BY job.key",
        task,
        payloads,
        keys as &[Option<String>],
        moments as &[Option<DateTime<Utc>>]
    )
    .execute(connection)
    .await
    .map(|_| ())
}

/// How much waits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Backlog {
    /// Runs that are not finished.
    pub open_batches: i64,
    /// The age of the oldest of them, in seconds.
    pub oldest_batch_seconds: i64,
    /// Held runs.
    pub held_batches: i64,
}

/// Counts what waits, from our tables.
pub async fn count_backlog(tx: &mut SystemTx, now: DateTime<Utc>) -> sqlx::Result<Backlog> {
    sqlx::query_as!(
        Backlog,
        r#"SELECT count(*) FILTER (WHERE state <> 'held') AS "open_batches!",
                  coalesce(extract(epoch FROM $1 - min(received_at) FILTER (WHERE state <> 'held')), 0)::bigint
                      AS "oldest_batch_seconds!",
                  count(*) FILTER (WHERE state = 'held') AS "held_batches!"
           FROM sync_batch WHERE state IN ('received', 'validating', 'applying', 'held')"#,
        now
    )
    .fetch_one(&mut **tx)
    .await
}

/// Work that was given up.
#[derive(Clone, Debug)]
pub struct FailedJob {
    /// The queue's own number.
    pub id: i64,
    /// What kind of work.
    pub task: String,
    /// For which school, if for one.
    pub school: Option<SchoolId>,
    /// How often it was tried.
    pub attempts: i32,
    /// When it was given up.
    pub failed_at: DateTime<Utc>,
}

/// Everything that was given up, the oldest first.
pub async fn list_failed(tx: &mut SystemTx) -> sqlx::Result<Vec<FailedJob>> {
    sqlx::query_as!(
        FailedJob,
        r#"SELECT job AS "id!", task AS "task!", school AS "school: SchoolId", attempts AS "attempts!",
                  failed_at AS "failed_at!"
           FROM failed_jobs()"#
    )
    .fetch_all(&mut **tx)
    .await
}

/// What trying again came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retried {
    /// There is no such work that was given up.
    Nothing,
    /// Work of no one school begins anew.
    ForNobody,
    /// Work of this school begins anew.
    ForSchool(SchoolId),
}

/// Has work that was given up begin anew.
pub async fn retry(tx: &mut SystemTx, job: i64) -> sqlx::Result<Retried> {
    let row = sqlx::query!(r#"SELECT school AS "school: SchoolId" FROM retry_job($1)"#, job)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(match row {
        None => Retried::Nothing,
        Some(row) => row.school.map_or(Retried::ForNobody, Retried::ForSchool),
    })
}
