//! SQL of the queue, through our own function; the queue's tables are its own.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;

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
