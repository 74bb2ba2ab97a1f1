//! Runs background work. The only file that knows every feature's jobs and schedules.
//!
//! The queue has a pool of its own, whose connections own the queue's schema and may touch nothing else; jobs reach the
//! portal's tables through [`Services`] alone.
//!
//! Two crews share the queue: one for the portal's own work, one for whatever waits for Microsoft or Google. So a service that is
//! slow keeps nobody's run waiting.

use std::time::Duration;

use graphile_worker::{
    Cron, CronBuilder, CrontabFill, CrontabTimerError, LocalQueueConfig, RefetchDelayConfig, WorkerOptions,
    WorkerRecoveryConfig, WorkerShutdownConfig,
};
use sqlx::Executor;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use tokio_util::sync::CancellationToken;

use crate::bulk_acts::RunAct;
use crate::daily::DailyTasks;
use crate::events::{Listener, Listeners, PeopleChanged};
use crate::mailboxes::{self, ReconcileMailbox};
use crate::manage_user::GenerateUsername;
use crate::manual_accounts::ExpireDue;
use crate::provisioning::{ApplySchool, ReadUpload, ReleaseDue};
use crate::rollover::{RehearseSchool, RunSchool};
use crate::services::Services;
use crate::workspaces::{self, ReconcilePerson, ReconcileWorkspace};

/// Connections that the jobs of both crews hold at most: one each, and those that wait for a service one more for their hold.
pub const CONNECTIONS: u32 = Crew::Portal.concurrency() + 2 * Crew::Connectors.concurrency();

/// Who listens to changes of people.
const LISTENERS: Listeners =
    Listeners(&[workspaces::on_people_changed as Listener, mailboxes::on_people_changed]);

/// Who does which jobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Crew {
    /// The portal's own work.
    Portal,
    /// What waits for other services.
    Connectors,
}

impl Crew {
    /// Jobs at once.
    const fn concurrency(self) -> u32 {
        match self {
            Self::Portal => 4,
            Self::Connectors => 12,
        }
    }
}

/// How long a running job may go on after the stop before it is handed back.
const GRACE: Duration = Duration::from_secs(10);

/// Runs jobs until `stop`; when the queue's connection is lost, begins again with growing pauses.
pub async fn run(database: PgConnectOptions, services: Services, stop: CancellationToken) {
    tokio::join!(
        run_crew(Crew::Portal, &database, &services, &stop),
        run_crew(Crew::Connectors, &database, &services, &stop),
    );
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
    wake_unfinished(crew, services).await?;
    let pool = queue_pool(crew, database).await?;
    let stopped = stop.clone().cancelled_owned();
    let shutdown = WorkerShutdownConfig::default()
        .listen_os_shutdown_signals(false)
        .grace_period(GRACE)
        .interrupted_job_retry_delay(Duration::ZERO)
        .shutdown_signal(stopped);
    let worker = options(crew, services)?
        .concurrency(crew.concurrency() as usize)
        .poll_interval(Duration::from_secs(1))
        .local_queue(
            LocalQueueConfig::default().with_size(crew.concurrency() as usize).with_refetch_delay(rest()),
        )
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

/// Wakes what a process that ended left unfinished.
async fn wake_unfinished(crew: Crew, services: &Services) -> sqlx::Result<()> {
    match crew {
        Crew::Portal => {
            crate::provisioning::wake_unfinished(services).await?;
            crate::bulk_acts::wake_unfinished(services).await?;
            crate::rollover::wake_unfinished(services).await?;
            crate::manage_user::wake_requests(services).await
        }
        Crew::Connectors => {
            mailboxes::wake_out_of_step(services).await?;
            workspaces::wake_unfinished(services).await
        }
    }
}

/// An empty queue is asked again after a second, or at once when a job is stored. Without this the queue's client asks without
/// a pause: it wakes itself after each answer.
fn rest() -> RefetchDelayConfig {
    RefetchDelayConfig::default().with_duration(Duration::from_secs(1)).with_max_abort_threshold(1)
}

/// Runs every job that is due and returns: what tests drive.
pub async fn drain(database: &PgConnectOptions, services: &Services) -> anyhow::Result<()> {
    for crew in [Crew::Portal, Crew::Connectors] {
        let pool = queue_pool(crew, database).await?;
        let worker = options(crew, services)?
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

/// The jobs of a crew.
fn options(crew: Crew, services: &Services) -> Result<WorkerOptions, CrontabTimerError> {
    let options = WorkerOptions::default().add_extension(services.clone());
    match crew {
        Crew::Portal => portal_jobs(options),
        Crew::Connectors => Ok(options
            .add_extension(LISTENERS)
            .define_job::<PeopleChanged>()
            .define_job::<ReconcileMailbox>()
            .define_job::<ReconcilePerson>()
            .define_job::<ReconcileWorkspace>()),
    }
}

fn portal_jobs(options: WorkerOptions) -> Result<WorkerOptions, CrontabTimerError> {
    Ok(options
        .define_job::<ReadUpload>()
        .define_job::<ApplySchool>()
        .define_job::<ReleaseDue>()
        .define_job::<ExpireDue>()
        .define_job::<RunAct>()
        .define_job::<GenerateUsername>()
        .define_job::<RehearseSchool>()
        .define_job::<RunSchool>()
        .define_job::<DailyTasks>()
        .with_cron(nightly()?))
}

/// A little after midnight. A portal that was off then catches up at its next start.
fn nightly() -> Result<CronBuilder<DailyTasks>, CrontabTimerError> {
    Ok(Cron::daily_at::<DailyTasks>(0, 5)?.fill(CrontabFill::hours(23)))
}

#[expect(
    clippy::disallowed_types,
    reason = "the queue's own pool: it owns the queue's schema and nothing else"
)]
async fn queue_pool(crew: Crew, database: &PgConnectOptions) -> sqlx::Result<sqlx::PgPool> {
    PgPoolOptions::new()
        .max_connections(crew.concurrency() + 4)
        .after_connect(|connection, _| {
            Box::pin(async { connection.execute("SET ROLE ump_jobs").await.map(|_| ()) })
        })
        .connect_with(database.clone())
        .await
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn what_the_schedule_stores_is_the_nightly_job() {
        let nightly = nightly().unwrap().build();
        let payload = nightly.payload.unwrap_or(Value::Null);
        assert!(serde_json::from_value::<DailyTasks>(payload).is_ok());
    }
}
