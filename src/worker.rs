//! Runs background work. The only file that knows every feature's jobs and schedules.
//!
//! The queue has a pool of its own, whose connections own the queue's schema and may touch nothing else; jobs reach the
//! portal's tables through [`Services`] alone.

use std::time::Duration;

use graphile_worker::{
    Cron, CrontabTimerError, LocalQueueConfig, RefetchDelayConfig, WorkerOptions, WorkerRecoveryConfig,
    WorkerShutdownConfig,
};
use sqlx::Executor;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use tokio_util::sync::CancellationToken;

use crate::bulk_acts::RunAct;
use crate::daily::DailyTasks;
use crate::manage_user::GenerateUsername;
use crate::manual_accounts::ExpireDue;
use crate::provisioning::{ApplySchool, ReadUpload, ReleaseDue};
use crate::services::Services;

/// Jobs at once; each may hold one connection of the services' pool.
pub const CONCURRENCY: u32 = 4;

/// How long a running job may go on after the stop before it is handed back.
const GRACE: Duration = Duration::from_secs(10);

/// Runs jobs until `stop`; when the queue's connection is lost, begins again with growing pauses.
pub async fn run(database: PgConnectOptions, services: Services, stop: CancellationToken) {
    let mut pause = Duration::from_millis(500);
    while !stop.is_cancelled() {
        match run_once(&database, &services, &stop).await {
            Ok(()) => pause = Duration::from_millis(500),
            Err(error) => tracing::warn!(%error, "the worker stopped and begins again"),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(pause) => pause = (pause * 2).min(Duration::from_secs(30)),
        }
    }
}

async fn run_once(
    database: &PgConnectOptions,
    services: &Services,
    stop: &CancellationToken,
) -> anyhow::Result<()> {
    crate::provisioning::wake_unfinished(services).await?;
    crate::bulk_acts::wake_unfinished(services).await?;
    crate::manage_user::wake_requests(services).await?;
    let pool = queue_pool(database).await?;
    let stopped = stop.clone().cancelled_owned();
    let shutdown = WorkerShutdownConfig::default()
        .listen_os_shutdown_signals(false)
        .grace_period(GRACE)
        .interrupted_job_retry_delay(Duration::ZERO)
        .shutdown_signal(stopped);
    let worker = options(services)?
        .concurrency(CONCURRENCY as usize)
        .poll_interval(Duration::from_secs(1))
        .local_queue(LocalQueueConfig::default().with_size(4).with_refetch_delay(rest()))
        .worker_recovery(
            WorkerRecoveryConfig::default()
                .heartbeat_interval(Duration::from_secs(2))
                .sweep_interval(Duration::from_secs(2))
                .sweep_threshold(Duration::from_secs(15))
                .recovery_delay(Duration::ZERO),
        )
        .worker_shutdown(shutdown)
        .pg_pool(pool.clone())
        .init()
        .await?;
    let ended = worker.run().await;
    pool.close().await;
    Ok(ended?)
}

/// An empty queue is asked again after a second, or at once when a job is stored. Without this the queue's client asks without
/// a pause: it wakes itself after each answer.
fn rest() -> RefetchDelayConfig {
    RefetchDelayConfig::default().with_duration(Duration::from_secs(1)).with_max_abort_threshold(1)
}

/// Runs every job that is due and returns: what tests drive.
pub async fn drain(database: &PgConnectOptions, services: &Services) -> anyhow::Result<()> {
    let pool = queue_pool(database).await?;
    let worker = options(services)?
        .concurrency(1)
        .worker_shutdown(WorkerShutdownConfig::default().listen_os_shutdown_signals(false))
        .pg_pool(pool.clone())
        .init()
        .await?;
    worker.run_once().await?;
    pool.close().await;
    Ok(())
}

/// Every job that there is.
fn options(services: &Services) -> Result<WorkerOptions, CrontabTimerError> {
    Ok(WorkerOptions::default()
        .add_extension(services.clone())
        .define_job::<ReadUpload>()
        .define_job::<ApplySchool>()
        .define_job::<ReleaseDue>()
        .define_job::<ExpireDue>()
        .define_job::<RunAct>()
        .define_job::<GenerateUsername>()
        .define_job::<DailyTasks>()
        .with_cron(Cron::daily_at::<DailyTasks>(0, 5)?))
}

#[expect(
    clippy::disallowed_types,
    reason = "the queue's own pool: it owns the queue's schema and nothing else"
)]
async fn queue_pool(database: &PgConnectOptions) -> sqlx::Result<sqlx::PgPool> {
    PgPoolOptions::new()
        .max_connections(CONCURRENCY + 4)
        .after_connect(|connection, _| {
            Box::pin(async { connection.execute("SET ROLE ump_jobs").await.map(|_| ()) })
        })
        .connect_with(database.clone())
        .await
}
