//! Rows that wait: who they are after a run, and their completion once the other school released them.

use std::collections::HashSet;

use super::super::diff::{Circumstances, Threshold, Window};
use super::super::plan::{Outcome, PersonPlan, Plan};
use super::super::snapshot::Snapshot;
use super::super::store::batches::{self, AppliedBatch};
use super::super::store::groups;
use super::super::store::outcomes::{self, Waiting};
use super::people::{self, Names};
use super::{ApplyError, COLLISIONS, Step, compare, read_school, unpack};
use crate::base::clock::london_day;
use crate::base::id::SchoolId;
use crate::db::TenantTx;
use crate::services::Services;

/// The rows of the snapshot that wait by this plan, each with its cause.
pub(super) fn waiting_of<'s>(plan: &Plan, snapshot: &'s Snapshot) -> Vec<Waiting<'s>> {
    let mut waiting: Vec<Waiting<'s>> = plan
        .people
        .iter()
        .filter(|person| person.outcome == Outcome::Waiting)
        .filter_map(|person| {
            let row = snapshot.learners.iter().find(|row| row.row == person.row)?;
            Some(Waiting { row, cause: person.cause })
        })
        .collect();
    waiting.sort_by(|a, b| a.row.upn.cmp(&b.row.upn));
    waiting.dedup_by(|a, b| a.row.upn == b.row.upn);
    waiting
}

/// Tries the rows of the newest applied run that wait: what was released meanwhile comes over, with its memberships.
pub(super) async fn complete(services: &Services, school: SchoolId) -> sqlx::Result<Step> {
    let mut names = Names::default();
    for _ in 0..=COLLISIONS {
        match try_complete(services, school, &mut names).await {
            Ok(()) => return Ok(Step::Idle),
            Err(ApplyError::Locked) => return Ok(Step::Locked),
            Err(error) if error.is_collision() => names.reserve(&services.database).await?,
            Err(error) => {
                tracing::warn!(%error, "waiting rows could not be completed");
                return Ok(Step::Failed);
            }
        }
    }
    Ok(Step::Failed)
}

async fn try_complete(services: &Services, school: SchoolId, names: &mut Names) -> Result<(), ApplyError> {
    let mut tx = services.database.tenant(school).await?;
    match complete_in(&mut tx, services, names).await {
        Ok(()) => Ok(tx.commit().await?),
        Err(error) => {
            tx.rollback().await?;
            Err(error)
        }
    }
}

async fn complete_in(tx: &mut TenantTx, services: &Services, names: &mut Names) -> Result<(), ApplyError> {
    let now = services.clock.now();
    if !batches::lock_school(tx).await? {
        return Err(ApplyError::Locked);
    }
    let Some(AppliedBatch { id, snapshot: Some(packed) }) = batches::find_waiting_batch(tx).await? else {
        return Ok(());
    };
    let upns: HashSet<String> = outcomes::list_waiting_upns(tx).await?.into_iter().collect();
    let snapshot = only_waiting(unpack(packed).await?, &upns);
    let current = read_school(tx, &snapshot, now).await?;
    let circumstances = Circumstances {
        today: london_day(now),
        threshold: Threshold { accounts: u32::MAX, percent: 0 },
        window: Window::Closed,
        seen: None,
    };
    let known: HashSet<_> = current.groups.values().map(|group| group.id).collect();
    let (snapshot, plan) = compare(services, snapshot, (current, circumstances)).await?;
    let here: Vec<PersonPlan> = plan
        .people
        .iter()
        .filter(|p| matches!(p.outcome, Outcome::Transferred | Outcome::Created | Outcome::Skipped))
        .cloned()
        .collect();
    people::write(tx, services, &here, names, now).await?;
    let accounts: HashSet<_> = here.iter().filter_map(|person| person.account).collect();
    let joins = |membership: &&_| joins_known_group(membership, &accounts, &known);
    let join: Vec<_> = plan.groups.join.iter().filter(joins).copied().collect();
    if !join.is_empty() {
        groups::start_memberships(tx, &join, now).await?;
    }
    outcomes::replace_waiting(tx, id, &waiting_of(&plan, &snapshot), now).await?;
    outcomes::complete_waiting(tx, id, &here.iter().collect::<Vec<_>>()).await?;
    crate::school_status::refresh(tx, now).await?;
    if !here.is_empty() {
        tracing::info!(batch.id = %id, rows = here.len(), "waiting rows came over");
    }
    Ok(())
}

fn joins_known_group(
    membership: &super::super::current::Membership,
    accounts: &HashSet<crate::base::id::AccountId>,
    known: &HashSet<crate::base::id::GroupId>,
) -> bool {
    accounts.contains(&membership.account) && known.contains(&membership.group)
}

/// The snapshot with nobody in it but those who wait. Its groups stay: they are where the newcomers belong.
fn only_waiting(snapshot: Snapshot, upns: &HashSet<String>) -> Snapshot {
    let learners: Vec<_> =
        snapshot.learners.into_iter().filter(|row| upns.contains(row.upn.as_str())).collect();
    let ids: HashSet<&str> = learners.iter().map(|row| row.sourced_id.as_str()).collect();
    let memberships = snapshot.memberships.map(|mut rows| {
        rows.retain(|row| ids.contains(row.person.as_str()));
        rows
    });
    Snapshot { memberships, learners, staff: Vec::new(), rejections: Vec::new(), ..snapshot }
}
