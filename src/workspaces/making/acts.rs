//! The acts of the connector: each does one thing, and says what came of it.

use super::super::problem::Problem;
use super::super::standing::{Confirmed, Step, Wish};
use super::super::store::Change;
use super::{Newcomer, Workspace};
use crate::base::id::AccountId;
use crate::connectors::{
    Connector, ConnectorError, ExternalId, MemberRole, NewMember, NewWorkspace, WorkspaceStatus,
};
use crate::services::Services;

/// How many are added in one go: progress is seen, and an interruption repeats no more than these.
const CHUNK: usize = 20;

/// What came of a step.
pub(super) enum Outcome {
    /// Something was confirmed.
    Changed(Change),
    /// These people are in it now, as these accounts.
    Joined(Vec<(AccountId, ExternalId)>),
    /// These people are out of it.
    Left(Vec<AccountId>),
    /// People's accounts are waited for.
    Waits,
}

/// Why a step did not succeed.
#[derive(Debug)]
pub(super) enum StepError {
    Connector(ConnectorError),
    Hopeless(Problem),
    /// The service does not know these people.
    Strangers(Vec<AccountId>),
}

impl From<ConnectorError> for StepError {
    fn from(error: ConnectorError) -> Self {
        Self::Connector(error)
    }
}

/// Does what is next.
pub(super) async fn take_step(
    services: &Services,
    workspace: &Workspace,
    step: Step,
) -> Result<Outcome, StepError> {
    let reached = workspace.tenant.reach(&services.connectors, workspace.service, workspace.authority);
    let connector = reached.ok_or(StepError::Hopeless(Problem::Elsewhere))?;
    let Some(id) = &workspace.external_id else { return create(connector, workspace).await };
    match step {
        Step::TakeOut => take_out(connector, workspace, id).await,
        Step::Fill => fill(connector, workspace, id).await,
        Step::Archive => turn(connector, id, Wish::Archived).await,
        Step::Restore => turn(connector, id, Wish::Active).await,
        Step::Create | Step::AwaitCreation | Step::Rest => match connector.workspace_status(id).await? {
            WorkspaceStatus::Missing => Err(StepError::Hopeless(Problem::Gone)),
            WorkspaceStatus::Creating => Err(ConnectorError::NotYet.into()),
            WorkspaceStatus::Active => Ok(Outcome::Changed(Change::Is(Confirmed::Active))),
            WorkspaceStatus::Archived => Ok(Outcome::Changed(Change::Is(Confirmed::Archived))),
        },
    }
}

/// Has it made, with the first teacher who has an account there as its owner.
async fn create(connector: &Connector, workspace: &Workspace) -> Result<Outcome, StepError> {
    let is_owner = |newcomer: &&Newcomer| newcomer.role == MemberRole::Owner;
    let owner = workspace.ready().into_iter().find(|(newcomer, _)| is_owner(newcomer));
    let Some((newcomer, owner)) = owner else {
        let is_coming = workspace.newcomers.iter().filter(is_owner).any(|newcomer| !newcomer.is_stuck);
        return if is_coming { Ok(Outcome::Waits) } else { Err(StepError::Hopeless(Problem::NoOwner)) };
    };
    let new = NewWorkspace { key: workspace.id, title: &workspace.title, owner };
    let id = connector.create_workspace(&new).await?;
    Ok(Outcome::Changed(Change::Made(id, (newcomer.account, owner.clone()))))
}

/// Takes out everybody who must not be in it. One whom the service does not let go keeps nobody else in.
async fn take_out(
    connector: &Connector,
    workspace: &Workspace,
    id: &ExternalId,
) -> Result<Outcome, StepError> {
    let (mut left, mut problem) = (Vec::new(), None);
    for leaver in &workspace.leavers {
        match connector.remove_member(id, &leaver.external_id).await {
            Ok(()) => left.push(leaver.account),
            // The service keeps the owner that it cannot do without, whose account is switched off.
            Err(ConnectorError::Refused { .. }) if leaver.role == MemberRole::Owner => {
                left.push(leaver.account);
            }
            Err(error) => {
                let concerns_others = !matches!(error, ConnectorError::Refused { .. });
                problem.get_or_insert(error);
                if concerns_others {
                    break;
                }
            }
        }
    }
    match problem {
        // Who is out is noted first: the problem is met again.
        Some(error) if left.is_empty() => Err(error.into()),
        _ => Ok(Outcome::Left(left)),
    }
}

/// Adds the next of those who are ready.
async fn fill(connector: &Connector, workspace: &Workspace, id: &ExternalId) -> Result<Outcome, StepError> {
    let ready: Vec<_> = workspace.ready().into_iter().take(CHUNK).collect();
    if ready.is_empty() {
        return Ok(Outcome::Waits);
    }
    let members: Vec<NewMember<'_>> =
        ready.iter().map(|(newcomer, id)| NewMember { id, role: newcomer.role }).collect();
    let added = connector.add_members(id, &members).await;
    let Err(ConnectorError::Missing) = added else {
        added?;
        let joined = ready.iter().map(|(newcomer, id)| (newcomer.account, (*id).clone()));
        return Ok(Outcome::Joined(joined.collect()));
    };
    // Either it is gone, or one of the people is.
    let there = match connector.list_members(id).await {
        Err(ConnectorError::Missing) => return Err(StepError::Hopeless(Problem::Gone)),
        there => there?,
    };
    let is_in = |id: &ExternalId| there.iter().any(|member| member.id == *id);
    let strangers = ready.iter().filter(|(_, id)| !is_in(id)).map(|(newcomer, _)| newcomer.account);
    Err(StepError::Strangers(strangers.collect()))
}

/// Has it archived or restored. The services do so in their own time: it is looked at before it is asked for again.
async fn turn(connector: &Connector, id: &ExternalId, wish: Wish) -> Result<Outcome, StepError> {
    let is_so = |status| match status {
        WorkspaceStatus::Missing => Err(StepError::Hopeless(Problem::Gone)),
        WorkspaceStatus::Creating => Err(ConnectorError::NotYet.into()),
        WorkspaceStatus::Active => Ok(wish == Wish::Active),
        WorkspaceStatus::Archived => Ok(wish == Wish::Archived),
    };
    if !is_so(connector.workspace_status(id).await?)? {
        match wish {
            Wish::Active => connector.restore_workspace(id).await?,
            Wish::Archived => connector.archive_workspace(id).await?,
        }
        if !is_so(connector.workspace_status(id).await?)? {
            return Err(ConnectorError::NotYet.into());
        }
    }
    Ok(Outcome::Changed(Change::Is(match wish {
        Wish::Active => Confirmed::Active,
        Wish::Archived => Confirmed::Archived,
    })))
}
