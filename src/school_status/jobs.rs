//! Counting every school anew, when what changed concerns all of them: the calendar.

use graphile_worker::WorkerContext;
use serde::{Deserialize, Serialize};

use super::refresh_year_end;
use crate::db::Reason;
use crate::jobs::{IntoTaskHandlerResult, Job, JobError, TaskHandler, services};
use crate::services::Services;
use crate::tenancy::find_schools_of;

/// How many schools are counted in one transaction: no run waits longer for its school's summary.
const CHUNK: usize = 50;

/// Counts anew what every school has yet to do for the year end.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct CountYearEnd;

impl Job for CountYearEnd {
    fn key(&self) -> Option<String> {
        Some("count_year_end".to_owned())
    }
}

impl TaskHandler for CountYearEnd {
    const IDENTIFIER: &'static str = "count_year_end";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let services = services(&context)?;
        count_year_end(&services).await.map_err(JobError::from)
    }
}

/// Does so now.
pub async fn count_year_end(services: &Services) -> sqlx::Result<()> {
    let now = services.clock.now();
    let mut tx = services.database.system(Reason::Calendar).await?;
    let schools = find_schools_of(&mut tx, None).await?;
    tx.commit().await?;
    let schools: Vec<_> = schools.into_iter().map(|school| school.id).collect();
    for chunk in schools.chunks(CHUNK) {
        let mut tx = services.database.system(Reason::Calendar).await?;
        refresh_year_end(&mut tx, chunk, now).await?;
        tx.commit().await?;
    }
    Ok(())
}
