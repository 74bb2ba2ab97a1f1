//! Acts in the background: done to the end, taken up again, forgotten when nobody confirms them.

use chrono::TimeDelta;
use graphile_worker::WorkerContext;
use serde::{Deserialize, Serialize};

use super::deed::finish;
use super::store;
use crate::base::id::{ActId, SchoolId};
use crate::db::Reason;
use crate::jobs::{IntoTaskHandlerResult, Job, JobError, TaskHandler, enqueue_all, services};
use crate::services::Services;

/// An act that nobody has confirmed is forgotten after this long.
const FORGET_AFTER: TimeDelta = TimeDelta::days(1);

/// Does what is left of an act.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct RunAct {
    /// Where.
    pub school_id: SchoolId,
    /// Which.
    pub act_id: ActId,
}

impl Job for RunAct {
    fn key(&self) -> Option<String> {
        Some(format!("run_act:{}", self.act_id))
    }
}

impl TaskHandler for RunAct {
    const IDENTIFIER: &'static str = "run_act";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let services = services(&context)?;
        let done = finish(&services, self.school_id, self.act_id).await;
        done.map_err(|error| JobError::Failed(error.to_string()))
    }
}

/// Wakes the acts that a process which ended left unfinished.
pub async fn wake_unfinished(services: &Services) -> sqlx::Result<()> {
    let mut tx = services.database.system(Reason::Schedule).await?;
    let unfinished = store::find_unfinished(&mut tx).await?.into_iter();
    enqueue_all(&mut tx, unfinished.map(|(school_id, act_id)| RunAct { school_id, act_id }).collect(), None)
        .await?;
    tx.commit().await
}

/// Deletes the acts that were asked for and never confirmed.
pub async fn forget_unconfirmed(services: &Services) -> sqlx::Result<()> {
    let mut tx = services.database.system(Reason::Schedule).await?;
    store::delete_unconfirmed(&mut tx, services.clock.now() - FORGET_AFTER).await?;
    tx.commit().await
}
