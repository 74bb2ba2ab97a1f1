//! Who listens to which change. Whoever changes people says so here; what follows from it elsewhere is done by listeners.
//!
//! An event names a school and no more, so that many changes at one moment are one event: a listener compares what it keeps
//! with the people as they are. It is stored in the transaction that makes the change. Nothing depends on it alone: at a start
//! and every night the listeners look at every school by themselves.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use graphile_worker::WorkerContext;
use serde::{Deserialize, Serialize};

use crate::base::id::SchoolId;
use crate::db::{SystemTx, TenantTx};
use crate::jobs::{IntoTaskHandlerResult, Job, JobError, TaskHandler, enqueue, services};
use crate::services::Services;

/// People of a school came, changed or went: names, usernames, states, consent.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct PeopleChanged {
    /// Whose.
    pub school_id: SchoolId,
}

/// What a listener is busy with.
pub type Reaction<'s> = Pin<Box<dyn Future<Output = sqlx::Result<()>> + Send + 's>>;

/// Does what follows from changes of people in a school; finding nothing to do is fine.
pub type Listener = for<'s> fn(&'s Services, PeopleChanged) -> Reaction<'s>;

/// Everybody who listens; `worker` knows them.
#[derive(Clone, Copy)]
pub struct Listeners(pub &'static [Listener]);

impl fmt::Debug for Listeners {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} listeners", self.0.len())
    }
}

/// Says that people of the transaction's school changed. Best said last: who says the same waits until this is committed.
pub async fn people_changed(tx: &mut TenantTx) -> sqlx::Result<()> {
    let school_id = tx.school();
    enqueue(tx, &PeopleChanged { school_id }, None).await
}

/// The same, where the change was made in a transaction that is over.
pub async fn people_of_school_changed(tx: &mut SystemTx, school_id: SchoolId) -> sqlx::Result<()> {
    enqueue(tx, &PeopleChanged { school_id }, None).await
}

impl Job for PeopleChanged {
    fn key(&self) -> Option<String> {
        Some(format!("people_changed:{}", self.school_id))
    }
}

impl TaskHandler for PeopleChanged {
    const IDENTIFIER: &'static str = "people_changed";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let services = services(&context)?;
        let listeners = context.get_ext::<Listeners>().copied().ok_or(JobError::NoServices)?;
        for listener in listeners.0 {
            listener(&services, self).await?;
        }
        Ok::<(), JobError>(())
    }
}
