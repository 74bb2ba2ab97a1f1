//! An eye on the queue's client, which by itself neither ends when its database is lost nor notices that it has missed a wake-up.

use std::time::Duration;

use sqlx::Executor;

use super::QueuePool;
use crate::db;

/// How often a crew looks.
const PAUSE: Duration = Duration::from_secs(1);

/// Announces jobs that have been due for a while though nobody is at them. graphile_worker 0.14.1 looks at its state and then
/// begins to wait; what changes in between is lost, and it would rest until the next job is stored. An announcement wakes it.
const ANNOUNCE: &str = "SELECT pg_notify('jobs:insert', '')
    WHERE EXISTS (SELECT FROM graphile_worker._private_jobs
                  WHERE is_available AND priority = 0 AND run_at < now() - interval '2 seconds')";

/// Watches until the database does not answer. Connections that are all in use are no sign of that.
pub(super) async fn watch(pool: &QueuePool) {
    loop {
        tokio::time::sleep(PAUSE).await;
        match pool.execute(ANNOUNCE).await {
            Ok(_) | Err(sqlx::Error::PoolTimedOut) => (),
            Err(error) => {
                return tracing::warn!(error = db::describe(&error), "the database does not answer");
            }
        }
    }
}
