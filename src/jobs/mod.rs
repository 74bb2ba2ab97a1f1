//! Background work: stored in the transaction that makes it necessary, run by `worker`.
//!
//! A job carries ids only. A run reads the state and does what remains, so running it twice changes nothing. The queue wakes;
//! our tables decide.

mod store;

use chrono::{DateTime, Utc};
use graphile_worker::WorkerContext;
use serde::Serialize;
use sqlx::PgConnection;
use thiserror::Error;

pub use graphile_worker::{IntoTaskHandlerResult, TaskHandler};
pub use store::{Backlog, FailedJob, Retried, count_backlog, list_failed, retry};

use crate::services::Services;

/// A kind of background work: its name and ids are its payload, and what makes two of them the same work is its key.
pub trait Job: TaskHandler + Serialize + Sync {
    /// Two jobs with one key are one: the later takes the place of the earlier that has not begun.
    fn key(&self) -> Option<String> {
        None
    }
}

/// Stores a job; it runs once the transaction of `connection` is committed, not before `run_at` where one is given.
pub async fn enqueue<J: Job>(
    connection: &mut PgConnection,
    job: &J,
    run_at: Option<DateTime<Utc>>,
) -> sqlx::Result<()> {
    let payload = serde_json::to_value(job).map_err(|error| sqlx::Error::Encode(error.into()))?;
    store::enqueue(connection, J::IDENTIFIER, payload, job.key(), run_at).await
}

/// Stores many jobs in one statement, in the order of their keys, so that two who store the same ones wait in turn.
pub async fn enqueue_all<J: Job>(
    connection: &mut PgConnection,
    jobs: Vec<J>,
    run_at: Option<DateTime<Utc>>,
) -> sqlx::Result<()> {
    enqueue_each(connection, jobs.into_iter().map(|job| (job, run_at)).collect()).await
}

/// The same, each at a moment of its own.
pub async fn enqueue_each<J: Job>(
    connection: &mut PgConnection,
    jobs: Vec<(J, Option<DateTime<Utc>>)>,
) -> sqlx::Result<()> {
    let (jobs, moments): (Vec<J>, Vec<_>) = jobs.into_iter().unzip();
    if jobs.is_empty() {
        return Ok(());
    }
    let payloads = jobs.iter().map(serde_json::to_value).collect::<Result<Vec<_>, _>>();
    let payloads = payloads.map_err(|error| sqlx::Error::Encode(error.into()))?;
    let keys: Vec<_> = jobs.iter().map(Job::key).collect();
    store::enqueue_all(connection, J::IDENTIFIER, (&payloads, &keys), &moments).await
}

/// Why a job did not do its work; the queue tries again later, and in the end the service desk sees it.
#[derive(Debug, Error)]
pub enum JobError {
    /// The worker was built without its services.
    #[error("the worker has no services")]
    NoServices,
    /// The work failed. Database errors are told by code and constraint only.
    #[error("{0}")]
    Failed(String),
}

impl From<sqlx::Error> for JobError {
    fn from(error: sqlx::Error) -> Self {
        Self::Failed(crate::db::describe(&error))
    }
}

/// The services that the worker was built with.
pub fn services(context: &WorkerContext) -> Result<Services, JobError> {
    context.get_ext::<Services>().cloned().ok_or(JobError::NoServices)
}
