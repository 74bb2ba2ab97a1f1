//! What happens once a night, a little after midnight: leaving dates and the ends of terms take effect, learners whose admission
//! day has come come over, an academic year is closed once its day has come, what no longer counts is forgotten, whoever is
//! out of step with a service is looked at again, and how ready each school was is kept.

use graphile_worker::WorkerContext;
use serde::{Deserialize, Serialize};

use crate::jobs::{IntoTaskHandlerResult, Job, JobError, TaskHandler, services};
use crate::{bulk_acts, mailboxes, manual_accounts, provisioning, readiness, rollover, sign_in, workspaces};

/// The nightly job. It only finds who has work; each school's work is a job of its own. The schedule stores it without a
/// payload.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct DailyTasks;

impl Job for DailyTasks {}

impl TaskHandler for DailyTasks {
    const IDENTIFIER: &'static str = "daily_tasks";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let services = services(&context)?;
        provisioning::wake_due_schools(&services).await?;
        manual_accounts::wake_expiring_schools(&services).await?;
        rollover::wake_due_schools(&services).await?;
        mailboxes::wake_out_of_step(&services).await?;
        bulk_acts::forget_unconfirmed(&services).await?;
        workspaces::wake_unfinished(&services).await?;
        readiness::keep_yesterday(&services).await?;
        sign_in::forget_old(&services).await.map_err(JobError::from)
    }
}
