//! Applies a school's batches, oldest first, one at a time, each in one transaction.
//!
//! Every account that the snapshot names is locked first, whatever its school and in one order, so that a release and a claim
//! at the same moment wait for each other in turn; where they collide all the same, the transaction runs again whole. A
//! release writes no other school's rows: it wakes the school that waits.
//!
//! What takes the processor alone, as comparing and sealing, is done [`aside`]: the threads here answer pages too.

mod people;
mod waiting;

use chrono::{DateTime, Utc};
use thiserror::Error;

use super::archive::{self, ArchiveError};
use super::before::BeforeImage;
use super::current::CurrentSchool;
use super::diff::{Circumstances, Threshold, Window, diff};
use super::jobs::ApplySchool;
use super::plan::Plan;
use super::snapshot::Snapshot;
use super::store::batches::{self, Finish, OpenBatch};
use super::store::held;
use super::store::{current as reading, groups, outcomes};
use crate::base::clock::london_day;
use crate::base::id::{AccountId, BatchId, Ids, SchoolId};
use crate::base::random::OsRandom;
use crate::credentials::VaultError;
use crate::db::{self, TenantTx};
use crate::jobs::enqueue;
use crate::services::Services;

use people::Names;

/// A batch that fails this often is given up.
const FAILURES: i32 = 3;
/// A batch during which the process ended this often is given up too, lest one file stop the portal for ever.
const ATTEMPTS: i32 = 25;
/// How often a transaction that collided with another school's runs again before that counts as a failure.
const COLLISIONS: u32 = 10;

/// What a call came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A batch was brought to its end; there may be more.
    Finished(BatchId),
    /// Another worker is at this school.
    Locked,
    /// The oldest batch failed and is to be tried again.
    Failed,
    /// Nothing is left to do.
    Idle,
}

/// Why a transaction did not come to its end.
#[derive(Debug, Error)]
enum ApplyError {
    #[error("{}", db::describe(.0))]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    #[error("the batch has no snapshot")]
    Snapshot,
    #[error("a run was not thought through to its end")]
    Interrupted,
    /// Another school's run made an account of the same UPN meanwhile.
    #[error("another school was faster")]
    Overtaken,
    /// Usernames must be reserved before the next try.
    #[error("usernames are wanted")]
    NamesWanted,
    #[error("another worker is at this school")]
    Locked,
}

impl ApplyError {
    fn is_collision(&self) -> bool {
        match self {
            Self::Database(error) => db::is_retryable(error),
            Self::Overtaken | Self::NamesWanted => true,
            Self::Vault(_) | Self::Archive(_) | Self::Snapshot | Self::Interrupted | Self::Locked => false,
        }
    }
}

/// Applies the school's oldest open batch, or, where there is none, completes rows that waited.
pub async fn apply_next(services: &Services, school: SchoolId) -> sqlx::Result<Step> {
    let Some(batch) = take_batch(services, school).await? else {
        return waiting::complete(services, school).await;
    };
    tracing::info!(batch.id = %batch.id, batch.attempt = batch.attempts + 1, "applying a run");
    let mut names = Names::default();
    for collision in 0..=COLLISIONS {
        match apply(services, school, &batch, &mut names).await {
            Ok(state) => {
                tracing::info!(batch.id = %batch.id, batch.state = state, "a run ended");
                return Ok(Step::Finished(batch.id));
            }
            Err(ApplyError::Locked) => return Ok(Step::Locked),
            Err(error) if error.is_collision() && collision < COLLISIONS => {
                names.reserve(&services.database).await?;
            }
            Err(error) => {
                tracing::warn!(batch.id = %batch.id, %error, "a run failed");
                return note_failure(services, school, &batch).await;
            }
        }
    }
    Ok(Step::Failed)
}

/// The oldest batch, its attempt counted. Batches that used up their tries end here.
async fn take_batch(services: &Services, school: SchoolId) -> sqlx::Result<Option<OpenBatch>> {
    loop {
        let mut tx = services.database.tenant(school).await?;
        let Some(batch) = batches::find_oldest_open(&mut tx).await? else {
            return Ok(None);
        };
        if batch.snapshot.is_none() {
            return Ok(None); // not read yet: the job that reads it wakes this school
        }
        if batch.failures < FAILURES && batch.attempts < ATTEMPTS {
            let has_begun = batches::begin_attempt(&mut tx, batch.id).await?;
            tx.commit().await?;
            if has_begun {
                return Ok(Some(batch));
            }
            continue;
        }
        batches::fail(&mut tx, batch.id, "apply_failed", services.clock.now()).await?;
        tx.commit().await?;
    }
}

async fn note_failure(services: &Services, school: SchoolId, batch: &OpenBatch) -> sqlx::Result<Step> {
    let mut tx = services.database.tenant(school).await?;
    batches::note_failure(&mut tx, batch.id).await?;
    tx.commit().await?;
    Ok(Step::Failed)
}

/// One transaction, from the lock to the commit; returns the state in which the batch ended. What failed is undone before
/// the next try, which would else find its own lock taken.
async fn apply(
    services: &Services,
    school: SchoolId,
    batch: &OpenBatch,
    names: &mut Names,
) -> Result<&'static str, ApplyError> {
    let mut tx = services.database.tenant(school).await?;
    match apply_in(&mut tx, services, batch, names).await {
        Ok(state) => {
            tx.commit().await?;
            Ok(state)
        }
        Err(error) => {
            tx.rollback().await?;
            Err(error)
        }
    }
}

async fn apply_in(
    tx: &mut TenantTx,
    services: &Services,
    batch: &OpenBatch,
    names: &mut Names,
) -> Result<&'static str, ApplyError> {
    let snapshot = unpack(batch.snapshot.clone().ok_or(ApplyError::Snapshot)?).await?;
    let now = services.clock.now();
    if !batches::lock_school(tx).await? {
        return Err(ApplyError::Locked);
    }
    if batches::find_oldest_open_id(tx).await? != Some(batch.id) {
        return Err(ApplyError::Locked); // another worker has brought it to its end meanwhile
    }
    let mut current = read_school(tx, &snapshot, now).await?;
    if !batch.dry_run {
        current.carried = held::replace_held(tx, batch.id, batch.number, now).await?;
    }
    let circumstances = circumstances(tx, batch, &current, now).await?;
    let (snapshot, plan) = compare(services, snapshot, (current, circumstances)).await?;
    let state = match (batch.dry_run, plan.hold) {
        (true, _) => "rehearsed",
        (false, Some(_)) => "held",
        (false, None) => "applied",
    };
    let mut before = match state {
        "applied" => Some(carry_out(tx, services, &plan, names, now).await?),
        _ => None,
    };
    if state == "held" {
        held::store_held_releases(tx, batch.id, &releases_of(&plan)).await?;
    }
    if batch.was_released {
        outcomes::delete_outcomes(tx, batch.id).await?; // what it told while it was held
    }
    outcomes::store_outcomes(tx, batch.id, &plan, state == "applied").await?;
    if let Some(before) = &mut before {
        let waiting = waiting::waiting_of(&plan, &snapshot);
        before.waiting = outcomes::replace_waiting(tx, batch.id, &waiting, now).await?;
    }
    let end = Finish {
        batch: batch.id,
        state,
        counts: &plan.counts,
        hold: plan.hold,
        academic_year: snapshot.academic_year.0,
        before: match before {
            Some(before) => Some(aside(move || archive::pack(&before)).await??),
            None => None,
        },
    };
    batches::finish(tx, &end, now).await?;
    if state == "applied" {
        people::wake_claimants(tx, &plan).await?;
    }
    let school_id = tx.school();
    enqueue(tx, &ApplySchool { school_id }, None).await?;
    Ok(state)
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, ApplyError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| ApplyError::Interrupted)
}

async fn unpack(packed: Vec<u8>) -> Result<Snapshot, ApplyError> {
    Ok(aside(move || archive::unpack(&packed)).await??)
}

/// What the snapshot, which is given back, would do to the school.
async fn compare(
    services: &Services,
    snapshot: Snapshot,
    (current, circumstances): (CurrentSchool, Circumstances),
) -> Result<(Snapshot, Plan), ApplyError> {
    let clock = services.clock.clone();
    aside(move || {
        let plan = diff(&snapshot, &current, &circumstances, &mut Ids::new(&clock, &mut OsRandom));
        (snapshot, plan)
    })
    .await
}

/// Writes people, then groups: memberships point to enrolments. Returns what was changed, as it was before.
async fn carry_out(
    tx: &mut TenantTx,
    services: &Services,
    plan: &Plan,
    names: &mut Names,
    now: DateTime<Utc>,
) -> Result<BeforeImage, ApplyError> {
    let mut before = people::write(tx, services, &plan.people, names, now).await?;
    let changed: Vec<_> = plan.groups.create.iter().chain(&plan.groups.update).cloned().collect();
    if !changed.is_empty() {
        before.groups = groups::upsert_groups(tx, &changed, now).await?;
    }
    if !plan.groups.leave.is_empty() {
        groups::end_memberships(tx, &plan.groups.leave, now).await?;
    }
    if !plan.groups.end.is_empty() {
        groups::end_groups(tx, &plan.groups.end, now).await?;
    }
    if !plan.groups.join.is_empty() {
        groups::start_memberships(tx, &plan.groups.join, now).await?;
    }
    Ok(before)
}

/// Locks what the snapshot names, then reads the school as it stands.
async fn read_school(
    tx: &mut TenantTx,
    snapshot: &Snapshot,
    now: DateTime<Utc>,
) -> sqlx::Result<CurrentSchool> {
    let mut years: Vec<i32> = snapshot.groups.iter().flatten().map(|group| group.academic_year.0).collect();
    years.push(snapshot.academic_year.0);
    years.sort_unstable();
    years.dedup();
    let elsewhere = reading::lock_learners(tx, snapshot, london_day(now)).await?;
    Ok(CurrentSchool {
        elsewhere,
        accounts: reading::list_accounts(tx).await?,
        groups: reading::list_groups(tx, &years).await?,
        memberships: reading::list_memberships(tx, &years).await?,
        carried: std::collections::HashMap::new(),
    })
}

async fn circumstances(
    tx: &mut TenantTx,
    batch: &OpenBatch,
    current: &CurrentSchool,
    now: DateTime<Utc>,
) -> sqlx::Result<Circumstances> {
    let today = london_day(now);
    let settings = reading::find_hold_settings(tx, today).await?;
    let number = |setting: i32| u32::try_from(setting).unwrap_or_default();
    Ok(Circumstances {
        today,
        threshold: Threshold { accounts: number(settings.accounts), percent: number(settings.percent) },
        window: if settings.in_window { Window::Open } else { Window::Closed },
        seen: batch.was_released.then(|| current.carried.keys().copied().collect()),
    })
}

/// Those whom the plan would release, each with the leaving date that it brings.
fn releases_of(plan: &Plan) -> Vec<(AccountId, chrono::NaiveDate)> {
    let releases: std::collections::HashSet<_> = plan.releases.iter().copied().collect();
    plan.people
        .iter()
        .filter_map(|person| {
            let account = person.account.filter(|account| releases.contains(account))?;
            Some((account, person.write.as_ref()?.values.leaving_date?))
        })
        .collect()
}
