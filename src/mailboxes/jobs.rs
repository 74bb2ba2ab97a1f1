//! The background work of shared mailboxes: one job a mailbox, woken by every change and, whatever was lost, by the night and
//! by a start.

use chrono::{DateTime, Utc};
use graphile_worker::WorkerContext;
use serde::{Deserialize, Serialize};

use super::reconcile::{reconcile, tenant_of};
use super::store;
use crate::base::id::{MailboxId, SchoolId};
use crate::db::{Reason, TenantTx};
use crate::events::{PeopleChanged, Reaction};
use crate::jobs::{IntoTaskHandlerResult, Job, JobError, TaskHandler, enqueue, enqueue_all, services};
use crate::services::Services;
use crate::tenancy::{Authority, list_authorities};

/// Does what remains to be done to a mailbox.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ReconcileMailbox {
    /// Where.
    pub school_id: SchoolId,
    /// Which.
    pub mailbox_id: MailboxId,
}

impl Job for ReconcileMailbox {
    fn key(&self) -> Option<String> {
        Some(format!("reconcile_mailbox:{}:{}", self.school_id, self.mailbox_id))
    }
}

impl TaskHandler for ReconcileMailbox {
    const IDENTIFIER: &'static str = "reconcile_mailbox";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let services = services(&context)?;
        reconcile(&services, self.school_id, self.mailbox_id).await.map_err(JobError::from)
    }
}

/// Wakes a mailbox of the current school at once; earlier tries no longer count.
pub(super) async fn wake(tx: &mut TenantTx, mailbox: MailboxId) -> sqlx::Result<()> {
    wake_all(tx, &[mailbox]).await
}

async fn wake_all(tx: &mut TenantTx, mailboxes: &[MailboxId]) -> sqlx::Result<()> {
    store::forget_tries(tx, mailboxes).await?;
    let school_id = tx.school();
    let jobs = mailboxes.iter().map(|id| ReconcileMailbox { school_id, mailbox_id: *id });
    enqueue_all(tx, jobs.collect(), None).await
}

/// Wakes a mailbox of the current school at this moment.
pub(super) async fn wake_at(tx: &mut TenantTx, mailbox: MailboxId, at: DateTime<Utc>) -> sqlx::Result<()> {
    let job = ReconcileMailbox { school_id: tx.school(), mailbox_id: mailbox };
    enqueue(tx, &job, Some(at)).await
}

/// Listens to changes of people: wakes the mailboxes of the school that are out of step.
pub fn on_people_changed(services: &Services, event: PeopleChanged) -> Reaction<'_> {
    Box::pin(wake_school(services, event.school_id))
}

async fn wake_school(services: &Services, school: SchoolId) -> sqlx::Result<()> {
    let mut tx = services.database.tenant(school).await?;
    let authorities = list_authorities(&mut tx).await?;
    let wished = tenants_of(services, &authorities);
    let found = store::find_out_of_step(&mut tx, Some(school), (&wished.0, &wished.1)).await?;
    let mailboxes: Vec<_> = found.into_iter().map(|(_, mailbox)| mailbox).collect();
    wake_all(&mut tx, &mailboxes).await?;
    tx.commit().await
}

/// Wakes every mailbox that is out of step, in every school.
pub async fn wake_out_of_step(services: &Services) -> sqlx::Result<()> {
    let mut tx = services.database.system(Reason::Schedule).await?;
    let authorities = list_authorities(&mut tx).await?;
    let wished = tenants_of(services, &authorities);
    let found = store::find_out_of_step(&mut tx, None, (&wished.0, &wished.1)).await?;
    let jobs = found.into_iter().map(|(school_id, mailbox_id)| ReconcileMailbox { school_id, mailbox_id });
    enqueue_all(&mut tx, jobs.collect(), None).await?;
    tx.commit().await
}

/// Where the mailboxes of each authority are to be.
fn tenants_of(services: &Services, authorities: &[Authority]) -> (Vec<i16>, Vec<String>) {
    authorities.iter().map(|authority| (authority.code, tenant_of(services, authority.code))).unzip()
}
