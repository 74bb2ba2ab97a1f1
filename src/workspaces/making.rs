//! Makes, fills, archives and restores one Team or Classroom, and takes out of it whoever must not be in it: one act of the
//! connector after another, each recorded before the next.

mod acts;

use chrono::TimeDelta;

use acts::{Outcome, StepError, take_step};

use super::health::{self, Gate};
use super::jobs::{AHEAD, Next, ReconcileWorkspace};
use super::patience::{Setback, Verdict};
use super::people;
use super::problem::{Problem, detail_of};
use super::standing::{Flow, Standing, Step};
use super::store;
use super::tenant::Tenant;
use super::thing;
use crate::audit::{Author, Event, EventKind, write_event};
use crate::base::id::{AccountId, Ids, WorkspaceId};
use crate::base::random::OsRandom;
use crate::connectors::{ExternalId, MemberRole, Service};
use crate::db::TenantTx;
use crate::services::Services;

/// How long is waited for the accounts of people who belong into it; they wake it themselves when they are ready.
const WAIT_FOR_PEOPLE: TimeDelta = TimeDelta::minutes(2);

/// A Team or Classroom as it stands, with those who come into it or go.
#[derive(Clone, Debug)]
pub(super) struct Workspace {
    pub(super) id: WorkspaceId,
    pub(super) service: Service,
    pub(super) tenant: Tenant,
    /// The authority that maintains the school.
    pub(super) authority: i16,
    pub(super) standing: Standing,
    pub(super) external_id: Option<ExternalId>,
    /// The class and its academic year.
    pub(super) title: String,
    /// How long ago what is wanted was asked for.
    pub(super) age: TimeDelta,
    /// Who belongs into it and is not in it yet.
    pub(super) newcomers: Vec<Newcomer>,
    /// Who is in it and must not be any more.
    pub(super) leavers: Vec<Leaver>,
}

/// Somebody who is to be added.
#[derive(Clone, Debug)]
pub(super) struct Newcomer {
    pub(super) account: AccountId,
    pub(super) role: MemberRole,
    /// The account there; none yet where it is still being made.
    pub(super) external_id: Option<ExternalId>,
    /// Whether the account could not be made for so long that nothing waits for it.
    pub(super) is_stuck: bool,
}

/// Somebody who is to be taken out.
#[derive(Clone, Debug)]
pub(super) struct Leaver {
    pub(super) account: AccountId,
    pub(super) role: MemberRole,
    /// The account there, as which they are in it.
    pub(super) external_id: ExternalId,
}

/// Does what remains.
pub(super) async fn reconcile(services: &Services, job: ReconcileWorkspace) -> sqlx::Result<Next> {
    loop {
        let mut tx = services.database.tenant(job.school_id).await?;
        let found = store::lock_workspace(&mut tx, job.workspace_id, services.clock.now()).await?;
        let Some(workspace) = found.filter(|workspace| workspace.standing.is_open) else {
            return Ok(Next::Done);
        };
        let step = workspace.next_step();
        if step == Step::Rest {
            store::settle(&mut tx, workspace.id).await?;
        }
        tx.commit().await?;
        if step == Step::Rest {
            return Ok(Next::Done);
        }
        if let Gate::Shut(until) = health::ask_at_gate(services, workspace.service, workspace.tenant).await? {
            return Ok(Next::At(until));
        }
        let done = take_step(services, &workspace, step).await;
        let is_down =
            matches!(&done, Err(StepError::Connector(error)) if error.tells_that_the_service_is_down());
        health::note(services, (workspace.service, workspace.tenant), is_down).await?;
        let next = match done {
            Ok(outcome) => record(services, job, &workspace, outcome).await?,
            Err(error) => Some(fail(services, job, &workspace, error).await?),
        };
        if let Some(next) = next {
            return Ok(next);
        }
    }
}

impl Workspace {
    fn next_step(&self) -> Step {
        self.standing.next_step(Flow {
            comes: self.newcomers.iter().any(|newcomer| !newcomer.is_stuck),
            goes: !self.leavers.is_empty(),
        })
    }

    /// Those who can be added now.
    fn ready(&self) -> Vec<(&Newcomer, &ExternalId)> {
        let ready =
            self.newcomers.iter().filter_map(|newcomer| Some((newcomer, newcomer.external_id.as_ref()?)));
        ready.collect()
    }
}

/// Writes down what a step came to. Where people are waited for, they are woken, should their own job have been lost.
async fn record(
    services: &Services,
    job: ReconcileWorkspace,
    workspace: &Workspace,
    outcome: Outcome,
) -> sqlx::Result<Option<Next>> {
    let now = services.clock.now();
    let mut tx = services.database.tenant(job.school_id).await?;
    store::lock(&mut tx, workspace.id).await?;
    let next = match outcome {
        Outcome::Changed(change) => {
            store::put_change(&mut tx, workspace.id, &change, now).await?;
            None
        }
        Outcome::Joined(people) => {
            store::put_members(&mut tx, workspace.id, &people, now).await?;
            None
        }
        Outcome::Left(people) => {
            store::leavers::put_leavers(&mut tx, workspace.id, &people, now).await?;
            record_removal(&mut tx, services, workspace, &people).await?;
            None
        }
        Outcome::Waits => {
            let waiting = workspace.newcomers.iter().filter(|newcomer| newcomer.external_id.is_none());
            let waiting: Vec<_> = waiting.map(|newcomer| (newcomer.account, workspace.service)).collect();
            people::wake(&mut tx, &waiting, Some(AHEAD)).await?;
            Some(Next::At(now + WAIT_FOR_PEOPLE))
        }
    };
    tx.commit().await?;
    Ok(next)
}

async fn record_removal(
    tx: &mut TenantTx,
    services: &Services,
    workspace: &Workspace,
    people: &[AccountId],
) -> sqlx::Result<()> {
    let event = Event {
        id: Ids::new(&services.clock, &mut OsRandom).fresh(),
        at: services.clock.now(),
        kind: EventKind::WorkspaceMembersRemoved,
        actor: &Author::portal(),
        address: None,
        subjects: people,
        note: Some(&format!("{} · {}", workspace.title, thing(workspace.service))),
    };
    write_event(tx, &event).await
}

/// Puts it off, or gives it up until somebody asks again.
async fn fail(
    services: &Services,
    job: ReconcileWorkspace,
    workspace: &Workspace,
    error: StepError,
) -> sqlx::Result<Next> {
    let now = services.clock.now();
    let mut tx = services.database.tenant(job.school_id).await?;
    store::lock(&mut tx, workspace.id).await?;
    let (problem, asked, detail) = match &error {
        StepError::Connector(error) => (Problem::of(error), error.wait(), detail_of(error)),
        StepError::Hopeless(problem) => (*problem, None, None),
        StepError::Strangers(people) => {
            people::store::doubt(&mut tx, people, workspace.service).await?;
            let doubted: Vec<_> = people.iter().map(|account| (*account, workspace.service)).collect();
            people::wake(&mut tx, &doubted, Some(AHEAD)).await?;
            (Problem::PersonGone, None, None)
        }
    };
    let attempts = store::note_setback(&mut tx, workspace.id, problem, detail.as_deref()).await?;
    let verdict = Setback { problem, asked, attempts, age: workspace.age }.judge(&mut OsRandom);
    let next = match verdict {
        Verdict::Again(pause) => {
            store::put_off(&mut tx, workspace.id, now + pause).await?;
            Next::At(now + pause)
        }
        Verdict::GiveUp(problem) => {
            store::give_up(&mut tx, workspace.id, problem).await?;
            Next::Done
        }
    };
    tx.commit().await?;
    tracing::info!(workspace.id = %workspace.id, problem = problem.as_str(), attempts, ?next, "a Team or Classroom is not done yet");
    Ok(next)
}
