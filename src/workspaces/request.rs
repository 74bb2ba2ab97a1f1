//! What people ask for: a Team or Classroom of a class, its members, its return. Asking twice is asking once; the work itself
//! is a job's.

use std::net::IpAddr;

use chrono::{DateTime, Utc};

use super::jobs::{AHEAD, ReconcileWorkspace};
use super::store::asking::{self, NewRequest};
use super::tenant::Tenant;
use super::{Class, people, problem, thing};
use crate::audit::{self, Author, Event, EventKind};
use crate::base::AcademicYear;
use crate::base::id::{AccountId, GroupId, Ids, WorkspaceId};
use crate::base::random::OsRandom;
use crate::connectors::Service;
use crate::db::TenantTx;
use crate::jobs::{enqueue, enqueue_all};
use crate::services::Services;

/// Whoever asks, and for which service.
pub(super) struct Asking<'a> {
    pub(super) services: &'a Services,
    pub(super) author: &'a Author,
    pub(super) address: Option<IpAddr>,
    pub(super) service: Service,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// It is on its way, or was already, or is there.
    Taken,
    /// Nobody teaches the class, so that nobody could own it.
    NoTeacher,
    /// The class cannot have one: it is over, or not of this year.
    NotPossible,
}

/// Asks for a Team or Classroom of `class`, with everybody in it who may be.
pub(super) async fn ask(tx: &mut TenantTx, asking: &Asking<'_>, class: &Class) -> sqlx::Result<Asked> {
    if !class.may_have_one(AcademicYear::of(asking.services.clock.today())) {
        return Ok(Asked::NotPossible);
    }
    if class.teachers == 0 {
        return Ok(Asked::NoTeacher);
    }
    let clock = &asking.services.clock;
    let new = NewRequest {
        id: Ids::new(clock, &mut OsRandom).fresh(),
        group: class.id,
        service: asking.service,
        tenant: find_tenant(tx, asking).await?,
        by: &asking.author.name,
        at: clock.now(),
    };
    if let Some(id) = asking::put_request(tx, &new).await? {
        let added = asking::add_members(tx, id, new.at).await?;
        record(tx, asking, class, (EventKind::WorkspaceRequested, &added)).await?;
        wake(tx, id).await?;
    }
    Ok(Asked::Taken)
}

/// Adds everybody who is in the class, may be a member and is not one yet.
pub(super) async fn add_members(tx: &mut TenantTx, asking: &Asking<'_>, class: &Class) -> sqlx::Result<()> {
    let Some(id) = asking::open_linked(tx, class.id, asking.service).await? else { return Ok(()) };
    let added = asking::add_members(tx, id, asking.services.clock.now()).await?;
    if !added.is_empty() {
        record(tx, asking, class, (EventKind::WorkspaceMembersAdded, &added)).await?;
    }
    wake(tx, id).await
}

/// Has what is archived restored; from then on it is not linked to the MIS.
pub(super) async fn restore(tx: &mut TenantTx, asking: &Asking<'_>, class: &Class) -> sqlx::Result<()> {
    let now = asking.services.clock.now();
    let key = (class.id, asking.service);
    if let Some(id) = asking::restore(tx, key, &asking.author.name, now).await? {
        record(tx, asking, class, (EventKind::WorkspaceRestored, &[])).await?;
        wake(tx, id).await?;
    }
    Ok(())
}

/// Tries again what has failed.
pub(super) async fn retry(tx: &mut TenantTx, asking: &Asking<'_>, class: &Class) -> sqlx::Result<()> {
    let key = (class.id, asking.service, find_tenant(tx, asking).await?);
    let id = asking::retry(tx, key, &problem::losses(), asking.services.clock.now()).await?;
    if let Some(id) = id {
        people::store::clear_failures(tx, id).await?;
        record(tx, asking, class, (EventKind::WorkspaceRetried, &[])).await?;
        wake(tx, id).await?;
    }
    Ok(())
}

/// Has every Team and Classroom archived that the portal made for these classes, but for those that were restored; how many.
/// Done again it changes nothing.
pub async fn archive_workspaces(
    tx: &mut TenantTx,
    classes: &[GroupId],
    now: DateTime<Utc>,
) -> sqlx::Result<usize> {
    let school_id = tx.school();
    let archived = asking::archive(tx, classes, now).await?;
    let count = archived.len();
    let jobs = archived.into_iter().map(|workspace_id| ReconcileWorkspace { school_id, workspace_id });
    enqueue_all(tx, jobs.collect(), None).await?;
    Ok(count)
}

/// Where the school's are to be.
async fn find_tenant(tx: &mut TenantTx, asking: &Asking<'_>) -> sqlx::Result<Tenant> {
    let authority = people::store::find_authority(tx).await?;
    Ok(Tenant::of(&asking.services.connectors, asking.service, authority))
}

async fn wake(tx: &mut TenantTx, workspace_id: WorkspaceId) -> sqlx::Result<()> {
    let school_id = tx.school();
    enqueue(tx, &ReconcileWorkspace { school_id, workspace_id }, Some(AHEAD)).await
}

async fn record(
    tx: &mut TenantTx,
    asking: &Asking<'_>,
    class: &Class,
    (kind, subjects): (EventKind, &[AccountId]),
) -> sqlx::Result<()> {
    let clock = &asking.services.clock;
    let event = Event {
        id: Ids::new(clock, &mut OsRandom).fresh(),
        at: clock.now(),
        kind,
        actor: asking.author,
        address: asking.address,
        subjects,
        note: Some(&format!("{} · {}", class.title, thing(asking.service))),
    };
    audit::write_event(tx, &event).await
}
