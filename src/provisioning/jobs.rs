//! The jobs of provisioning: read an upload; apply a school's batches.

use chrono::TimeDelta;
use graphile_worker::WorkerContext;
use serde::{Deserialize, Serialize};

use super::apply::{Step, apply_next};
use super::intake::read_upload;
use super::store::{accounts, batches, due};
use crate::base::clock::london_day;
use crate::base::id::{SchoolId, UploadId};
use crate::db::Reason;
use crate::events;
use crate::jobs::{IntoTaskHandlerResult, Job, JobError, TaskHandler, enqueue, enqueue_all, services};
use crate::school_status::{self, refresh_year_end};
use crate::services::Services;

/// How long a job waits that found the school taken, or whose batch failed.
const AGAIN_AFTER: TimeDelta = TimeDelta::seconds(1);

/// Reads an uploaded file into snapshots, once.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ReadUpload {
    /// Which.
    pub upload_id: UploadId,
}

impl Job for ReadUpload {
    fn key(&self) -> Option<String> {
        Some(format!("read_upload:{}", self.upload_id))
    }
}

impl TaskHandler for ReadUpload {
    const IDENTIFIER: &'static str = "read_upload";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let services = services(&context)?;
        read_upload(&services, self.upload_id).await.map_err(JobError::from)
    }
}

/// Applies what a school has received, oldest first.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ApplySchool {
    /// Which school.
    pub school_id: SchoolId,
}

impl Job for ApplySchool {
    fn key(&self) -> Option<String> {
        Some(format!("apply_school:{}", self.school_id))
    }
}

impl TaskHandler for ApplySchool {
    const IDENTIFIER: &'static str = "apply_school";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let services = services(&context)?;
        self.apply(&services).await
    }
}

impl ApplySchool {
    /// One step. A finished batch has stored the next step itself; what could not be done now is tried again soon.
    pub async fn apply(self, services: &Services) -> Result<(), JobError> {
        match apply_next(services, self.school_id).await? {
            Step::Finished(_) => Ok(()),
            Step::Idle => {
                // Done here, once for everything that was applied: a run's own transaction is long enough.
                let mut tx = services.database.system(Reason::Schedule).await?;
                refresh_year_end(&mut tx, &[self.school_id], services.clock.now()).await?;
                events::people_of_school_changed(&mut tx, self.school_id).await?;
                tx.commit().await.map_err(JobError::from)
            }
            Step::Locked | Step::Failed => {
                let mut tx = services.database.system(Reason::Schedule).await?;
                enqueue(&mut tx, &self, Some(services.clock.now() + AGAIN_AFTER)).await?;
                tx.commit().await.map_err(JobError::from)
            }
        }
    }
}

/// Wakes what a process that ended left unfinished.
pub async fn wake_unfinished(services: &Services) -> sqlx::Result<()> {
    let mut tx = services.database.system(Reason::Schedule).await?;
    let (schools, uploads) = batches::find_unfinished(&mut tx).await?;
    enqueue_all(&mut tx, uploads.into_iter().map(|upload_id| ReadUpload { upload_id }).collect(), None)
        .await?;
    enqueue_all(&mut tx, schools.into_iter().map(|school_id| ApplySchool { school_id }).collect(), None)
        .await?;
    tx.commit().await
}

/// Lets leaving dates that have passed take effect in a school.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ReleaseDue {
    /// Which school.
    pub school_id: SchoolId,
}

impl Job for ReleaseDue {
    fn key(&self) -> Option<String> {
        Some(format!("release_due:{}", self.school_id))
    }
}

impl TaskHandler for ReleaseDue {
    const IDENTIFIER: &'static str = "release_due";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let services = services(&context)?;
        release_due(&services, self.school_id).await.map_err(JobError::from)
    }
}

/// Wakes the schools where a leaving date has passed, or an admission day has come for somebody who waits.
pub async fn wake_due_schools(services: &Services) -> sqlx::Result<()> {
    let now = services.clock.now();
    let mut tx = services.database.system(Reason::Schedule).await?;
    let leavers = due::find_schools_with_leavers(&mut tx, london_day(now)).await?.into_iter();
    enqueue_all(&mut tx, leavers.map(|school_id| ReleaseDue { school_id }).collect(), None).await?;
    let admissions = due::find_schools_with_admissions(&mut tx, london_day(now)).await?.into_iter();
    enqueue_all(&mut tx, admissions.map(|school_id| ApplySchool { school_id }).collect(), None).await?;
    tx.commit().await
}

/// Releases those whose leaving date has passed, and wakes the schools that wait for them.
async fn release_due(services: &Services, school: SchoolId) -> sqlx::Result<()> {
    let now = services.clock.now();
    let mut tx = services.database.tenant(school).await?;
    let released = due::release_leavers(&mut tx, london_day(now), now).await?;
    if !released.is_empty() {
        accounts::close_enrolments(&mut tx, &released, now).await?;
        school_status::refresh(&mut tx, now).await?;
        refresh_year_end(&mut tx, &[school], now).await?;
        accounts::wake_claimants(&mut tx, &released).await?;
        events::people_changed(&mut tx).await?;
    }
    tx.commit().await
}
