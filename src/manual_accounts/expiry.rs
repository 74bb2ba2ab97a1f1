//! The end of a term: a non-MIS account works to the end of its last day, Europe/London.

use chrono::{DateTime, NaiveDate, Utc};
use graphile_worker::WorkerContext;
use serde::{Deserialize, Serialize};

use super::store;
use crate::base::clock::london_day;
use crate::base::id::{AccountId, SchoolId};
use crate::db::{Reason, TenantTx};
use crate::jobs::{IntoTaskHandlerResult, Job, JobError, TaskHandler, enqueue_all, services};
use crate::services::Services;
use crate::{events, school_status, sessions};

/// Lets terms that are over take effect in a school, and counts anew whose end is near.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ExpireDue {
    /// Which school.
    pub school_id: SchoolId,
}

impl Job for ExpireDue {
    fn key(&self) -> Option<String> {
        Some(format!("expire_due:{}", self.school_id))
    }
}

impl TaskHandler for ExpireDue {
    const IDENTIFIER: &'static str = "expire_due";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let services = services(&context)?;
        expire_due(&services, self.school_id).await.map_err(JobError::from)
    }
}

/// Wakes the schools where a term is over, or where another number of terms than yesterday ends soon.
pub async fn wake_expiring_schools(services: &Services) -> sqlx::Result<()> {
    let mut tx = services.database.system(Reason::Schedule).await?;
    let schools = store::find_schools_with_expiries(&mut tx, services.clock.today()).await?.into_iter();
    enqueue_all(&mut tx, schools.map(|school_id| ExpireDue { school_id }).collect(), None).await?;
    tx.commit().await
}

/// Ends the accounts of a school whose last day has passed.
pub async fn expire_due(services: &Services, school: SchoolId) -> sqlx::Result<()> {
    let now = services.clock.now();
    let mut tx = services.database.tenant(school).await?;
    let expired = store::expire(&mut tx, london_day(now), now).await?;
    sessions::end_sessions(&mut tx, &expired).await?;
    school_status::refresh(&mut tx, now).await?;
    school_status::refresh_year_end(&mut tx, &[school], now).await?;
    events::people_changed(&mut tx).await?;
    tx.commit().await
}

/// Ends those of `accounts` that still work and whose last day is `last_day` or before. Whoever calls counts the school anew.
pub async fn expire_terms(
    tx: &mut TenantTx,
    accounts: &[AccountId],
    last_day: NaiveDate,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let expired = store::expire_terms(tx, accounts, last_day, now).await?;
    sessions::end_sessions(tx, &expired).await
}
