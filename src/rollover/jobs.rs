//! The year end in the background: a job per school. The nightly task wakes the schools once the declared day has come.

use graphile_worker::WorkerContext;
use serde::{Deserialize, Serialize};

use super::run::YearEndRun;
use super::store::summary::{list_running, list_unfinished};
use crate::base::AcademicYear;
use crate::base::id::SchoolId;
use crate::calendar::{find_due_year_end, find_year_end};
use crate::db::{Reason, SystemTx};
use crate::jobs::{IntoTaskHandlerResult, Job, JobError, TaskHandler, enqueue_all, services};
use crate::services::Services;

/// Stores what the year end would do in a school.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct RehearseSchool {
    /// Where.
    pub school_id: SchoolId,
    /// Which year ends.
    pub year: AcademicYear,
}

impl Job for RehearseSchool {
    fn key(&self) -> Option<String> {
        Some(format!("rehearse_school:{}:{}", self.year.0, self.school_id))
    }
}

impl TaskHandler for RehearseSchool {
    const IDENTIFIER: &'static str = "rehearse_school";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let services = services(&context)?;
        match find_run(&services, self.school_id, self.year).await? {
            Some(run) => run.rehearse().await.map_err(JobError::from),
            None => Ok(()),
        }
    }
}

/// Carries out the year end of a school, or what is left of it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct RunSchool {
    /// Where.
    pub school_id: SchoolId,
    /// Which year ends.
    pub year: AcademicYear,
}

impl Job for RunSchool {
    fn key(&self) -> Option<String> {
        Some(format!("end_year_of_school:{}:{}", self.year.0, self.school_id))
    }
}

impl TaskHandler for RunSchool {
    const IDENTIFIER: &'static str = "end_year_of_school";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let services = services(&context)?;
        match find_run(&services, self.school_id, self.year).await? {
            Some(run) => run.finish().await.map_err(JobError::from),
            None => Ok(()),
        }
    }
}

/// Nothing where the year's dates are declared no more.
async fn find_run(
    services: &Services,
    school: SchoolId,
    year: AcademicYear,
) -> sqlx::Result<Option<YearEndRun<'_>>> {
    let mut tx = services.database.system(Reason::Calendar).await?;
    let year_end = find_year_end(&mut tx, year).await?;
    tx.commit().await?;
    Ok(year_end.map(|year_end| YearEndRun::of(services, school, year_end)))
}

/// Wakes every school in which the newest year that is due has not been closed.
pub async fn wake_due_schools(services: &Services) -> sqlx::Result<()> {
    let mut tx = services.database.system(Reason::Schedule).await?;
    if let Some(year_end) = find_due_year_end(&mut tx, services.clock.today()).await? {
        let year = year_end.year;
        let schools = list_unfinished(&mut tx, year).await?.into_iter();
        enqueue_all(&mut tx, schools.map(|school_id| RunSchool { school_id, year }).collect(), None).await?;
    }
    tx.commit().await
}

/// Wakes the year ends that a process which ended left unfinished.
pub async fn wake_unfinished(services: &Services) -> sqlx::Result<()> {
    let mut tx = services.database.system(Reason::Schedule).await?;
    let running = list_running(&mut tx).await?.into_iter();
    enqueue_all(&mut tx, running.map(|(school_id, year)| RunSchool { school_id, year }).collect(), None)
        .await?;
    tx.commit().await
}

/// Has the end of a year rehearsed in every school in which it is not over.
pub async fn rehearse_nation(tx: &mut SystemTx, year: AcademicYear) -> sqlx::Result<()> {
    let schools = list_unfinished(tx, year).await?.into_iter();
    enqueue_all(tx, schools.map(|school_id| RehearseSchool { school_id, year }).collect(), None).await
}
