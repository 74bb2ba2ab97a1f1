//! Courses: what teachers see as Classrooms.

use serde::Deserialize;
use serde_json::json;

use super::Google;
use super::answers::{done, is_there, refusal};
use crate::base::id::WorkspaceId;
use crate::connectors::api::{Call, clip, parse};
use crate::connectors::{ConnectorError, ExternalId, NewWorkspace, WorkspaceStatus};

/// The longest name of a course.
const LONGEST_TITLE: usize = 750;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Course {
    id: String,
    course_state: String,
}

impl Google {
    /// See [`Connector::create_workspace`](crate::connectors::Connector::create_workspace).
    pub async fn create_workspace(&self, new: &NewWorkspace<'_>) -> Result<ExternalId, ConnectorError> {
        let course = json!({
            "id": alias(new.key),
            "name": clip(new.title, LONGEST_TITLE),
            "ownerId": new.owner,
            "courseState": "ACTIVE",
        });
        let reply = self.classroom.send(&Call::post(&["v1", "courses"]).body(course)).await?;
        let course = if is_there(&reply) {
            self.read_course(&alias(new.key)).await?.ok_or(ConnectorError::NotYet)?
        } else {
            parse(done(reply)?)?
        };
        let id = ExternalId::from(course.id);
        if course.course_state == "PROVISIONED" {
            self.set_state(&id, "ACTIVE").await?; // else a teacher would have to accept it first
        }
        Ok(id)
    }

    /// See [`Connector::workspace_status`](crate::connectors::Connector::workspace_status).
    pub async fn workspace_status(&self, id: &ExternalId) -> Result<WorkspaceStatus, ConnectorError> {
        let course = self.read_course(id.as_str()).await?;
        match course.as_ref().map(|course| course.course_state.as_str()) {
            None => Ok(WorkspaceStatus::Missing),
            Some("ACTIVE") => Ok(WorkspaceStatus::Active),
            Some("ARCHIVED") => Ok(WorkspaceStatus::Archived),
            Some("PROVISIONED") => Ok(WorkspaceStatus::Creating),
            Some(state) => Err(ConnectorError::Refused { status: 200, code: clip(state, 60) }),
        }
    }

    /// See [`Connector::archive_workspace`](crate::connectors::Connector::archive_workspace).
    pub async fn archive_workspace(&self, id: &ExternalId) -> Result<(), ConnectorError> {
        self.set_state(id, "ARCHIVED").await
    }

    /// See [`Connector::restore_workspace`](crate::connectors::Connector::restore_workspace).
    pub async fn restore_workspace(&self, id: &ExternalId) -> Result<(), ConnectorError> {
        self.set_state(id, "ACTIVE").await
    }

    async fn read_course(&self, id: &str) -> Result<Option<Course>, ConnectorError> {
        let reply = self.classroom.send(&Call::get(&["v1", "courses", id])).await?;
        match reply.status {
            404 => Ok(None),
            200 => Ok(Some(parse(reply.body)?)),
            _ => Err(refusal(&reply)),
        }
    }

    /// An archived course takes no other change than this.
    async fn set_state(&self, id: &ExternalId, state: &str) -> Result<(), ConnectorError> {
        let call = Call::patch(&["v1", "courses", id.as_str()])
            .query("updateMask", "courseState")
            .body(json!({ "courseState": state }));
        done(self.classroom.send(&call).await?).map(|_| ())
    }
}

/// The course's name in the tenant's domain.
fn alias(key: WorkspaceId) -> String {
    format!("d:ump-{}", key.0.simple())
}
