//! Classes of the education roster, and the Teams on top of them.

use serde::Deserialize;
use serde_json::json;

use super::Microsoft;
use super::answers::{done, is_taken, refusal};
use crate::base::id::WorkspaceId;
use crate::connectors::api::{Call, clip, parse};
use crate::connectors::{ConnectorError, ExternalId, MemberRole, NewMember, NewWorkspace, WorkspaceStatus};

/// The longest name of a group.
const LONGEST_TITLE: usize = 120;

#[derive(Deserialize)]
struct Named {
    id: String,
}

#[derive(Deserialize)]
struct Found {
    value: Vec<Named>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Team {
    is_archived: Option<bool>,
}

impl Microsoft {
    /// See [`Connector::create_workspace`](crate::connectors::Connector::create_workspace).
    ///
    /// The class comes first, then its owner, then the Team, which needs both. A new group is unknown to Teams for up to
    /// fifteen minutes.
    pub async fn create_workspace(&self, new: &NewWorkspace<'_>) -> Result<ExternalId, ConnectorError> {
        let id = match self.find_class(new.key).await? {
            Some(id) => id,
            None => self.create_class(new).await?,
        };
        let owner = NewMember { id: new.owner, role: MemberRole::Owner };
        self.add_members(&id, &[owner]).await?;
        let team = json!({
            "template@odata.bind": self.graph.address(&["teamsTemplates('educationClass')"]),
            "group@odata.bind": self.graph.address(&[&format!("groups('{id}')")]),
        });
        let reply = self.graph.send(&Call::post(&["teams"]).body(team)).await?;
        match reply.status {
            202 | 409 => Ok(id), // 409: an earlier try was heard
            404 => Err(ConnectorError::NotYet),
            _ => Err(refusal(&reply)),
        }
    }

    /// See [`Connector::workspace_status`](crate::connectors::Connector::workspace_status).
    pub async fn workspace_status(&self, id: &ExternalId) -> Result<WorkspaceStatus, ConnectorError> {
        let call = Call::get(&["teams", id.as_str()]).query("$select", "id,isArchived");
        let reply = self.graph.send(&call).await?;
        if reply.status != 404 {
            let team: Team = parse(done(reply)?)?;
            let is_archived = team.is_archived.unwrap_or_default();
            return Ok(if is_archived { WorkspaceStatus::Archived } else { WorkspaceStatus::Active });
        }
        let call = Call::get(&["groups", id.as_str()]).query("$select", "id");
        let reply = self.graph.send(&call).await?;
        match reply.status {
            404 => Ok(WorkspaceStatus::Missing),
            _ => done(reply).map(|_| WorkspaceStatus::Creating),
        }
    }

    /// See [`Connector::archive_workspace`](crate::connectors::Connector::archive_workspace).
    pub async fn archive_workspace(&self, id: &ExternalId) -> Result<(), ConnectorError> {
        self.act_on_team(id, "archive").await
    }

    /// See [`Connector::restore_workspace`](crate::connectors::Connector::restore_workspace).
    pub async fn restore_workspace(&self, id: &ExternalId) -> Result<(), ConnectorError> {
        self.act_on_team(id, "unarchive").await
    }

    async fn act_on_team(&self, id: &ExternalId, action: &str) -> Result<(), ConnectorError> {
        done(self.graph.send(&Call::post(&["teams", id.as_str(), action])).await?).map(|_| ())
    }

    async fn find_class(&self, key: WorkspaceId) -> Result<Option<ExternalId>, ConnectorError> {
        let call = Call::get(&["groups"])
            .query("$filter", format!("mailNickname eq '{}'", nickname(key)))
            .query("$select", "id");
        let found: Found = parse(done(self.graph.send(&call).await?)?)?;
        Ok(found.value.into_iter().next().map(|group| group.id.into()))
    }

    async fn create_class(&self, new: &NewWorkspace<'_>) -> Result<ExternalId, ConnectorError> {
        let title = clip(new.title, LONGEST_TITLE);
        let class = json!({
            "displayName": title,
            "externalName": title,
            "externalId": new.key,
            "externalSource": "sis",
            "mailNickname": nickname(new.key),
        });
        let reply = self.graph.send(&Call::post(&["education", "classes"]).body(class)).await?;
        if is_taken(&reply) {
            return Err(ConnectorError::NotYet); // made a moment ago, and not found yet
        }
        Ok(parse::<Named>(done(reply)?)?.id.into())
    }
}

/// Unique among the tenant's groups, so that a class is never made twice.
fn nickname(key: WorkspaceId) -> String {
    format!("ump-{}", key.0.simple())
}
