//! Runs background work.
//!
//! The queue has a pool of its own, whose connections own the queue's schema and may touch nothing else; jobs reach the
//! portal's tables through [`Services`] alone.
//!
//! Three crews share the queue, so that nobody waits for work of another kind: see [`Crew`]. A crew ends when the database no
//! longer answers, and begins again with growing pauses: the queue's client by itself would ask on without one.

mod crew;
mod watch;

use std::time::Duration;

use graphile_worker::{LocalQueueConfig, RefetchDelayConfig, WorkerRecoveryConfig, WorkerShutdownConfig};
use sqlx::Executor;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use tokio_util::sync::CancellationToken;

use crate::services::Services;

use crew::Crew;
use watch::watch;

/// How long a running job may go on after the stop before it is handed back.
const GRACE: Duration = Duration::from_secs(10);

/// Connections to the portal's tables that the jobs of all crews hold at most.
pub fn connections() -> u32 {
    Crew::ALL.into_iter().map(Crew::connections).sum()
}

/// Runs jobs until `stop`; when the queue's connection is lost, begins again with growing pauses.
pub async fn run(database: PgConnectOptions, services: Services, stop: CancellationToken) {
    let [acts, runs, connectors] = Crew::ALL.map(|crew| run_crew(crew, &database, &services, &stop));
    tokio::join!(acts, runs, connectors);
}

async fn run_crew(crew: Crew, database: &PgConnectOptions, services: &Services, stop: &CancellationToken) {
    let mut pause = Duration::from_millis(500);
    while !stop.is_cancelled() {
        match run_once(crew, database, services, stop).await {
            Ok(()) => pause = Duration::from_millis(500),
            Err(error) => tracing::warn!(%error, ?crew, "the worker stopped and begins again"),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(pause) => pause = (pause * 2).min(Duration::from_secs(30)),
        }
    }
}

async fn run_once(
    crew: Crew,
    database: &PgConnectOptions,
    services: &Services,
    stop: &CancellationToken,
) -> anyhow::Result<()> {
    tokio::select! {
        () = stop.cancelled() => return Ok(()), // what was not woken is so by the next start
        woken = crew.wake_unfinished(services) => woken?,
    }
    let pool = queue_pool(crew, database).await?;
    let concurrency = crew.concurrency() as usize;
    let worker = crew
        .options(services)?
        .concurrency(concurrency)
        .poll_interval(Duration::from_secs(1))
        .local_queue(local_queue(concurrency))
        .worker_recovery(recovery())
        .worker_shutdown(shutdown(pool.clone(), stop.clone()))
        .pg_pool(pool.clone())
        .init()
        .await?;
    let ended = worker.run().await;
    pool.close().await;
    Ok(ended?)
}

/// A crew ends at the stop, and when the database is lost.
fn shutdown(pool: QueuePool, stop: CancellationToken) -> WorkerShutdownConfig {
    let end = async move {
        tokio::select! {
            () = stop.cancelled() => (),
            () = watch(&pool) => (),
        }
    };
    WorkerShutdownConfig::default()
        .listen_os_shutdown_signals(false)
        .grace_period(GRACE)
        .interrupted_job_retry_delay(Duration::ZERO)
        .shutdown_signal(end)
}

/// What a process held that ended is handed to others after a quarter of a minute.
fn recovery() -> WorkerRecoveryConfig {
    WorkerRecoveryConfig::default()
        .heartbeat_interval(Duration::from_secs(2))
        .sweep_interval(Duration::from_secs(2))
        .sweep_threshold(Duration::from_secs(15))
        .recovery_delay(Duration::ZERO)
}

/// What was fetched and has not begun after two seconds is handed back; that also gets the queue's client going again when it
/// takes itself for busy and is not. An empty queue is asked again after a second, or at once when a job is stored: without a
/// pause of that kind the client asks without any, as it wakes itself after each answer.
fn local_queue(size: usize) -> LocalQueueConfig {
    let rest =
        RefetchDelayConfig::default().with_duration(Duration::from_secs(1)).with_max_abort_threshold(1);
    LocalQueueConfig::default().with_size(size).with_ttl(Duration::from_secs(2)).with_refetch_delay(rest)
}

/// Runs every job that is due and returns: what tests drive.
pub async fn drain(database: &PgConnectOptions, services: &Services) -> anyhow::Result<()> {
    for crew in Crew::ALL {
        let pool = queue_pool(crew, database).await?;
        let worker = crew
            .options(services)?
            .concurrency(1)
            .worker_shutdown(WorkerShutdownConfig::default().listen_os_shutdown_signals(false))
            .pg_pool(pool.clone())
            .init()
            .await?;
        worker.run_once().await?;
        pool.close().await;
    }
    Ok(())
}

#[expect(
    clippy::disallowed_types,
    reason = "the queue's own pool: it owns the queue's schema and nothing else"
)]
type QueuePool = sqlx::PgPool;

async fn queue_pool(crew: Crew, database: &PgConnectOptions) -> sqlx::Result<QueuePool> {
    PgPoolOptions::new()
        .max_connections(crew.concurrency() + 4)
        .after_connect(|connection, _| {
            Box::pin(async { connection.execute("SET ROLE ump_jobs").await.map(|_| ()) })
        })
        .connect_with(database.clone())
        .await
}
