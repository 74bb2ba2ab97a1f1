//! The background work of Teams and Classrooms. A job reads what is wanted and what is confirmed, and does what remains; two
//! of them never work on the same thing at once.

use chrono::{DateTime, TimeDelta, Utc};
use graphile_worker::WorkerContext;
use serde::{Deserialize, Serialize};

use super::{making, people, store};
use crate::base::id::{AccountId, SchoolId, WorkspaceId};
use crate::connectors::Service;
use crate::db::Reason;
use crate::events;
use crate::jobs::{
    IntoTaskHandlerResult, Job, JobError, TaskHandler, enqueue, enqueue_all, enqueue_each, services,
};
use crate::services::Services;

/// How long a job waits that finds another at the same thing.
const AGAIN_AFTER: TimeDelta = TimeDelta::seconds(2);

/// Goes ahead of all that is merely due, of which there may be much: somebody waits for it.
pub(super) const AHEAD: DateTime<Utc> = DateTime::UNIX_EPOCH;

/// What becomes of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Nothing is left to do, or nothing that it could do.
    Done,
    /// It goes on at this moment.
    At(DateTime<Utc>),
}

/// Brings a person's account in a service into step.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ReconcilePerson {
    /// The school that manages the person.
    pub school_id: SchoolId,
    /// Whose.
    pub account_id: AccountId,
    /// Where.
    pub service: Service,
}

impl Job for ReconcilePerson {
    fn key(&self) -> Option<String> {
        Some(format!("reconcile_person:{}:{}", self.account_id, self.service.as_str()))
    }
}

impl TaskHandler for ReconcilePerson {
    const IDENTIFIER: &'static str = "reconcile_person";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        self.reconcile(&services(&context)?).await
    }
}

impl ReconcilePerson {
    /// Does what remains, as far as it can be done now.
    pub async fn reconcile(self, services: &Services) -> Result<(), JobError> {
        alone(services, self, people::reconcile(services, self)).await
    }
}

/// Brings a Team or Classroom to what is wanted of it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ReconcileWorkspace {
    /// Where.
    pub school_id: SchoolId,
    /// Which.
    pub workspace_id: WorkspaceId,
}

impl Job for ReconcileWorkspace {
    fn key(&self) -> Option<String> {
        Some(format!("reconcile_workspace:{}", self.workspace_id))
    }
}

impl TaskHandler for ReconcileWorkspace {
    const IDENTIFIER: &'static str = "reconcile_workspace";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        self.reconcile(&services(&context)?).await
    }
}

impl ReconcileWorkspace {
    /// Does what remains, as far as it can be done now.
    pub async fn reconcile(self, services: &Services) -> Result<(), JobError> {
        alone(services, self, making::reconcile(services, self)).await
    }
}

/// Does a job's work unless another worker is at the same thing, and stores the job again where it is to go on.
async fn alone<J: Job>(
    services: &Services,
    job: J,
    work: impl Future<Output = sqlx::Result<Next>>,
) -> Result<(), JobError> {
    let Some(hold) = services.database.try_hold(job.key().unwrap_or_default()).await? else {
        return again(services, &job, services.clock.now() + AGAIN_AFTER).await;
    };
    let next = work.await?;
    hold.release().await?;
    match next {
        Next::Done => Ok(()),
        Next::At(moment) => again(services, &job, moment).await,
    }
}

async fn again<J: Job>(services: &Services, job: &J, at: DateTime<Utc>) -> Result<(), JobError> {
    let mut tx = services.database.system(Reason::Schedule).await?;
    enqueue(&mut tx, job, Some(at)).await?;
    tx.commit().await.map_err(JobError::from)
}

/// Wakes the Teams and Classrooms that a process which ended left unfinished, and lets everybody be looked at.
pub async fn wake_unfinished(services: &Services) -> sqlx::Result<()> {
    let mut tx = services.database.system(Reason::Schedule).await?;
    let jobs: Vec<_> = store::find_open(&mut tx)
        .await?
        .into_iter()
        .map(|(school_id, workspace_id, run_at)| (ReconcileWorkspace { school_id, workspace_id }, run_at))
        .collect();
    enqueue_each(&mut tx, &jobs).await?;
    events::people_may_have_changed_anywhere(&mut tx).await?;
    tx.commit().await
}

/// Listens to changes of people: wakes those who are out of step, and whatever somebody must be taken out of.
pub fn on_people_changed(services: &Services, event: events::PeopleChanged) -> events::Reaction<'_> {
    Box::pin(wake_school(services, event.school_id))
}

async fn wake_school(services: &Services, school_id: SchoolId) -> sqlx::Result<()> {
    let mut tx = services.database.tenant(school_id).await?;
    people::wake_out_of_step(&mut tx, services).await?;
    let leavers = store::leavers::list_leavers(&mut tx, None).await?;
    let left: Vec<_> = leavers.into_iter().map(|(workspace, _)| workspace).collect();
    let jobs: Vec<_> = store::leavers::reopen(&mut tx, &left)
        .await?
        .into_iter()
        .map(|workspace_id| ReconcileWorkspace { school_id, workspace_id })
        .collect();
    enqueue_all(&mut tx, &jobs, None).await?;
    tx.commit().await
}
