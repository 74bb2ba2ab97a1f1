//! The background work of *Manage User*.

use graphile_worker::WorkerContext;
use serde::{Deserialize, Serialize};

use super::store;
use super::username::generate_username;
use crate::base::id::{AccountId, SchoolId};
use crate::db::Reason;
use crate::jobs::{IntoTaskHandlerResult, Job, JobError, TaskHandler, enqueue_all, services};
use crate::services::Services;

/// Gives somebody the new username that was asked for.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct GenerateUsername {
    /// Where.
    pub school_id: SchoolId,
    /// Whose.
    pub account_id: AccountId,
}

impl Job for GenerateUsername {
    fn key(&self) -> Option<String> {
        Some(format!("generate_username:{}:{}", self.school_id, self.account_id))
    }
}

impl TaskHandler for GenerateUsername {
    const IDENTIFIER: &'static str = "generate_username";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let services = services(&context)?;
        let done = generate_username(&services, self.school_id, self.account_id).await;
        done.map_err(|error| JobError::Failed(error.to_string()))
    }
}

/// Wakes the wishes that a process which ended left open.
pub async fn wake_requests(services: &Services) -> sqlx::Result<()> {
    let mut tx = services.database.system(Reason::Schedule).await?;
    let requests = store::list_requests(&mut tx).await?.into_iter();
    let jobs = requests.map(|(school_id, account_id)| GenerateUsername { school_id, account_id });
    enqueue_all(&mut tx, jobs.collect(), None).await?;
    tx.commit().await
}
