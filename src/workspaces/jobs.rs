//! The background work of Teams and Classrooms. A job reads what is wanted and what is confirmed, and does what remains; two
//! of them never work on the same thing at once.

use chrono::{DateTime, TimeDelta, Utc};
use graphile_worker::WorkerContext;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::{making, people, store};
use crate::base::id::{AccountId, SchoolId, WorkspaceId};
use crate::connectors::Service;
use crate::db::Reason;
use crate::events;
use crate::jobs::{
    IntoTaskHandlerResult, Job, JobError, TaskHandler, enqueue, enqueue_all, enqueue_each, services,
};
use crate::services::Services;
use crate::tenancy::find_schools_of;

/// How long a job waits that finds another at the same thing.
const AGAIN_AFTER: TimeDelta = TimeDelta::seconds(2);

/// How many schools are looked at in one transaction.
const CHUNK: usize = 50;

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

/// Wakes the Teams and Classrooms that a process which ended left unfinished, and looks at every school.
pub async fn wake_unfinished(services: &Services) -> sqlx::Result<()> {
    let mut tx = services.database.system(Reason::Schedule).await?;
    let open = store::find_open(&mut tx).await?.into_iter();
    let jobs = open.map(|(school_id, workspace_id, at)| (ReconcileWorkspace { school_id, workspace_id }, at));
    enqueue_each(&mut tx, jobs.collect()).await?;
    let schools = find_schools_of(&mut tx, None).await?;
    tx.commit().await?;
    let schools: Vec<_> = schools.into_iter().map(|school| school.id).collect();
    for chunk in schools.chunks(CHUNK) {
        let mut tx = services.database.system(Reason::Schedule).await?;
        look_at(&mut tx, services, chunk).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Listens to changes of people.
pub fn on_people_changed(services: &Services, event: events::PeopleChanged) -> events::Reaction<'_> {
    Box::pin(look_at_school(services, event.school_id))
}

async fn look_at_school(services: &Services, school: SchoolId) -> sqlx::Result<()> {
    let mut tx = services.database.tenant(school).await?;
    look_at(&mut tx, services, &[school]).await?;
    tx.commit().await
}

/// Wakes those of these schools who are out of step, and whatever somebody must be taken out of.
async fn look_at(
    connection: &mut PgConnection,
    services: &Services,
    schools: &[SchoolId],
) -> sqlx::Result<()> {
    people::wake_out_of_step(connection, services, schools).await?;
    let leavers = store::leavers::list_leavers(connection, schools, None).await?;
    let left: Vec<_> = leavers.into_iter().map(|(workspace, _)| workspace).collect();
    let reopened = store::leavers::reopen(connection, schools, &left).await?.into_iter();
    let jobs = reopened.map(|(school_id, workspace_id)| ReconcileWorkspace { school_id, workspace_id });
    enqueue_all(connection, jobs.collect(), None).await
}
