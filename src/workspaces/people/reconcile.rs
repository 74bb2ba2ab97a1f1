//! Brings one person's account in one service together with what the portal wants.

use chrono::{DateTime, TimeDelta, Utc};

use super::step::{Confirmed, Presence, Step, Wanted, next_step};
use super::{STUCK_AFTER, store};
use crate::base::random::OsRandom;
use crate::connectors::{ConnectorError, ExternalId, Person, Service};
use crate::db::TenantTx;
use crate::jobs::enqueue_all;
use crate::services::Services;
use crate::workspaces::health::{self, Gate};
use crate::workspaces::jobs::{Next, ReconcilePerson, ReconcileWorkspace};
use crate::workspaces::patience::{doubled, pause};
use crate::workspaces::problem::{Problem, detail_of};
use crate::workspaces::tenant::Tenant;

/// Workspaces that wait for people hear of them together: somebody else may be ready by then.
const GATHER: TimeDelta = TimeDelta::seconds(3);

/// How long whoever is stuck is left alone: the nightly task wakes them again.
const STUCK_PAUSE: TimeDelta = TimeDelta::hours(12);

/// How long a service is left alone at least that is busy and names no pause.
const BUSY_PAUSE: TimeDelta = TimeDelta::seconds(30);

/// More steps than this in one go means that two parts of the portal disagree: it goes on later.
const STEPS: u32 = 8;

/// One person in one service.
struct Case {
    service: Service,
    authority: i16,
    wanted: Wanted,
    confirmed: Option<Confirmed>,
}

/// Does what remains.
pub(in crate::workspaces) async fn reconcile(
    services: &Services,
    job: ReconcilePerson,
) -> sqlx::Result<Next> {
    for _ in 0..STEPS {
        let Some(case) = find_case(services, job).await? else { return Ok(Next::Done) };
        let step = next_step(&case.wanted, case.confirmed.as_ref());
        if step == Step::Rest {
            return Ok(Next::Done);
        }
        let tenant = case.wanted.tenant;
        if let Gate::Shut(until) = health::ask_at_gate(services, case.service, tenant).await? {
            return Ok(Next::At(until));
        }
        let done = take_step(services, &case, step).await;
        let is_down = done.as_ref().is_err_and(ConnectorError::tells_that_the_service_is_down);
        // Aliases at Microsoft are Exchange's, which fails alone: they tell nothing of Graph.
        if step != Step::AddAliases {
            health::note(services, (case.service, tenant), is_down).await?;
        }
        match done {
            Ok(there) => record(services, job, &case, there).await?,
            Err(ConnectorError::Missing) => forget(services, job, false).await?,
            Err(error) => return fail(services, job, &case, &error).await,
        }
    }
    Ok(Next::At(services.clock.now() + GATHER))
}

async fn find_case(services: &Services, job: ReconcilePerson) -> sqlx::Result<Option<Case>> {
    let service = job.service;
    let mut tx = services.database.tenant(job.school_id).await?;
    let authority = store::find_authority(&mut tx).await?;
    let tenant = Tenant::of(&services.connectors, service, authority);
    let found = store::find_person(&mut tx, job.account_id, (service, tenant)).await?;
    tx.commit().await?;
    Ok(found.map(|(wanted, confirmed)| Case { service, authority, wanted, confirmed }))
}

/// Makes the requests of a step; what is there afterwards, with the former usernames that it has.
async fn take_step(
    services: &Services,
    case: &Case,
    step: Step,
) -> Result<Option<(ExternalId, Vec<String>)>, ConnectorError> {
    let connector = services.connectors.connector(case.service, case.authority);
    let person = case.wanted.person();
    let Some(confirmed) = &case.confirmed else {
        return Ok(Some((connector.create_person(&person).await?, Vec::new())));
    };
    let (id, aliases) = (&confirmed.external_id, &confirmed.aliases);
    let left = confirmed.tenant.reach(&services.connectors, case.service, case.authority);
    match (step, left) {
        (Step::Update, _) => {
            connector.update_person(id, &person).await?;
            Ok(Some((id.clone(), aliases.clone())))
        }
        (Step::AddAliases, _) => {
            for name in case.wanted.missing_aliases(confirmed) {
                connector.add_alias(id, name).await?;
            }
            Ok(Some((id.clone(), case.wanted.former_usernames.clone())))
        }
        (Step::Delete, Some(connector)) => connector.delete_person(id).await.map(|()| None),
        (Step::Leave, Some(connector)) => {
            connector.update_person(id, &Person { is_enabled: false, ..person }).await.map(|()| None)
        }
        _ => Ok(None),
    }
}

async fn record(
    services: &Services,
    job: ReconcilePerson,
    case: &Case,
    there: Option<(ExternalId, Vec<String>)>,
) -> sqlx::Result<()> {
    let Some((id, aliases)) = there else {
        let is_over = case.wanted.presence == Presence::Absent;
        return forget(services, job, is_over).await;
    };
    let now = services.clock.now();
    let mut tx = services.database.tenant(job.school_id).await?;
    store::confirm(&mut tx, job.service, (&case.wanted, &id), &aliases, now).await?;
    wake_workspaces(&mut tx, job, now).await?;
    tx.commit().await
}

async fn forget(services: &Services, job: ReconcilePerson, is_over: bool) -> sqlx::Result<()> {
    let mut tx = services.database.tenant(job.school_id).await?;
    store::forget(&mut tx, (job.account_id, job.service), is_over, services.clock.now()).await?;
    tx.commit().await
}

/// Wakes the workspaces that wait for the person's account.
async fn wake_workspaces(tx: &mut TenantTx, job: ReconcilePerson, now: DateTime<Utc>) -> sqlx::Result<()> {
    let school_id = tx.school();
    let waiting = store::reopen_waiting_workspaces(tx, job.account_id, job.service).await?;
    let jobs = waiting.into_iter().map(|workspace_id| ReconcileWorkspace { school_id, workspace_id });
    enqueue_all(tx, jobs.collect(), Some(now + GATHER)).await
}

/// Puts the person off: soon where that may help, to tomorrow where it has not helped for a while.
async fn fail(
    services: &Services,
    job: ReconcilePerson,
    case: &Case,
    error: &ConnectorError,
) -> sqlx::Result<Next> {
    let problem = Problem::of(error);
    let now = services.clock.now();
    let mut tx = services.database.tenant(job.school_id).await?;
    let key = (job.account_id, job.service, case.wanted.tenant);
    let attempts = store::note_failure(&mut tx, key, (problem, detail_of(error).as_deref())).await?;
    let is_stuck = attempts >= STUCK_AFTER;
    let least = match problem {
        _ if is_stuck => STUCK_PAUSE,
        Problem::Throttled => BUSY_PAUSE,
        _ => doubled(attempts),
    };
    let until = now + pause(least, error.wait(), &mut OsRandom);
    store::put_off(&mut tx, (job.account_id, job.service), until).await?;
    if is_stuck {
        // Whatever waited for this person goes on without.
        wake_workspaces(&mut tx, job, now).await?;
    }
    tx.commit().await?;
    tracing::info!(service = job.service.as_str(), attempts, %error, "an account could not be brought into step");
    Ok(if is_stuck { Next::Done } else { Next::At(until) })
}
